import type { Connection, Registry } from '../ports/connection-registry.ts';
import { defaultOptions } from './connections.ts';

/**
 * Adds to connections that an earlier release stored the settings which they lack, with their defaults; in either
 * store, once. A setting added to `defaultOptions` needs nothing else to be there after an upgrade.
 */
export async function completeRegistry(registry: Registry): Promise<void> {
  if (registry.read().connections.every(isComplete)) return;
  await registry.change((state) => ({
    ...state,
    connections: state.connections.map((one) => (isComplete(one) ? one : completed(one))),
  }));
}

function isComplete({ options }: Connection): boolean {
  return Object.keys(defaultOptions).every((name) => name in options);
}

function completed(connection: Connection): Connection {
  return { ...connection, options: { ...defaultOptions, ...connection.options } };
}
