interface Waiting<T> {
  item: T;
  resolve(): void;
  reject(reason: unknown): void;
}

/** Most items in one SQL statement: more would only make the first of them wait longer. */
const groupSize = 512;

/** Groups writes to PostgreSQL: items that arrive while one group is written form the next group. Calls resolve in their order. */
export function grouped<T>(write: (items: T[]) => Promise<void>): (item: T) => Promise<void> {
  const waiting: Waiting<T>[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      // Waiting a turn of the event loop lets other items join the group.
      await new Promise(setImmediate);
      const group = waiting.splice(0, groupSize);
      await write(group.map(({ item }) => item)).then(
        () => group.forEach(({ resolve }) => resolve()),
        (error: unknown) => group.forEach(({ reject }) => reject(error)),
      );
    }
    writing = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!writing) void writeAll();
    });
}
