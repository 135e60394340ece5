import { createHash } from 'node:crypto';
import { acceptanceOf, isPartnerWide } from '../../ocpi/client/answer-acceptance.ts';
import { restyled } from '../../ocpi/client/request-body-in-style.ts';
import { editionOf, noteOf } from '../../ocpi/editions/supported-versions.ts';
import type { Early, Reply, Send } from '../../ocpi/messages/request-and-answer-types.ts';
import { plainStyle } from '../../ocpi/words/partner-style-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { connectionById } from '../market/connection-index.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import type { Receiver } from '../market/object-visibility.ts';
import { isKeptFrom } from '../market/tokens-hidden-from-operators.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { Store } from '../ports/store.ts';
import type { Delivery, Push } from '../push-types.ts';
import { type Dialects, wholeOf } from './change-in-partner-dialect.ts';
import { idConflict } from './find-conflicting-ids.ts';
import { isWhole, wrongId } from './is-whole-object-push.ts';
import { kindOf } from './kind-of-push-body.ts';
import type { Parking, Said } from './parked-object-types.ts';
import { type PushOrLook, requestFor } from './push-or-get-request.ts';
import { itemOf, mayHave, type Outbound } from './recipients-of-change.ts';
import { isSame, remedyFor } from './remedy-after-push-answer.ts';
import type { StatesAhead } from './states-ahead-of-order.ts';
import { type ConfirmedStates, leftBy } from './states-confirmed-by-readers.ts';

/** Store, network and time that are needed to send changes to partners. Times in milliseconds. */
export interface SendOptions {
  store: Store;
  send: Send;
  dialects: Dialects;
  confirmed: ConfirmedStates;
  ahead: StatesAhead;
  now(): number;
  party: Party;
  timeout: number;
  /** Receives a partner's answer to a push. */
  answered?(connection: Connection, party: Party, push: Push, reply: Reply): void;
}

/** The result of a delivery to a connection that another process follows meanwhile. */
const notOurs: Delivery = { down: true, wide: true, error: 'another process follows this connection' };

/**
 * Sends a change to one connection, unless the partner refused the same content in its present dialect; notes refused
 * changes, and changes that go back to their sender.
 */
export async function sendUnlessRefused(
  options: SendOptions,
  connectionId: string,
  parking: Parking,
  given: Outbound,
): Promise<Delivery> {
  // The process's lease on the connection may have expired while it was paused: the process that has it now knows the
  // newest state.
  if (!options.store.processes.isMine(connectionId)) return notOurs;
  const { push } = given;
  const item = itemOf(given);
  if (isWhole(push) && !push.direct && parking.isRefused(item, saidTo(options, connectionId, push)))
    return { error: `${item.object}: not sent again as it was refused` };
  return noteDelivery(options, connectionId, parking, given, await sendTo(options, connectionId, given));
}

/**
 * Notes the result of a delivery for its object: refused, given back to its sender, or taken. Resolves with the
 * delivery.
 */
export async function noteDelivery(
  options: SendOptions,
  connectionId: string,
  parking: Parking,
  given: Outbound,
  delivery: Delivery,
): Promise<Delivery> {
  const { push } = given;
  const item = itemOf(given);
  const { error = null, reply, refused } = delivery;
  if (refused) await parking.refuse(item, error, saidTo(options, connectionId, push)).catch(() => undefined);
  else if (error === null) parking.settle(item.object, isWhole(push));
  // The sender will repeat an object that the hub has: the note tells that the receiver lacks it (HUB-37).
  else if (push.direct && reply && acceptanceOf(reply) === 'moment')
    await parking.giveBack(item, error).catch(() => undefined);
  return delivery;
}

function saidTo({ store }: SendOptions, connectionId: string, push: Push): Said {
  return {
    dialect: () => writtenAs(connectionById(store.registry.read(), connectionId)),
    content: () => digestOf(push),
  };
}

