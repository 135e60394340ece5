import type { Parked } from '../push-types.ts';
import type { Item } from './outgoing-change.ts';
import type { NotRepeated, NotRepeatedOptions } from './parked-object-types.ts';

/** Most refusals that are remembered of one partner; the oldest are forgotten first. */
export const mostRefusals = 1000;

/** Keeps, among the entries of one partner by object, notes of changes that the hub does not send again by itself. */
export function notRepeated(entries: Map<string, Parked>, options: NotRepeatedOptions): NotRepeated {
  const entryOf = (
    { object, changed }: Pick<Item<unknown>, 'object' | 'changed'>,
    state: 'REFUSED' | 'RETURNED',
    error: string | null,
  ): Parked => {
    const now = options.now();
    const next = Number.MAX_SAFE_INTEGER;
    return { object, changed, state, since: now, attempts: 1, tried: now, next, error };
  };
  return {
    async refuse(item, error, { dialect, content }) {
      const attempts = (entries.get(item.object)?.attempts ?? 0) + 1;
      const entry = { ...entryOf(item, 'REFUSED', error), attempts, dialect: dialect(), content: content() };
      entries.delete(item.object);
      entries.set(item.object, entry);
      const refusals = [...entries.values()].filter(({ state }) => state === 'REFUSED');
      const [oldest] = refusals;
      if (oldest && refusals.length > mostRefusals) {
        entries.delete(oldest.object);
        await options.drop(oldest.object);
      }
      await options.keep(entry);
    },
    giveBack(item, error) {
      const entry = entryOf(item, 'RETURNED', error);
      entries.set(item.object, entry);
      return options.keep(entry);
    },
    isRefused({ object, changed }, { dialect, content }) {
      const entry = entries.get(object);
      if (entry?.state !== 'REFUSED' || entry.dialect !== dialect()) return false;
      return entry.changed === changed || entry.content === content();
    },
    isNoted: (object) => entries.has(object),
    settle(object, whole) {
      const state = entries.get(object)?.state;
      if (state === undefined || state === 'PARKED' || (state === 'RETURNED' && !whole)) return;
      entries.delete(object);
      void options.drop(object).catch(() => undefined);
    },
  };
}
