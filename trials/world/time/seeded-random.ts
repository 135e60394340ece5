/** The only source of random numbers in a world: the same seed and name give the same numbers. */
export interface Chance {
  /** A random number from 0 to below 1. */
  next(): number;
  /** A random whole number from 0 to below `count`. */
  below(count: number): number;
  between(low: number, high: number): number;
  /** Draws a yes or no: yes with this probability. */
  is(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Another source of random numbers, which depends on the seed and this name alone and not on numbers drawn before. */
  fork(name: string): Chance;
}

/** A source of random numbers for a seed. */
export function chanceOf(seed: string): Chance {
  let [a, b, c, d] = hashed(seed);
  // The generator is sfc32, with 128 bits of state.
  const next = () => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let nth = 0; nth < 12; nth++) next();
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    between: (low, high) => low + next() * (high - low),
    is: (probability) => next() < probability,
    pick: (list) => list[below(list.length)]!,
    fork: (name) => chanceOf(`${seed}/${name}`),
  };
}

/** Four numbers of 32 bits that depend on every character of a text. */
function hashed(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef];
  for (let at = 0; at < text.length; at++)
    for (const nth of [0, 1, 2, 3] as const) {
      const mixed = Math.imul(words[nth] ^ text.charCodeAt(at), 0x01000193 + 2 * nth * 0x1f35);
      words[nth] = (mixed ^ (mixed >>> 15)) + nth;
    }
  return words;
}
