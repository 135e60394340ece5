import type { Answer } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type {
  ActiveChargingProfile,
  ChargingProfileResponseType,
  ChargingProfileResultType,
  SetChargingProfile,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import { keyOf } from '../platform/object-store.ts';
import type { PlatformRequest } from '../platform/simulated-platform.ts';
import { clearProfile, profileAt, reportProfile, setProfile } from './charging-profiles.ts';
import { oddityOf } from './misbehaviour-of-test-evses.ts';
import { type Charge, type Operator, reactionTime } from './operator-state.ts';
import { sendResult } from './send-command-result.ts';

/** The asynchronous result of a profile request; `profile` is that of an accepted GET (CP-09). */
interface Result {
  result: ChargingProfileResultType;
  profile?: ActiveChargingProfile;
}

/**
 * Answers a request about a session's charging profile at once; the charge point's result follows (CP-02, CP-03, CP-07,
 * CP-08).
 */
export function answerProfile(operator: Operator, request: PlatformRequest): Answer {
  const charge = chargeFor(operator, request);
  if (typeof charge === 'string') return { data: { result: charge, timeout: 0 } };
  const { platform } = operator;
  const url = request.query.get('response_url') ?? (request.body as SetChargingProfile).response_url;
  platform.clock.timeline().after(reactionTime, () => {
    if (!platform.over.aborted) void obey(operator, charge, request, url);
  });
  return { data: { result: 'ACCEPTED', timeout } };
}

/** The session under way that a profile request names, or the refusal of the request (CP-03, CP-10, CP-12). */
function chargeFor(
  { platform, charges }: Operator,
  { caller, params }: PlatformRequest,
): Charge | ChargingProfileResponseType {
  const id = params.session_id ?? '';
  const session = platform.own.sessions.get(keyOf('sessions', platform.party, { id }));
  if (session?.connection !== caller.id) return 'UNKNOWN_SESSION';
  const charge = charges.get(id);
  if (!charge) return 'REJECTED';
  const [evse] = charge.facts.location.evses ?? [];
  if (!evse?.capabilities?.includes('CHARGING_PROFILE_CAPABLE')) return 'NOT_SUPPORTED';
  return isTooOften(charge) ? 'TOO_OFTEN' : charge;
}

/**
 * Whether the session has had more profile requests than a charge point follows in so many wall-clock seconds (CP-10).
 */
function isTooOften(charge: Charge): boolean {
  const now = charge.wall.seconds();
  charge.asked = charge.asked.filter((before) => now - before < within);
  if (charge.asked.length >= mostRequests) return true;
  charge.asked.push(now);
  return false;
}

/** Sends the result first, then the active profile that has changed with it (CP-13). */
async function obey(
  operator: Operator,
  charge: Charge,
  request: PlatformRequest,
  url: string,
): Promise<void> {
  const result = resultOf(operator, charge, request);
  await sendResult(operator.platform, request, url, result);
  if (request.method !== 'GET' && result.result === 'ACCEPTED') await reportProfile(operator, charge);
}

/** The charge point's result of a profile request: asynchronous, after the operator's answer. */
function resultOf(operator: Operator, charge: Charge, { method, query, body }: PlatformRequest): Result {
  if (
    !operator.charges.has(charge.facts.id) ||
    charge.stop.signal.aborted ||
    oddityOf(charge.evseUid)?.makes?.EVERY
  )
    return { result: 'REJECTED' };
  if (method === 'GET')
    return { result: 'ACCEPTED', profile: profileAt(operator, charge, Number(query.get('duration'))) };
  if (method === 'DELETE') return { result: clearProfile(operator, charge) ? 'ACCEPTED' : 'UNKNOWN' };
  setProfile(operator, charge, (body as SetChargingProfile).charging_profile);
  return { result: 'ACCEPTED' };
}

/** Seconds after which the partner need not expect the result of a profile request any more. */
const timeout = 60;

const mostRequests = 5;
const within = 10;
