import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import type { CDR } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import type { SessionFacts } from './build-session-and-cdr.ts';

/** A session that is open at a partner, as saved for a restart, which ends it. */
export interface Saved {
  facts: SessionFacts;
  /** Id of the connection of the driver's provider. */
  connection: string;
  locationId: string;
  evseUid: string;
  /** Simulated seconds in a second on the wall; 0 for a reservation. */
  speed: number;
  /** Seconds into the session at its last sent update, and the moment of that update in milliseconds since 1970. */
  told: number;
  at: number;
  /** The session's finished CDR; it is sent unchanged, also after a crash (CDR-10). */
  cdr?: CDR;
}

/** Saves an open session for a restart, in place of its earlier state. */
export function remember(platform: Platform, saved: Saved): Promise<void> {
  const { facts, connection, locationId, evseUid, speed, told, at, cdr } = saved;
  const kept = { facts, connection, locationId, evseUid, speed, told, at, cdr } as unknown as Json;
  return platform.memory.change((state) => ({ ...state, open: { ...state.open, [facts.id]: kept } }));
}

/** Removes the saved state of a session that is over. */
export function forgetSession(platform: Platform, id: string): Promise<void> {
  return platform.memory.change((state) => {
    const open = Object.entries(state.open ?? {}).filter(([known]) => known !== id);
    return { ...state, open: Object.fromEntries(open) };
  });
}

/** The sessions that are open, or were open when the last run ended. */
export function savedSessions(platform: Platform): Saved[] {
  return Object.values(platform.memory.read().open ?? {}) as unknown as Saved[];
}
