import { acceptanceOf } from '../../ocpi/client/answer-acceptance.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { parsed } from '../../ocpi/editions/write-object-part.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { idConflict } from '../delivery/find-conflicting-ids.ts';
import { fits } from '../delivery/stored-parked-objects.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { DeliveryState, Parked } from '../push-types.ts';
import type { ObjectName, Reason } from './delivery-reason.ts';
import { hasByPosition, pulledBy } from './did-receiver-get-object.ts';
import { exchangesAbout, holds, readsOf, succeeded, versionOf, wordsOf } from './exchanges-about-object.ts';
import type { Intake } from './reasons-from-last-write.ts';
import type { Named } from './reasons-from-receiver.ts';
import { hasOther } from './receiver-has-other-content.ts';

/** The story of an object's delivery to a receiver: whether it arrived, and the reasons. */
export interface DeliveryStory {
  reasons: Reason[];
  /** The time, ISO 8601, at which the hub sent the receiver the older version that it has. */
  older?: string;
  /** True where it is known that the receiver lacks the newest version, unless it is said to have it. */
  certain: boolean;
}

/**
 * Tells how the attempts to deliver an object to a receiver went, by notes and by the journal; with an `obstacle` only
 * the attempts that were made.
 */
export async function deliveryStory(
  hub: Hub,
  object: ObjectName,
  door: Intake,
  { party, connection }: Named,
  obstacle: boolean,
): Promise<DeliveryStory> {
  if (!connection) return { reasons: [], certain: true };
  const { stored } = door;
  // With the hub's ids in URLs, the object that was sent under this id was the other owner's.
  const conflict = stored && (await idConflict(hub, { party, connection }, wholePush(stored)));
  if (conflict) return { reasons: [{ code: 'id_conflict', text: conflict }], certain: true };
  const delivery = (await hub.deliver.states([connection])).get(connection.id)!;
  const exceptions = await hub.deliver.parked(connection);
  const noted = exceptions.find((entry) => isOf(entry, object));
  const { found: sent, from } = await exchangesAbout(hub, object, 'OUT', connection.id);
  const toParty = sent.filter(({ to }) => to === party);
  const [last] = toParty;
  // Where the receiver's position does not tell that it has everything, the content of its copy does.
  const isBehind = stored && (obstacle || delivery.confirmed < stored.changed);
  const isOther = isBehind && hasOther(hub, stored, toParty, connection);
  const current = last && !isOther && isCurrent(last, door, object) ? last : undefined;
  const parked = noted?.state === 'PARKED' ? noted : undefined;
  const behind = parked ? [parkedReason(parked, party)] : followerReasons(delivery, party, connection, door);
  const has = (reason: Reason) => ({ reasons: [reason], certain: true });
  if (current && succeeded(current) && (obstacle || behind.length === 0)) return has(delivered(current));
  const receiving = { party, connection, delivery };
  if (
    stored &&
    !obstacle &&
    !noted &&
    behind.length === 0 &&
    (await hasByPosition(hub, stored, receiving, exceptions))
  )
    return has(deliveredBefore(from));
  if (stored) {
    const read = (await readsOf(hub, object, connection.id)).find(
      (exchange) => isAfter(exchange, door) && holds(exchange, object),
    );
    if (read) return has(pulled(read.time, read.request_id, party));
    const list = await pulledBy(hub, stored, receiving);
    if (list) return has(pulled(new Date(list.ended).toISOString(), list.request, party));
  }
  const old = toParty.find((exchange) => exchange !== current && succeeded(exchange));
  const missing = (reasons: Reason[], certain = true) => ({ reasons, older: old?.time, certain });
  if (current && !succeeded(current) && isRefused(current)) return missing([refused(current, party)]);
  const all = isTracedSince(hub, object, door, { party, connection }, from);
  if (obstacle || (!stored && !door.taken))
    return missing([], all || (stored !== undefined && delivery.confirmed < stored.changed));
  if (noted && !parked) return missing([notedReason(noted, party)]);
  if (behind.length > 0) return missing(behind);
  if (current) return missing([missed(current, party)]);
  const wait = waiting(delivery, party, door);
  if (wait) return missing([wait]);
  return missing([all ? notPushed(party) : notKnown(party, from)], all);
}

/** Tells whether the journal has all pushes of an object in its present state to a receiver. */
function isTracedSince(
  hub: Hub,
  { module, owner }: ObjectName,
  { taken }: Intake,
  { party, connection }: Named,
  from: string | undefined,
): boolean {
  if (from === undefined) return false;
  const state = hub.store.registry.read();
  const [cpo, emsp] = connection?.role === 'CPO' ? [party, owner] : [owner, party];
  const agreements = state.agreements.between(cpo, emsp);
  const begun = agreements.map(({ created }) => Date.parse(created));
  const earliest = [
    Date.parse(connection?.created ?? ''),
    Date.parse(taken?.time ?? ''),
    // Another agreement may have let the receiver see an object that becomes visible by the objects that name it.
    objectRow(module).namedBy ? Number.NaN : Math.min(...begun),
  ];
  return earliest.some((time) => time >= Date.parse(from));
}

/**
 * Tells whether a push carried the present state of an object: it came after the last write, and is not known to carry
 * an older version.
 */
