import type { StartSession } from '../../src/ocpi/types/2.1.1.generated.ts';
import { sessionOf } from './build-session-and-cdr.ts';
import { setStatus } from './find-evses.ts';
import { type Operator, reactionTime } from './operator-state.ts';
import { updateSession } from './push-session.ts';
import { factsOf } from './reserve-evse.ts';

/** Waits in vain for the driver to plug in: the Session is PENDING, then INVALID, without a CDR (SES-19). */
export function waitForCable(
  operator: Operator,
  connection: string,
  command: StartSession,
  evseUid: string,
): void {
  const { platform } = operator;
  const { clock, over } = platform;
  const facts = factsOf(operator, command, evseUid, undefined);
  const tell = (status: 'PENDING' | 'INVALID', method: 'PUT' | 'PATCH') =>
    void updateSession(operator, connection, sessionOf(facts, 0, status, clock.now()), method);
  setStatus(platform, command.location_id, evseUid, 'BLOCKED');
  tell('PENDING', 'PUT');
  clock.timeline().after(3 * reactionTime, () => {
    if (over.aborted) return;
    tell('INVALID', 'PATCH');
    setStatus(platform, command.location_id, evseUid, 'AVAILABLE');
  });
}
