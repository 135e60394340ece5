import type { Passed } from '../push-types.ts';
import type { Item } from './outgoing-change.ts';
import { ownerOf } from './parked-object-types.ts';

/** The dependencies of the probe that tells a failing partner from a failing object. */
export interface FailureProbeOptions<T, R extends Passed> {
  /** Number of attempts at one object before another of the same owner is tried in its place. */
  patience: number;
  send(entry: Item<T>): Promise<R>;
  /** Parks an object that the partner cannot take, to be tried on its own; resolves with whether it is parked. */
  park(entry: Item<T>, error: string | undefined): Promise<boolean>;
}

/** Finds out whether a partner fails or a single object. */
export interface FailureProbe<T> {
  /**
   * Sends the oldest open object, and another one where that helps to tell; removes finished objects from the list.
   * False while the partner takes nothing.
   */
  probe(open: Item<T>[]): Promise<boolean>;
  /**
   * Tells whether an object that has just come could show at once where the failure is: it is of another owner than the
   * failed one.
   */
  isWitness(object: string): boolean;
}

/**
 * Probes a failing partner with the oldest object. When it fails, an object of another owner tells at once whether the
 * partner or the object fails; one of the same owner does so when the oldest has failed too often. A partner that takes
 * the other object has either recovered or cannot take the oldest: one more attempt decides, and if that fails the
 * oldest is parked.
 */
export function startFailureProbe<T, R extends Passed>({
  patience,
  send,
  park,
}: FailureProbeOptions<T, R>): FailureProbe<T> {
  let changed = 0;
  let owner: string | undefined;
  let times = 0;
  /** The result of the last attempt with an object of another owner than the oldest one's. */
  let others: 'unknown' | 'asked' | 'fail' = 'unknown';

  const probe = async (open: Item<T>[]): Promise<boolean> => {
    const [oldest] = open;
    if (!oldest) return true;
    if (changed !== oldest.changed) {
      changed = oldest.changed;
      owner = ownerOf(oldest.object);
      times = 0;
      others = 'unknown';
    }
    const foreign = others === 'fail' ? undefined : open.find(({ object }) => ownerOf(object) !== owner);
    const other = foreign ?? open.find((entry) => moduleOf(entry) !== moduleOf(oldest)) ?? open[1];
    if (times < patience || !other) {
      times += 1;
      const first = await send(oldest);
      if (!first.down) return open.shift() !== undefined;
      if (!foreign || first.wide) return false;
    }
    return other !== undefined && hear(open, oldest, other, other === foreign);
  };
  const hear = async (open: Item<T>[], oldest: Item<T>, other: Item<T>, isForeign: boolean) => {
    if ((await send(other)).down) {
      if (isForeign) others = 'fail';
      return false;
    }
    const last = await send(oldest);
    if (last.down && (last.wide || !(await park(oldest, last.error)))) return false;
    for (const done of [oldest, other]) open.splice(open.indexOf(done), 1);
    return true;
  };
  return {
    probe,
    isWitness(object) {
      if (times === 0 || others !== 'unknown' || ownerOf(object) === owner) return false;
      others = 'asked';
      return true;
    },
  };
}

function moduleOf({ object }: Pick<Item<unknown>, 'object'>): string | undefined {
  return object.split(' ', 1)[0];
}
