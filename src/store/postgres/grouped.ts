interface Waiting<T> {
  item: T;
  resolve(): void;
  reject(reason: unknown): void;
}

/** More than this in one statement only makes the first of them wait. */
const groupSize = 512;

/** Makes one call for many: what waits while one group is written goes into the next. Resolves in the order of the calls. */
export function grouped<T>(write: (items: T[]) => Promise<void>): (item: T) => Promise<void> {
  const waiting: Waiting<T>[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      // What is asked for in this turn of the event loop comes along.
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
