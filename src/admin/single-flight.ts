/** Milliseconds for which a computed result is given to later callers. */
const lifetime = 100;

/** Computes a result once for all callers during its computation and shortly after; a failure is forgotten at once. */
export function shared<T>(make: () => Promise<T>, now: () => number): () => Promise<T> {
  let current: { made: Promise<T>; until: number } | undefined;
  return () => {
    if (current && now() < current.until) return current.made;
    const mine = { made: make(), until: Number.POSITIVE_INFINITY };
    current = mine;
    mine.made.then(
      () => {
        mine.until = now() + lifetime;
      },
      () => {
        mine.until = 0;
      },
    );
    return mine.made;
  };
}
