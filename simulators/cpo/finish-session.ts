import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { withOwnFields } from '../../src/ocpi/schemas/validation.ts';
import type { CDR } from '../../src/ocpi/types/2.1.1.generated.ts';
import { put } from '../platform/object-store.ts';
import { partner } from '../platform/partners-and-their-tokens.ts';
import { postCdr } from '../platform/push-to-partners.ts';
import { cdrOf, sessionOf, startFor } from './build-session-and-cdr.ts';
import { lengthOf } from './charging-power-over-time.ts';
import { evseOf, locationOf, setStatus } from './find-evses.ts';
import { oddityOf } from './misbehaviour-of-test-evses.ts';
import { billsFor, waitForBill } from './odd-cdrs.ts';
import { forgetSession, remember, type Saved } from './open-sessions-saved-for-restart.ts';
import type { Operator } from './operator-state.ts';
import { pushSession, updateSession } from './push-session.ts';

/**
 * Ends a session whose car left so many seconds after the start: the Session is COMPLETED, the EVSE is free, and one
 * CDR follows.
 */
export async function finish(
  operator: Operator,
  saved: Saved,
  seconds: number,
  method: 'PUT' | 'PATCH' = 'PATCH',
) {
  const { platform } = operator;
  const { connection, locationId, evseUid } = saved;
  const now = platform.clock.now();
  const isLate = saved.facts.start + seconds * 1000 > now;
  const facts = isLate ? { ...saved.facts, start: startFor(now, seconds, seconds, 1) } : saved.facts;
  const session = sessionOf(facts, seconds, 'COMPLETED', now);
  await updateSession(operator, connection, session, isLate ? 'PUT' : method);
  if (oddityOf(evseUid)?.updates === 'reopened')
    await pushSession(operator, connection, sessionOf(facts, seconds, 'ACTIVE', now), 'PATCH');
  const status = evseOf(locationOf(platform, locationId), evseUid)?.status;
  if (status === 'CHARGING' || status === 'BLOCKED') setStatus(platform, locationId, evseUid, 'AVAILABLE');
  await account(operator, { ...saved, facts, cdr: cdrOf(facts, seconds, platform.clock.now()) });
}

/**
 * Ends the sessions that an earlier run of this simulator left open at a partner, as if the cars had charged on
 * meanwhile.
 */
export async function finishLeft(operator: Operator, saved: Saved): Promise<void> {
  const { platform } = operator;
  const { facts, speed, told, at, cdr } = saved;
  if (cdr) return account(operator, { ...saved, cdr });
  const away = Math.max(0, Math.floor(((platform.clock.now() - at) / 1000) * speed));
  if (speed > 0) return finish(operator, saved, Math.min(lengthOf(facts.plan), told + away), 'PUT');
  await tellLapsed(operator, saved);
}

/** Ends the Session of a reservation whose driver did not come, with nothing to pay (EXT-18). */
export async function tellLapsed(
  operator: Operator,
  { facts, connection }: Pick<Saved, 'facts' | 'connection'>,
) {
  const { platform } = operator;
  const now = platform.clock.now();
  const seconds = Math.max(0, Math.floor((now - facts.start) / 1000));
  const session = { ...sessionOf(facts, seconds, 'COMPLETED', now), total_cost: 0 };
  await updateSession(operator, connection, session, 'PATCH');
  await forgetSession(platform, facts.id);
}

async function account({ platform }: Operator, saved: Saved & { cdr: CDR }): Promise<void> {
  const { connection, cdr, facts, evseUid } = saved;
  await remember(platform, saved);
  await waitForBill(platform, evseUid);
  for (const bill of billsFor(evseUid, cdr)) {
    const object = withOwnFields('cdr', bill) as unknown as Json;
    put(platform.own.cdrs, 'cdrs', { owner: platform.party, object, connection });
    const provider = partner(platform, connection);
    if (provider) await postCdr(platform, provider, object);
  }
  await forgetSession(platform, facts.id);
  platform.log.info({
    event: 'session_ended',
    id: facts.id,
    kwh: cdr.total_energy,
    cost: cdr.total_cost,
  });
}
