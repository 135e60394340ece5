import type { Json } from '../../src/ocpi/parts.ts';
import type { CDR } from '../../src/ocpi/types.generated.ts';
import type { Platform } from '../platform/platform.ts';
import type { SessionFacts } from './session.ts';

/** A session that is open at a partner: what a restart needs to end it. */
export interface Saved {
  facts: SessionFacts;
  /** Connection of the driver's provider. */
  connection: string;
  locationId: string;
  evseUid: string;
  /** Simulated seconds in a second on the wall; 0 for a reservation. */
  speed: number;
  /** Seconds into the session that were told last, and when: milliseconds since 1970. */
  told: number;
  at: number;
  /** Once it is made it is sent as it is, also after a crash (CDR-10). */
  cdr?: CDR;
}

/** Keeps an open session over a restart, in place of what was kept of it. */
export function remember(platform: Platform, saved: Saved): Promise<void> {
  const { facts, connection, locationId, evseUid, speed, told, at, cdr } = saved;
  const kept = { facts, connection, locationId, evseUid, speed, told, at, cdr } as unknown as Json;
  return platform.memory.change((state) => ({ ...state, open: { ...state.open, [facts.id]: kept } }));
}

/** Forgets a session that is over. */
export function forgetSession(platform: Platform, id: string): Promise<void> {
  return platform.memory.change((state) => {
    const open = Object.entries(state.open ?? {}).filter(([known]) => known !== id);
    return { ...state, open: Object.fromEntries(open) };
  });
}

/** The sessions that are open, or were when the last run ended. */
export function savedSessions(platform: Platform): Saved[] {
  return Object.values(platform.memory.read().open ?? {}) as unknown as Saved[];
}
