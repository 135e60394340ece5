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
    const connection = Object.freeze({ ...kept, tokenToThem: openToken(kept, keys) });
    opened.set(kept, connection);
    sealed.set(connection, kept);
    return connection;
  };
  const close = (connection: Connection): Connection =>
    sealed.get(connection) ?? { ...connection, tokenToThem: sealToken(connection, keys[0]) };
  const read = (kept: RegistryState): RegistryState => {
    const known = states.get(kept);
    if (known) return known;
    const state = Object.freeze({ ...kept, connections: kept.connections.map(open) });
    states.set(kept, state);
    return state;
  };

  const outdated = ({ tokenToThem, id }: Connection) =>
    tokenToThem !== null && (!isSealed(tokenToThem) || unseal(tokenToThem, keys[0], id) === undefined);
  read(inner.read());
  if (inner.read().connections.some(outdated))
    await inner.change((kept) => ({
      ...kept,
      connections: kept.connections.map((one) =>
        outdated(one) ? { ...one, tokenToThem: sealToken(open(one), keys[0]) } : one,
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
  const one = inner.read().connections.find(({ tokenToThem }) => tokenToThem && isSealed(tokenToThem));
  if (one)
    throw new Error(`the token of ${one.name} (connection ${one.id}) is sealed: HUB_SECRET_KEY must be set`);
  return inner;
}

function sealToken({ tokenToThem, id }: Connection, key: Buffer): string | null {
  return tokenToThem === null ? null : seal(tokenToThem, key, id);
}

function openToken({ tokenToThem, id, name }: Connection, keys: Buffer[]): string | null {
  if (tokenToThem === null || !isSealed(tokenToThem)) return tokenToThem;
  for (const key of keys) {
    const token = unseal(tokenToThem, key, id);
    if (token !== undefined) return token;
  }
  throw new Error(
    `the token of ${name} (connection ${id}) was sealed with another key: HUB_SECRET_KEY, or the file secret-key in HUB_DATA_DIR, must be the one it was sealed with`,
  );
}
