import { createHash } from 'node:crypto';

/** A source of pseudo-random numbers: each call gives the next one, from 0 up to but not including 1. */
export type Random = () => number;

/**
 * Named sequences of pseudo-random numbers, each the same for the same seed: one does not depend on how often another
 * was asked.
 */
export function streams(seed: number): (name: string) => Random {
  const known = new Map<string, Random>();
  return (name) => {
    const stream =
      known.get(name) ?? seeded(createHash('sha256').update(`${seed} ${name}`).digest().readInt32BE());
    known.set(name, stream);
    return stream;
  };
}

/** A sequence of pseudo-random numbers that is the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
