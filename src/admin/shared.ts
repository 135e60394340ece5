/** How long an answer that was made once is given to whoever asks, in milliseconds. */
const lifetime = 100;

/** Makes something once for all who ask while it is made and shortly after; a failure is forgotten at once. */
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
