import type { Connection, Registry, RegistryState } from './ports.ts';
import type { SecretKeys } from './secret-keys.ts';
import { isSealed, seal, unseal } from './secrets.ts';

/**
 * A registry whose store sees no token that opens a partner: they are sealed on the way in and opened on the way out.
 * What still lies there in the open, or was sealed with an older key, is sealed anew. Rejects when a token does not open.
 */
export async function sealedRegistry(inner: Registry, { keys }: SecretKeys): Promise<Registry> {
  const opened = new WeakMap<Connection, Connection>();
  const sealed = new WeakMap<Connection, Connection>();
  const states = new WeakMap<RegistryState, RegistryState>();

  /** The same connection gives the same one again, so that what did not change is not made anew. */
  const open = (kept: Connection): Connection => {
    const known = opened.get(kept);
    if (known) return known;
    const connection = Object.freeze(eachToken(kept, (token) => openToken(token, kept, keys)));
    opened.set(kept, connection);
    sealed.set(connection, kept);
    return connection;
  };
  const close = (connection: Connection): Connection =>
    sealed.get(connection) ?? eachToken(connection, (token) => seal(token, keys[0], connection.id));
  const read = (kept: RegistryState): RegistryState => {
    const known = states.get(kept);
    if (known) return known;
    const state = Object.freeze({ ...kept, connections: kept.connections.map(open) });
    states.set(kept, state);
    return state;
  };

  const outdated = (one: Connection) =>
    tokensIn(one).some((token) => !isSealed(token) || unseal(token, keys[0], one.id) === undefined);
  read(inner.read());
  if (inner.read().connections.some(outdated))
    await inner.change((kept) => ({
      ...kept,
      connections: kept.connections.map((one) =>
        outdated(one) ? eachToken(open(one), (token) => seal(token, keys[0], one.id)) : one,
      ),
    }));

  return {
    read: () => read(inner.read()),
    change: async (update) =>
      read(
        await inner.change((kept) => {
          const state = read(kept);
          const wanted = update(state);
          return wanted === state ? kept : { ...wanted, connections: wanted.connections.map(close) };
        }),
      ),
    onChange: inner.onChange,
  };
}

/** A registry in which tokens lie in the open. Throws when some have been sealed: they need their key. */
export function plainRegistry(inner: Registry): Registry {
  const one = inner.read().connections.find((connection) => tokensIn(connection).some(isSealed));
  if (one)
    throw new Error(`the token of ${one.name} (connection ${one.id}) is sealed: HUB_SECRET_KEY must be set`);
  return inner;
}

/** The tokens of a connection that open the partner: the one in force, and the one before it. */
function tokensIn({ tokenToThem, spare }: Connection): string[] {
  return [tokenToThem, spare?.tokenToThem].filter((token) => typeof token === 'string');
}

function eachToken(connection: Connection, change: (token: string) => string): Connection {
  const { tokenToThem, spare } = connection;
  const changed = (token: string | null) => (token === null ? null : change(token));
  return {
    ...connection,
    tokenToThem: changed(tokenToThem),
    ...(spare ? { spare: { ...spare, tokenToThem: changed(spare.tokenToThem) } } : {}),
  };
}

function openToken(kept: string, { id, name }: Connection, keys: Buffer[]): string {
  if (!isSealed(kept)) return kept;
  for (const key of keys) {
    const token = unseal(kept, key, id);
    if (token !== undefined) return token;
  }
  throw new Error(
    `the token of ${name} (connection ${id}) was sealed with another key: HUB_SECRET_KEY, or the file secret-key in HUB_DATA_DIR, must be the one it was sealed with`,
  );
}
