/** Resolves as `fact` does, or rejects with the words of `missing` after so many milliseconds. */
export async function withIn<T>(fact: Promise<T>, milliseconds: number, missing: () => string): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, fail) => {
    late = setTimeout(() => fail(new Error(missing())), milliseconds);
  });
  try {
    return await Promise.race([fact, patience]);
  } finally {
    clearTimeout(late);
  }
}