/** The settings of a connection that decide how an object is written to the partner. */
function writtenAs(connection: Connection | undefined): string {
  const moved = connection ? Object.values(noteOf(connection)) : [];
  return JSON.stringify([connection?.profile, connection?.options, ...moved]);
}

/** A digest that differs for different contents of an object. */
function digestOf({ body = Buffer.alloc(0) }: Push): string {
  return createHash('sha256').update(body).digest('base64');
}

/**
 * Sends a change to those parties of one connection to which it was handed out and which may have it now; never
 * rejects.
 */
export async function sendTo(
  options: SendOptions,
  connectionId: string,
  { push, to }: Outbound,
): Promise<Delivery> {
  const deliveries: Delivery[] = [];
  for (const party of to.get(connectionId) ?? [])
    deliveries.push(await sendToParty(options, connectionId, party, push));
  const errors = deliveries.flatMap(({ error }) => error ?? []);
  const down = deliveries.some((delivery) => delivery.down);
  return {
    reply: deliveries.at(-1)?.reply,
    down,
    wide: deliveries.some(({ wide }) => wide),
    refused: !down && deliveries.some(({ refused }) => refused),
    ...(errors.length > 0 ? { error: errors.join('; ') } : {}),
  };
}

/**
 * Sends one party's copy of a change. While another party's answer was awaited the connection may have been suspended,
 * or an agreement have ended.
 */
async function sendToParty(
  options: SendOptions,
  connectionId: string,
  party: Party,
  push: Push,
): Promise<Delivery> {
  const connection = connectionById(options.store.registry.read(), connectionId);
  const unsent = unsentTo(options, connection, party, push);
  if (!connection || unsent) return unsent ?? {};
  return deliver(options, { party, connection }, push).catch(internalError(push));
}

/** The result of a delivery to a party that may have no request now: suspended, or without an agreement (HUB-14). */
function unsentTo(
  options: SendOptions,
  connection: Connection | undefined,
  party: Party,
  push: Push,
): Delivery | undefined {
  if (connection?.status === 'SUSPENDED') return { down: true, error: 'the connection is suspended' };
  return connection && mayHave(options, connection, push, party) ? undefined : {};
}

/**
 * The result of a delivery that the hub itself could not end, as while the store does not answer: the receiver may lack
 * the change, which is sent again (HUB-29).
 */
function internalError({ direct }: Push): (error: unknown) => Delivery {
  return (error) => ({ error: `internal error: ${(error as Error).message}`, down: !direct });
}

async function deliver(options: SendOptions, receiver: Receiver, given: Push): Promise<Delivery> {
  if (!given.direct && options.ahead.isPast(receiver, given.object)) return {};
  const push = withdrawn(options, receiver, given);
  const mayConflict = receiver.connection.options.push_as === 'hub';
  const conflict = wrongId(push) ?? (mayConflict ? await idConflict(options, receiver, push) : undefined);
  if (conflict) return { error: `${where(receiver, push)}: ${conflict}` };
  const told = await options.dialects.told(dialectOf(receiver.connection), push);
  const sent = told && options.confirmed.patched(receiver, told);
  return sent ? concluded(options, receiver, sent) : {};
}

/** Deals with a partner's answer to a push that went by the express lane; never rejects. */
export function conclude(
  options: SendOptions,
  receiver: Receiver,
  push: Push,
  early: Early,
): Promise<Delivery> {
  return concluded(options, receiver, push, early).catch(internalError(push));
}

async function concluded(
  options: SendOptions,
  receiver: Receiver,
  push: Push,
  early?: Early,
): Promise<Delivery> {
  const { reply, has, whole, left, unsent } = await copy(options, receiver, push, early);
  if (push.reading) options.confirmed.note(receiver, push, left);
  if (left) await options.dialects.confirmed(dialectOf(receiver.connection), push, left);
  options.answered?.(receiver.connection, receiver.party, push, reply);
  if (unsent) return unsent;
  const gone = push.method === 'DELETE' && reply.http === 404;
  const failed = reply.success || gone || has ? {} : { error: `${where(receiver, push)}: ${reply.message}` };
  const fate = gone ? 'taken' : acceptanceOf(reply);
  if (fate !== 'moment')
    return { reply, ...failed, ...(fate === 'refused' && whole ? { refused: true } : {}) };
  return {
    reply,
    ...failed,
    // The sender that named the receiver has its answer, and sends again itself.
    down: !push.direct,
    wide: isPartnerWide(reply),
  };
}

