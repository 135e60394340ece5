import { fateOf } from '../../ocpi/client/fate.ts';
import type { Exchange } from '../../ocpi/messages/exchange.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { DeliveryState, Parked } from '../changes.ts';
import { idConflict } from '../delivery/id-conflict.ts';
import { fits } from '../delivery/parked-notes.ts';
import type { Hub } from '../hub.ts';
import type { Connection } from '../ports/registry.ts';
import { wholePush } from '../whole-push.ts';
import { exchangesAbout, holds, readsOf, succeeded, wordsOf } from './exchanges-about.ts';
import type { ObjectName, Reason } from './reason.ts';
import type { Door } from './why-object.ts';
import type { Named } from './why-receiver.ts';

/** How the last attempts to bring an object to a receiver went; with an `obstacle` only those that were made. */
export async function deliveryReasons(
  hub: Hub,
  object: ObjectName,
  door: Door,
  { party, connection }: Named,
  obstacle: boolean,
): Promise<Reason[]> {
  if (!connection) return [];
  // With the hub's ids in URLs, what was sent under this id was the other owner's object.
  const conflict = door.stored && (await idConflict(hub, { party, connection }, wholePush(door.stored)));
  if (conflict) return [{ code: 'id_conflict', text: conflict }];
  const sent = await exchangesAbout(hub, object, 'OUT', connection.id);
  const last = sent.find(({ to }) => to === party);
  const current = last && isAfter(last, door) ? last : undefined;
  const delivery = (await hub.deliver.states([connection])).get(connection.id)!;
  const parked = (await hub.deliver.parked(connection)).find(
    (entry) => entry.state === 'PARKED' && isOf(entry, object),
  );
  const behind = parked ? [parkedReason(parked, party)] : followerReasons(delivery, party, connection, door);
  if (current && succeeded(current) && (obstacle || behind.length === 0)) return [delivered(current)];
  if (door.stored) {
    const read = (await readsOf(hub, object, connection.id)).find(
      (exchange) => isAfter(exchange, door) && holds(exchange, object),
    );
    if (read) return [pulled(read, party)];
  }
  if (current && !succeeded(current) && isRefused(current)) return [refused(current, party)];
  if (obstacle || (!door.stored && !door.taken)) return [];
  if (behind.length > 0) return behind;
  if (current) return [missed(current, party)];
  return [waiting(delivery, party, door) ?? notPushed(party)];
}

function isRefused({ http_status, ocpi_status }: Exchange): boolean {
  return fateOf({ http: http_status, code: ocpi_status }) === 'refused';
}

/** Whether a note of delivery is about an object. */
function isOf(entry: Parked, { module, owner, id }: ObjectName): boolean {
  return fits({ module, owner, id })(entry);
}

function parkedReason({ since, attempts, next, error }: Parked, party: Party): Reason {
  const from = new Date(since).toISOString();
  const text = `${party} has not been able to take it since ${from}, in ${attempts} attempts${error ? ` (${error})` : ''}, though it takes others; it is tried on its own, next on ${new Date(next).toISOString()}, or at once with "ocpi-hub resend"`;
  return { code: 'parked', text, since: from };
}

/** Whether an exchange came after the last write that the hub took. */
function isAfter({ time }: Exchange, { taken }: Door): boolean {
  return !taken || Date.parse(time) >= Date.parse(taken.time);
}

function delivered({ method, time, request_id }: Exchange): Reason {
  const what = method === 'DELETE' ? 'its withdrawal was delivered' : 'delivered';
  return { code: 'delivered', text: `${what} on ${time} (request ${request_id})`, since: time, request_id };
}

function pulled({ time, request_id }: Exchange, party: Party): Reason {
  const text = `${party} pulled it on ${time} (request ${request_id})`;
  return { code: 'pulled', text, since: time, request_id };
}

function refused(exchange: Exchange, party: Party): Reason {
  const { time, request_id } = exchange;
  const text = `${party} refused it on ${time}: ${wordsOf(exchange)}`;
  return { code: 'refused_by_partner', text, since: time, request_id };
}

/** Only where nothing is caught up: otherwise the follower tries on. */
function missed(exchange: Exchange, party: Party): Reason {
  const { time, request_id } = exchange;
  const text = `${party} could not take it on ${time} (${wordsOf(exchange)}), and what it misses is not sent again (option catch_up)`;
  return { code: 'missed', text, since: time, request_id };
}

/** The follower has not come so far yet: the partner is down, or is being brought up to date. */
function followerReasons(
  { state, behind_since, last_error, confirmed }: DeliveryState,
  party: Party,
  connection: Connection,
  { stored }: Door,
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

function waiting({ pending, confirmed }: DeliveryState, party: Party, { stored }: Door): Reason | undefined {
  if (pending === 0 || (stored && confirmed >= stored.changed)) return undefined;
  return {
    code: 'on_its_way',
    text: `it waits for its turn: ${pending} changes are on their way to ${party}`,
  };
}

function notPushed(party: Party): Reason {
  const text = `nothing was sent to ${party}: it was stored before the two exchanged data, or the trace no longer reaches so far back. It is on the list that ${party} pulls (option push_on_agreement sends what is stored)`;
  return { code: 'not_pushed', text };
}