function isCurrent(exchange: Exchange, door: Intake, object: ObjectName): boolean {
  const version = versionOf(exchange, object);
  const present = door.stored && Date.parse(String(parsed(door.stored.bytes).last_updated));
  if (version !== undefined && present !== undefined && version < present) return false;
  if (door.taken) return isAfter(exchange, door);
  const sinceTraced = door.from !== undefined && Date.parse(exchange.time) >= Date.parse(door.from);
  return !door.stored || sinceTraced || (version !== undefined && version === present);
}

function isRefused({ http_status, ocpi_status }: Exchange): boolean {
  return acceptanceOf({ http: http_status, code: ocpi_status }) === 'refused';
}

/** Tells whether a note of delivery is about an object. */
function isOf(entry: Parked, { module, owner, id }: ObjectName): boolean {
  return fits({ module, owner, id })(entry);
}

function parkedReason({ since, attempts, next, error }: Parked, party: Party): Reason {
  const from = new Date(since).toISOString();
  const text = `${party} has not been able to take it since ${from}, in ${attempts} attempts${error ? ` (${error})` : ''}, though it takes others; it is tried on its own, next on ${new Date(next).toISOString()}, or at once with "ocpi-hub resend"`;
  return { code: 'parked', text, since: from };
}

/** Tells whether an exchange came after the last write that the hub took. */
function isAfter({ time }: Exchange, { taken }: Intake): boolean {
  return !taken || Date.parse(time) >= Date.parse(taken.time);
}

/** The reason for an object that was delivered by a request which the journal no longer has. */
function deliveredBefore(from: string | undefined): Reason {
  return { code: 'delivered', text: from ? `delivered before ${from}, where the trace begins` : 'delivered' };
}

/** The reason from a noted refusal, or from a noted failure that went back to its sender. */
function notedReason({ state, since, error }: Parked, party: Party): Reason {
  const from = new Date(since).toISOString();
  const words = error ? `: ${error}` : '';
  return state === 'REFUSED'
    ? { code: 'refused_by_partner', text: `${party} refused it on ${from}${words}`, since: from }
    : {
        code: 'missed',
        text: `${party} could not take it on ${from}${words}; its sender, who named ${party}, has that as the answer, and is to send it again`,
        since: from,
      };
}

function delivered({ method, time, request_id }: Exchange): Reason {
  const what = method === 'DELETE' ? 'its withdrawal was delivered' : 'delivered';
  return { code: 'delivered', text: `${what} on ${time} (request ${request_id})`, since: time, request_id };
}

function pulled(time: string, request_id: string, party: Party): Reason {
  const text = `${party} pulled it on ${time} (request ${request_id})`;
  return { code: 'pulled', text, since: time, request_id };
}

function refused(exchange: Exchange, party: Party): Reason {
  const { time, request_id } = exchange;
  const text = `${party} refused it on ${time}: ${wordsOf(exchange)}`;
  return { code: 'refused_by_partner', text, since: time, request_id };
}

/** The reason for a failed push to a partner without catch-up; with catch-up the hub would try again. */
function missed(exchange: Exchange, party: Party): Reason {
  const { time, request_id } = exchange;
  const text = `${party} could not take it on ${time} (${wordsOf(exchange)}), and what it misses is not sent again (option catch_up)`;
  return { code: 'missed', text, since: time, request_id };
}

/** The reasons why the hub's deliveries have not come so far yet: the partner is down, or gets older changes first. */
function followerReasons(
  { state, behind_since, last_error, confirmed }: DeliveryState,
  party: Party,
  connection: Connection,
  { stored }: Intake,
): Reason[] {
  if (state !== 'DOWN' && state !== 'BEHIND') return [];
  if (stored && confirmed >= stored.changed) return [];
  const since = behind_since ?? undefined;
  const when = since ? ` since ${since}` : '';
  const error = last_error ? ` (${last_error})` : '';
  const again = connection.options.catch_up
    ? 'the hub tries again with growing pauses and then sends what is missing'
    : 'what it misses is not sent again (option catch_up)';
  return [
    state === 'DOWN'
      ? { code: 'down', text: `${party} cannot be reached${when}${error}; ${again}`, since }
      : { code: 'behind', text: `${party} is behind${when} and is being brought up to date`, since },
  ];
}

function waiting(
  { pending, confirmed }: DeliveryState,
  party: Party,
  { stored }: Intake,
): Reason | undefined {
  if (pending === 0 || (stored && confirmed >= stored.changed)) return undefined;
  return {
    code: 'on_its_way',
    text: `it waits for its turn: ${pending} changes are on their way to ${party}`,
  };
}

function notPushed(party: Party): Reason {
  const text = `nothing was sent to ${party}: it was stored before the two exchanged data. It is on the list that ${party} pulls (option push_on_agreement sends what is stored)`;
  return { code: 'not_pushed', text };
}

/** The reason for an object about which neither notes nor the journal say anything. */
function notKnown(party: Party, from: string | undefined): Reason {
  const begin = from ? `the trace, which begins on ${from}, holds no push of it` : 'the trace holds nothing';
  const text = `${begin}, and what ${party} had before that is not noted. "ocpi-hub resend" sends it again`;
  return { code: 'not_known', text };
}
