import type { Connection, Registry, RegistryState } from '../../hub/ports/connection-registry.ts';
import type { SecretKeys } from '../../hub/token-encryption-keys.ts';
import { isSealed, seal, unseal } from './encrypt-secrets.ts';

/**
 * A registry that hides from its store the tokens that open partners' interfaces, and the queries of their URLs: it
 * seals (encrypts) them on the way in and opens them on the way out. Secrets that the store still has in plain text, or
 * sealed with an older key, are sealed anew. Rejects when a secret cannot be opened; a new key is kept only after all
 * could be.
 */
export async function sealedRegistry(inner: Registry, { keys, keep }: SecretKeys): Promise<Registry> {
  const opened = new WeakMap<Connection, Connection>();
  const sealed = new WeakMap<Connection, Connection>();
  const lists = new WeakMap<Connection[], Connection[]>();
  const states = new WeakMap<RegistryState, RegistryState>();

  /**
   * Opens the secrets of a connection; the same stored connection gives the same result, so that unchanged ones are not
   * copied.
   */
  const open = (kept: Connection): Connection => {
    const known = opened.get(kept);
    if (known) return known;
    const connection = Object.freeze(eachSecret(kept, (secret) => openSecret(secret, kept, keys)));
    opened.set(kept, connection);
    sealed.set(connection, kept);
    return connection;
  };
  const close = (connection: Connection): Connection =>
    sealed.get(connection) ?? eachSecret(connection, (secret) => seal(secret, keys[0], connection.id));
  const read = (kept: RegistryState): RegistryState => {
    const known = states.get(kept);
    if (known) return known;
    const connections = lists.get(kept.connections) ?? kept.connections.map(open);
    lists.set(kept.connections, connections);
    const state = Object.freeze({ ...kept, connections });
    states.set(kept, state);
    return state;
  };

  const outdated = (one: Connection) =>
    secretsIn(one).some((secret) => !isSealed(secret) || unseal(secret, keys[0], one.id) === undefined);
  read(inner.read());
  await keep?.();
  if (inner.read().connections.some(outdated))
    await inner.change((kept) => ({
      connections: kept.connections.map((one) =>
        outdated(one) ? eachSecret(open(one), (secret) => seal(secret, keys[0], one.id)) : one,
      ),
    }));

  return {
    read: () => read(inner.read()),
    kept: inner.kept,
    change: async (update) =>
      read(
        await inner.change((kept) => {
          const state = read(kept);
          const wanted = update(state);
          return wanted.connections === state.connections
            ? kept
            : { connections: wanted.connections.map(close) };
        }),
      ),
    agree: (decide) => inner.agree((kept) => decide(read(kept))),
    onChange: inner.onChange,
  };
}

/** A registry that stores secrets in plain text. Throws when some are sealed: opening them needs their key. */
export function plainRegistry(inner: Registry): Registry {
  const one = inner.read().connections.find((connection) => secretsIn(connection).some(isSealed));
  if (one)
    throw new Error(`a secret of ${one.name} (connection ${one.id}) is sealed: HUB_SECRET_KEY must be set`);
  return inner;
}

/** The secrets of a connection, as they stand in it. */
function secretsIn(connection: Connection): string[] {
  const secrets: string[] = [];
  eachSecret(connection, (secret) => (secrets.push(secret), secret));
  return secrets;
}

/**
 * A connection with each of its secrets changed: the tokens that open the partner's interface, and the queries of its
 * URLs (TRANS-73).
 */
function eachSecret(connection: Connection, change: (secret: string) => string): Connection {
  const { tokenToThem, spare, versionsUrl, endpoints } = connection;
  const token = (kept: string | null) => (kept === null ? null : change(kept));
  const inUrl = (url: string) => {
    const from = url.indexOf('?') + 1;
    return from === 0 || from === url.length ? url : url.slice(0, from) + change(url.slice(from));
  };
  return {
    ...connection,
    tokenToThem: token(tokenToThem),
    ...(spare ? { spare: { ...spare, tokenToThem: token(spare.tokenToThem) } } : {}),
    versionsUrl: versionsUrl && inUrl(versionsUrl),
    endpoints: endpoints.map((endpoint) => ({ ...endpoint, url: inUrl(endpoint.url) })),
  };
}

function openSecret(kept: string, { id, name }: Connection, keys: Buffer[]): string {
  if (!isSealed(kept)) return kept;
  for (const key of keys) {
    const secret = unseal(kept, key, id);
    if (secret !== undefined) return secret;
  }
  throw new Error(
    `a secret of ${name} (connection ${id}) was sealed with another key: HUB_SECRET_KEY, or the file secret-key in HUB_DATA_DIR, must be the one it was sealed with`,
  );
}
