import { keyOf } from '../../simulators/platform/object-store.ts';
import type { Platform } from '../../simulators/platform/simulated-platform.ts';
import { everyField } from '../objects-with-every-field.ts';

/** Gives a simulated partner three Sessions and three CDRs that changed at different times. */
export function withPast({ own, party }: Platform): void {
  for (const number of [1, 2, 3])
    for (const [module, kind] of [
      ['sessions', 'Session'],
      ['cdrs', 'CDR'],
    ] as const) {
      const object = { ...everyField(kind, `PAST-${number}`), last_updated: `2026-02-0${number}T08:00:00Z` };
      own[module].set(keyOf(module, party, object), { owner: party, object });
    }
}
