import type { Trial } from './suite-run-state.ts';
import { eventually } from './wait-for-fact.ts';

/** An act that only the partner can begin, and the words in which its user is asked for it. */
interface Act {
  /** Kind of the act: all checks that wait for the same kind share the time of `--wait`. */
  kind: string;
  words: string;
}

/** Asks for an act of the partner and waits until `done`; each kind of act has the time of `--wait` once in a run. */
export async function partnersTurn(trial: Trial, { kind, words }: Act, done: () => boolean): Promise<void> {
  const isOver = () => done() || trial.interrupted;
  const before = trial.waited.get(kind) ?? 0;
  const left = trial.options.wait - before;
  if (left <= 0 || isOver()) return;
  trial.waiting(`${words}; ${Math.ceil(left / 1000)} s left`);
  await eventually(left, (counted) => {
    trial.waited.set(kind, before + counted);
    return isOver();
  });
}
