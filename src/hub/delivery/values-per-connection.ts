/** Most keys of one connection whose values are remembered; the oldest ones are forgotten first. */
const mostKeys = 5000;

/** Values that a process remembers of the objects of each connection; none of them is stored. */
export interface ValuesPerConnection<V> {
  get(connection: string, key: string): V | undefined;
  set(connection: string, key: string, value: V): void;
  delete(connection: string, key: string): void;
  /** Forgets all values of a connection. */
  forget(connection: string): void;
}

/** Starts without any value. */
export function newValuesPerConnection<V>(): ValuesPerConnection<V> {
  const all = new Map<string, Map<string, V>>();
  return {
    get: (connection, key) => all.get(connection)?.get(key),
    set(connection, key, value) {
      const of = all.get(connection) ?? new Map<string, V>();
      all.set(connection, of.set(key, value));
      if (of.size <= mostKeys) return;
      const [oldest] = of.keys();
      if (oldest !== undefined) of.delete(oldest);
    },
    delete: (connection, key) => void all.get(connection)?.delete(key),
    forget: (connection) => void all.delete(connection),
  };
}
