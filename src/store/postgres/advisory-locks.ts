/**
 * PostgreSQL advisory locks with two numbers, the first of which is the hub's own. Keys of objects use locks with one
 * number, which is a separate space.
 */
export const locks = {
  migrations: [2110, 1],
  /** The lock that a process holds from the assignment of a change's number to its commit. */
  changeOrder: [2110, 2],
  /** The lock that all processes share which listen for notifications. */
  present: [2110, 3],
  /** The first number of the locks of shards (parts of the hub's background work); the second is the shard. */
  shards: 2111,
};
