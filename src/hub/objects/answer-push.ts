import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { below } from '../../ocpi/editions/endpoint-urls.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { noting } from '../../ocpi/messages/error-with-request-facts.ts';
import type { Answer } from '../../ocpi/messages/request-and-answer-types.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import { type Party, partyId } from '../../ocpi/words/party-id.ts';
import { isLate } from '../binding/provider-facts-of-write.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import { noteAddressed } from '../market/changes-to-one-party.ts';
import { profileOf } from '../market/learnt-partner-profile.ts';
import type { HubRequest } from '../market/sender-and-addressee.ts';
import type { Delivery, Push } from '../push-types.ts';
import { relay } from '../relay-answer.ts';
import { type Received, receive } from './apply-write.ts';
import { tokenWritten } from './find-token-by-uid.ts';
import { posterOf } from './owner-of-listed-object.ts';

/**
 * A pushed write of an owner: received, stored, offered to the parties it concerns, and answered without waiting for
 * them (HUB-02, HUB-25, ROUTE-18).
 */
export async function push(
  hub: Hub,
  request: HubRequest,
  sender: Party,
  to: Party | undefined,
): Promise<Answer> {
  const owner = request.method === 'POST' ? await ownerOf(hub, request, sender) : sender;
  return noting({ asker: owner }, () => write(hub, request, owner, to));
}

async function write(hub: Hub, request: HubRequest, owner: Party, to: Party | undefined): Promise<Answer> {
  const module = request.route.module as ObjectModuleId;
  const method = request.method as Push['method'];
  const named = request.params.id ?? asText((request.body as Json | null)?.id);
  const { id, type, body } = objectRow(module).key.includes('type')
    ? await tokenWritten(hub, owner, {
        ...{ module, edition: request.edition, method, uid: named, body: request.body },
        type: request.query.get('type') ?? undefined,
      })
    : { id: named, type: undefined, body: request.body };
  const path = pathOf(request);
  const { correlationId, id: parent } = request;
  const { findings, ...received } = await receive(hub, {
    module,
    edition: request.edition,
    method,
    owner,
    id,
    path,
    type,
    body,
    text: body === request.body ? request.written : undefined,
    to,
    strict: request.caller.connection.options.strict,
    repairs: profileOf(request.caller.connection).repairs,
    cause: { correlationId, parent },
    holds: request.caller.connection.options.hold_unbound,
  });
  return noting({ findings }, () => passOn(hub, request, { owner, id, path, to }, received));
}

/** Hands the written object to delivery, and makes the answer to its owner. */
async function passOn(
  hub: Hub,
  request: HubRequest,
  { owner, id, path, to }: { owner: Party; id: string; path: string[]; to: Party | undefined },
  { changed, created, body }: Received,
): Promise<Answer> {
  const method = request.method as Push['method'];
  const { correlationId, id: parent } = request;
  const object = changed.after ?? changed.before;
  const headers: Record<string, string> =
    method === 'POST' ? { Location: cdrUrl(hub, request, owner, object?.lookups.id ?? id) } : {};
  const answer = { http: created ? 201 : 200, headers };
  if (!object) return answer;
  const late = isLate(
    objectRow(request.route.module as ObjectModuleId),
    changed.before,
    changed.after?.recipient ?? null,
  );
  const passed: Push = {
    ...(late && changed.after
      ? wholePush(changed.after)
      : { object: { ...object, changed: changed.changed }, method, id, path, body }),
    correlationId,
    parent,
    only: to,
    direct: to !== undefined,
    answerOf: to,
  };
  if (changed.outcome === 'unchanged') {
    // The sender repeats a CDR that its receiver could not take, so it is delivered again (TRANS-75).
    const repeated = to && (await hub.deliver.repeat({ ...passed, body: body ?? object.bytes }));
    return repeated && to ? addressed(repeated, to, answer) : answer;
  }
  const delivery = hub.deliver.offer(passed, changed.before?.changed);
  if (to && objectRow(object.module).audience === 'agreed')
    await noteAddressed(hub.store.notes, object, { changed: changed.changed, to });
  return to ? addressed(await delivery, to, answer) : answer;
}

/**
 * The answer to a push that names its receiver: the receiver's own answer, or the hub's where the receiver takes no
 * pushes (ROUTE-12, ROUTE-13, HUB-31).
 */
function addressed(delivery: Delivery | undefined, to: Party, own: Answer): Answer {
  return delivery?.reply ? { ...relay(delivery.reply, to), headers: own.headers } : own;
}

/** EVSE uid and Connector id in the URL of a request. */
export function pathOf({ params }: HubRequest): string[] {
  return [params.part, params.subpart].filter((key) => key !== undefined);
}

/**
 * The owner of a pushed CDR: the sender in the headers, else the party that the CDR names, else the default party
 * (ROUTE-48).
 */
async function ownerOf(hub: Hub, { caller, from, body, route }: HubRequest, sender: Party): Promise<Party> {
  if (from || caller.connection.parties.length === 1) return sender;
  return (await posterOf(hub, caller.connection, route.module, (body ?? {}) as Json)) ?? sender;
}

/** The URL at which the hub serves a CDR (CDR-03 to 05, HUB-32). */
function cdrUrl(hub: Hub, request: HubRequest, owner: Party, id: string): string {
  const { version } = editionOf(request);
  const { country_code, party_id } = partyId(owner);
  return below(
    `${hub.url()}/ocpi/${request.side}/${version}/${request.route.module}`,
    country_code,
    party_id,
    id,
  );
}
