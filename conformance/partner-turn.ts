import type { Trial } from './trial.ts';
import { eventually } from './waiting.ts';

/** An act that only the partner can begin, and how it is asked for. */
interface Act {
  /** Checks that wait for the same kind share its time. */
  kind: string;
  words: string;
}

/** Waits until the partner has done something by itself, and tells so; each kind of act has the time of `--wait` once. */
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
