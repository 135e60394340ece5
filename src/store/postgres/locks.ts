/** Advisory locks with two numbers: the first is the hub's own. Keys of objects lock by one number, which is a space apart. */
export const locks = {
  migrations: [2110, 1],
  /** Held from the giving of a change's number to its commit. */
  changeOrder: [2110, 2],
  /** Shared by all processes that listen. */
  present: [2110, 3],
  /** The first number of the locks of lanes; the second is the lane. */
  lanes: 2111,
};