/**
 * The push of a Token that is hidden from an operator which has it already: the Token as no longer valid, since 2.1.1
 * has no other way to take it back (ROUTE-57).
 */
function withdrawn({ store, now }: SendOptions, { party }: Receiver, push: Push): Push {
  const { module, lookups, bytes } = push.object;
  const { holds } = editionOf(push.object).objectRow(module);
  if (!holds || !lookups || !bytes) return push;
  if (!isKeptFrom(store.registry.read(), party, { lookups }, now())) return push;
  const token = { ...(JSON.parse(bytes.toString()) as object), [holds.inForce]: false };
  return { ...push, method: 'PUT', path: [], body: Buffer.from(JSON.stringify(token)) };
}

function where({ party }: Receiver, { object, id }: Push): string {
  return `${object.module} ${id} for ${party}`;
}

/** The last reply of a receiver to a change; `has` is true where it refused a change that it turns out to have. */
interface Copied {
  reply: Reply;
  has?: boolean;
  /** The reply is about the object as a whole. */
  whole?: boolean;
  /** The object as the receiver has it now, in a version other than its owner's. */
  left?: Buffer | undefined;
  /** The result where the answer asked for another request, and the receiver may have none any more. */
  unsent?: Delivery;
}

/**
 * Sends a push and, where the answer asks for it, the whole object: at once, or where the partner's copy differs
 * (TRANS-76).
 */
async function copy(
  options: SendOptions,
  receiver: Receiver,
  push: Push,
  early: Early | undefined,
): Promise<Copied> {
  const request = (one: PushOrLook) => options.send(requestFor(options, receiver, one));
  // While an answer was awaited the connection may have been suspended or moved, or the agreement have ended.
  const unsent = () => {
    if (!options.store.processes.isMine(receiver.connection.id)) return notOurs;
    const connection = connectionById(options.store.registry.read(), receiver.connection.id);
    return unsentTo(options, connection, receiver.party, push);
  };
  const reply = await options.send(requestFor(options, receiver, push, early));
  const remedy = remedyFor(push, reply);
  const dialect = dialectOf(receiver.connection);
  const stored = remedy === 'none' ? undefined : await wholeOf(options.store, push);
  const whole = stored && (await options.dialects.told(dialect, stored));
  if (!whole)
    return {
      reply,
      whole: push.path.length === 0 && ['PUT', 'POST'].includes(push.method),
      left: reply.success ? leftBy(push) : undefined,
    };
  // The store may be ahead of the order, in which changes before that state are still to come.
  const hasWhole = () => {
    if (whole.state > push.object.changed)
      options.ahead.note(receiver, { ...push.object, changed: whole.state });
  };
  const beforeTheNext = unsent();
  if (beforeTheNext) return { reply, unsent: beforeTheNext };
  if (remedy === 'look') {
    const style = { ...plainStyle, ...dialect };
    const { body } = restyled({ ...whole, object: kindOf(whole), owner: whole.object.owner }, style);
    const shown = await request({ ...whole, method: 'GET', body: undefined });
    if (acceptanceOf(shown) === 'moment') return { reply: push.direct ? reply : shown };
    if (shown.success && body && isSame({ ...push.object, edition: dialect.edition }, shown.data, body)) {
      hasWhole();
      return { reply, has: true, left: whole.reading?.whole };
    }
    const afterTheLook = unsent();
    if (afterTheLook) return { reply: shown, unsent: afterTheLook };
  }
  const second = await request(whole);
  if (second.success) hasWhole();
  return { reply: second, whole: true, left: second.success ? whole.reading?.whole : undefined };
}
