import { endpointOf } from '../../ocpi/editions/endpoint-urls.ts';
import { isDeletable, isPosted } from '../../ocpi/editions/modules.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import type { Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { type PushOrLook, requestFor } from '../delivery/push-or-get-request.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import { type Receiver, receiversOf } from '../market/object-visibility.ts';
import type { ChangeRecord, StoredObject } from '../ports/object-store.ts';
import type { ConvergenceView } from '../types.generated.ts';
import { why } from './explain-delivery.ts';
import { isSameIn } from './same-content-at-receiver.ts';

type Difference = ConvergenceView['differences'][number];

/** Number of objects for which a receiver is asked at the same time. */
const atOnce = 4;

/** A part of the hub's order of changes, in which one receiver's copies of one owner's objects are compared. */
export interface Part {
  from: Party;
  to: Party;
  after: number;
  limit: number;
}

/** The differences found in a part, with the receiver's connection where they are; nothing is repaired. */
export interface Compared extends Omit<ConvergenceView, 'differences'> {
  differences: (Omit<Difference, 'resent'> & { receiver: Receiver })[];
}

/**
 * Compares a receiver's copies of an owner's objects with what it should have: the hub asks for each by GET, and where
 * the receiver serves none, its acknowledgements count. Objects that the receiver need not have now are left out.
 */
export async function converge(hub: Hub, { from, to, after, limit }: Part): Promise<Compared> {
  const changes = await hub.store.objects.since(after, limit);
  const compared: Compared = {
    ...{ shown: 0, acknowledged: 0, differences: [] },
    until: changes.at(-1)?.changed ?? after,
    next: changes.length < limit ? null : (changes.at(-1)?.changed ?? null),
  };
  const state = hub.store.registry.read();
  const own = changes.flatMap((change) => {
    if (change.owner !== from) return [];
    const [receiver] = receiversOf(state, { recipient: null, ...change, ...change.object }, hub.now(), to);
    return receiver ? [{ change, receiver }] : [];
  });
  for (let at = 0; at < own.length; at += atOnce) {
    const some = own.slice(at, at + atOnce);
    const found = await Promise.all(some.map(({ change, receiver }) => compare(hub, change, receiver)));
    for (const [nth, { way, is, cause }] of found.entries()) {
      const { change, receiver } = some[nth]!;
      if (way) compared[way] += 1;
      if (!is) continue;
      const { module, changed, id } = change;
      const name = { module, id: change.object?.lookups.id ?? id, changed };
      compared.differences.push({ ...name, is, cause: cause ?? '', receiver });
    }
  }
  return compared;
}

/** The way in which an object was compared, and the difference found. */
interface Found {
  way?: 'shown' | 'acknowledged';
  is?: Difference['is'];
  cause?: string;
}

async function compare(hub: Hub, change: ChangeRecord, receiver: Receiver): Promise<Found> {
  const { object } = change;
  if (!object) return isDeletable(change.module) ? compareWithdrawn(hub, change, receiver) : {};
  const answer = await look(hub, wholePush(object), receiver);
  const has = answer && shownIn(answer);
  if (has === undefined) return byAcknowledgement(hub, object, receiver, answer);
  if (has !== 'nothing' && isSameIn(object, has, receiver.connection)) return { way: 'shown' };
  const is = has === 'nothing' ? 'missing' : 'different';
  return { way: 'shown', is, cause: await causeOf(hub, object, receiver) };
}

/** Compares an object that was withdrawn: the receiver may no longer show it. */
async function compareWithdrawn(hub: Hub, change: ChangeRecord, receiver: Receiver): Promise<Found> {
  const { module, owner, id } = change;
  const withdrawn = { ...change, recipient: null, lookups: { id } } as unknown as StoredObject;
  const answer = await look(
    hub,
    { object: withdrawn, method: 'GET', id, path: [], body: undefined },
    receiver,
  );
  const has = answer && shownIn(answer);
  if (has === undefined) return {};
  if (has === 'nothing') return { way: 'shown' };
  const cause = `${owner} has withdrawn ${module} ${id}, and ${receiver.party} still shows it`;
  return { way: 'shown', is: 'surplus', cause };
}

/**
 * Asks a receiver for an object; `undefined` for an object without a URL to ask: the receiver chooses the place of a
 * CDR.
 */
async function look(hub: Hub, push: PushOrLook, receiver: Receiver): Promise<Reply | undefined> {
  const { module } = push.object;
  if (isPosted(module) || !endpointOf(receiver.connection.endpoints, module)) return undefined;
  const options = { party: hub.party, timeout: hub.forwardTimeout };
  return hub.send(requestFor(options, receiver, { ...push, method: 'GET', body: undefined }));
}

/**
 * The object in a receiver's answer; `undefined` where the answer says nothing about it: no OCPI, no such method, no
 * answer at all.
 */
function shownIn({ success, http, code, data, enveloped }: Reply): Json | 'nothing' | undefined {
  if (success && typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Json;
  if (success && (data === null || data === undefined)) return 'nothing';
  const isUnknown = (http === 404 && enveloped && code !== null) || code === 2003;
  return isUnknown ? 'nothing' : undefined;
}

async function byAcknowledgement(
  hub: Hub,
  object: StoredObject,
  receiver: Receiver,
  answer: Reply | undefined,
): Promise<Found> {
  const { delivered, reasons } = await whyOf(hub, object, receiver);
  if (delivered) return { way: 'acknowledged' };
  const silent =
    answer && answer.http === null ? `${receiver.party} does not answer (${answer.message}); ` : '';
  const is = delivered === false ? 'missing' : 'unknown';
  return { way: 'acknowledged', is, cause: `${silent}${reasons[0]?.text ?? 'nobody knows why'}` };
}

async function causeOf(hub: Hub, object: StoredObject, receiver: Receiver): Promise<string> {
  const { delivered, reasons } = await whyOf(hub, object, receiver);
  const text = reasons[0]?.text ?? 'nobody knows why';
  return delivered ? `it was ${text}, and ${receiver.party} has lost or changed it since` : text;
}

function whyOf(hub: Hub, { module, owner, id, lookups }: StoredObject, { connection }: Receiver) {
  return why(hub, { module, owner, id: lookups.id ?? id }, connection.id);
}
