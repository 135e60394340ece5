import { createHash } from 'node:crypto';

/** The next number of a sequence, from 0 up to but not 1. */
export type Random = () => number;

/** Sequences by name, each the same for the same seed, so that one does not depend on how often another was asked. */
export function streams(seed: number): (name: string) => Random {
  const known = new Map<string, Random>();
  return (name) => {
    const stream =
      known.get(name) ?? seeded(createHash('sha256').update(`${seed} ${name}`).digest().readInt32BE());
    known.set(name, stream);
    return stream;
  };
}

/** A sequence that looks like chance and is the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
