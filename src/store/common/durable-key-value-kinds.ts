import type { NoteKind } from '../../hub/ports/expiring-key-values.ts';

const kinds: Record<Exclude<NoteKind, 'word'>, true> = {
  question: true,
  result: true,
  stock: true,
  driver: true,
  claim: true,
  newest: true,
  history: true,
  head: true,
  naming: true,
  settlement: true,
  held: true,
  reservation: true,
  profile: true,
  position: true,
  parked: true,
  sync: true,
  pull: true,
  retirement: true,
  schedule: true,
  refused: true,
  reach: true,
  pulled: true,
  addressed: true,
  seen: true,
  workspace: true,
  given: true,
};

/** The kinds of notes that outlive a process: all but messages under way between processes. */
export const noteKinds = Object.keys(kinds) as (keyof typeof kinds)[];
