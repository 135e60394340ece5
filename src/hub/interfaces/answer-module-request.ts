import { inDialect } from '../../ocpi/client/object-in-partner-dialect.ts';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { isSameVersion } from '../../ocpi/editions/module-tables-by-version.ts';
import { moduleRow } from '../../ocpi/editions/modules.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import { noting } from '../../ocpi/messages/error-with-request-facts.ts';
import { invalid, invalidAt, OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import { readPage } from '../../ocpi/messages/paging.ts';
import type { Answer } from '../../ocpi/messages/request-and-answer-types.ts';
import { type Party, parseParty } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import { objectsNamed } from '../market/object-names-across-versions.ts';
import { mayExchange, visibleTo } from '../market/object-visibility.ts';
import { addressee, type HubRequest, readersOf, senderOf } from '../market/sender-and-addressee.ts';
import { pathOf, push } from '../objects/answer-push.ts';
import { serveList, serveListTo, serveObject } from '../objects/serve-objects.ts';
import { takeResult } from '../questions/asynchronous-command-result.ts';
import { ask } from '../questions/pass-on-question.ts';

/** Answers a partner's request on a functional module: finds sender and addressee, then calls the use case. */
export async function answerModule(hub: Hub, request: HubRequest): Promise<Answer> {
  if (request.caller.connection.status === 'SUSPENDED')
    throw new OcpiError('refused', 'this connection is suspended by the operator of the hub');
  const { connection, registered } = request.caller;
  if (registered && !isSameVersion(request, connection))
    throw new OcpiError(
      'refused',
      'this connection speaks another version of OCPI: its endpoints are in the version details',
    );
  const asker = senderOf(request);
  return noting({ asker }, () => answerOf(hub, request, asker));
}

async function answerOf(hub: Hub, request: HubRequest, asker: Party): Promise<Answer> {
  const { route, method } = request;
  const to = addressee(hub, request);
  if (route.kind === 'call') return inDialectOf(request, await ask(hub, request, to));
  if (route.kind === 'result') return takeResult(hub, request);
  checkTokenType(request);
  if (method !== 'GET') return push(hub, request, asker, to);
  if (route.kind === 'list') return list(hub, request, to);
  return route.end === 'receiver' ? own(hub, request, asker) : other(hub, request, to);
}

/** Translates an answer of another party into the caller's dialect (EXT-19). */
function inDialectOf({ route, method, caller }: HubRequest, answer: Answer): Answer {
  const object = route.calls?.[method]?.answer;
  if (!object || answer.data === undefined || answer.data === null) return answer;
  return { ...answer, data: inDialect(answer.data, { object }, dialectOf(caller.connection)).value };
}

function list(hub: Hub, request: HubRequest, to: Party | undefined): Promise<Answer> {
  const module = request.route.module as ObjectModuleId;
  const page = readPage(request.query, editionOf(request).objectRow(module).sender.required);
  const { connection } = request.caller;
  const readers = readersOf(request);
  if (to === undefined && readers === connection.parties)
    return serveListTo(hub, module, connection, page, request.requestId);
  return serveList(hub, module, dialectOf(connection), readers, page, to);
}

/** Serves an object that the caller owns, as the hub has it (ROUTE-28, ROUTE-37, HUB-19). */
async function own(hub: Hub, request: HubRequest, owner: Party): Promise<Answer> {
  return serveObject(
    hub,
    request.route.module as ObjectModuleId,
    dialectOf(request.caller.connection),
    owner,
    request.params.id ?? '',
    pathOf(request),
    request.query.get('type') ?? undefined,
  );
}

/**
 * Serves one object of another party: its id means nothing without its owner, unless the caller lets the hub infer it
 * (ROUTE-32, 33, 53).
 */
async function other(hub: Hub, request: HubRequest, to: Party | undefined): Promise<Answer> {
  const { id = '' } = request.params;
  const module = request.route.module as ObjectModuleId;
  const owners = to ? [to] : await ownersOf(hub, request, module, id);
  if (owners.length === 0) refuseOwnerInPath(hub, request, module, id);
  const [owner] = owners;
  if (!owner || (!to && (owners.length > 1 || !request.caller.connection.options.infer_owner)))
    throw invalidAt(
      '',
      `name the owner of ${id} with the headers OCPI-to-country-code and OCPI-to-party-id: ids are unique per operator only${known(owners)}`,
    );
  const dialect = dialectOf(request.caller.connection);
  return { ...(await serveObject(hub, module, dialect, owner, id, pathOf(request))), from: owner };
}

/**
 * Throws a 2001 where a caller names the owner in the path as on the receiver's interface, though it calls the
 * sender's.
 */
function refuseOwnerInPath(
  hub: Hub,
  { caller, params }: HubRequest,
  module: ObjectModuleId,
  id: string,
): void {
  const owner = parseParty(`${id}*${params.part ?? ''}`);
  if (!owner || !mayExchange(hub.store.registry.read(), caller.role, caller.party, owner, hub.now())) return;
  throw invalidAt(
    '',
    `this side's path is ${module}/{id}: the owner ${owner} stands in the headers OCPI-to-country-code and OCPI-to-party-id, not in the URL`,
  );
}

/** The operators that have an object with this id which the caller may see. */
async function ownersOf(hub: Hub, request: HubRequest, module: ObjectModuleId, id: string): Promise<Party[]> {
  const visible = visibleTo(hub.store.registry.read(), module, readersOf(request), hub.now());
  const found = await objectsNamed(hub.store, module, id, request);
  return found.map(({ owner }) => owner).filter((owner) => visible.some((one) => one.owner === owner));
}

function known(owners: Party[]): string {
  if (owners.length === 0) return '; no operator that you have an agreement with has it';
  return `; ${owners.join(' and ')} ${owners.length === 1 ? 'has' : 'have'} it`;
}

/** Throws a 2001 for a Token type that OCPI does not know. */
function checkTokenType(request: HubRequest): void {
  const { route, query } = request;
  const type = query.get('type');
  const findings =
    moduleRow(route.module).key?.includes('type') && type !== null
      ? editionOf(request).check('TokenType', type)
      : [];
  if (findings.length > 0) throw invalid(findings.map(({ message }) => ({ pointer: '?type', message })));
}
