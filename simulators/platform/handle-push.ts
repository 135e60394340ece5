import { isDeepStrictEqual } from 'node:util';
import type { ObjectModuleId, ObjectRow } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { below } from '../../src/ocpi/editions/endpoint-urls.ts';
import { type Json, read } from '../../src/ocpi/editions/write-object-part.ts';
import { invalid, invalidAt, unknownObject } from '../../src/ocpi/messages/ocpi-errors.ts';
import type { Answer } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { type Party, parseParty, partyId } from '../../src/ocpi/words/party-id.ts';
import type { AskedFault } from '../faults/all-fault-kinds.ts';
import { isFaulty } from './is-fault-in-force.ts';
import { type Item, keyOf, put } from './object-store.ts';
import { markedIn } from './pull-partner-list.ts';
import { find, pathOf } from './serve-objects.ts';
import type { Platform, PlatformRequest } from './simulated-platform.ts';
import { writeWithFaults } from './write-with-faults.ts';

/**
 * Handles a push to the receiver interface: stores the resulting object if it is valid, else refuses it and names every
 * problem.
 */
export function receive(platform: Platform, request: PlatformRequest): Answer {
  const module = request.route.module as ObjectModuleId;
  const row = platform.edition.objectRow(module);
  const body = stamped(platform, request);
  const owner = ownerOf(platform, request, body);
  const store = platform.received[module];
  const old = request.method === 'POST' ? store.get(keyOf(module, owner, body)) : target(platform, request);
  const path = pathOf(request);
  const faulty = (kind: AskedFault) => isFaulty(platform, request, kind);
  if (faulty('does_not_store')) return stored(platform, request, owner, body, old, path);
  if (request.method === 'DELETE') return remove(platform, request, old);
  const written = writeWithFaults(platform.edition, request, old?.object, body, faulty);
  if (!written) throw unknown(row, request);
  const { object, part } = written;
  if (!faulty('takes_invalid')) refuseUnfit(platform, request, body, part, faulty('takes_other_id'));
  if (module === 'sessions' && !faulty('reopens_sessions')) refuseReopened(old?.object, object);
  const item = { owner, object, connection: request.caller.id };
  // With the fault one_type_per_uid the partner treats Tokens of several types as one.
  if (module === 'tokens' && old && old.object.type !== object.type)
    store.delete(keyOf(module, old.owner, old.object));
  if (module !== 'cdrs' || !old) put(store, module, item);
  else if (faulty('cdr_copies')) return storeCopy(platform, request, item);
  else if (faulty('cdr_changes')) put(store, module, item);
  else refuseChanged(old.object, object);
  return stored(platform, request, owner, object, old, path);
}

/**
 * The simulator's answer to an accepted push; the Location header of a CDR names the URL at which it was stored first.
 */
function stored(
  platform: Platform,
  { route, method }: PlatformRequest,
  owner: Party,
  object: Json,
  old: Item | undefined,
  path: string[],
): Answer {
  const module = route.module as ObjectModuleId;
  return {
    http: old && read(platform.edition.objectRow(module), old.object, path) ? 200 : 201,
    ...(method === 'POST'
      ? { headers: { Location: urlOf(platform, module, owner, old?.object ?? object) } }
      : {}),
  };
}

/** Stores a second copy of a CDR, as if it had another id. */
function storeCopy(platform: Platform, request: PlatformRequest, item: Item): Answer {
  const store = platform.received.cdrs;
  const copy = { ...item.object, id: `${String(item.object.id)}~${store.size + 1}` };
  store.set(keyOf('cdrs', item.owner, copy), item);
  return stored(platform, request, item.owner, copy, undefined, []);
}

/**
 * The stored object that a push addresses. A PUT of a Token addresses the type in its body, so that a known uid of
 * another type is another Token (TOK-07).
 */
function target(platform: Platform, request: PlatformRequest): Item | undefined {
  const type = (request.body as Json | null | undefined)?.type;
  if (request.route.module !== 'tokens' || request.method !== 'PUT' || typeof type !== 'string')
    return find(platform, request);
  if (isFaulty(platform, request, 'one_type_per_uid'))
    return [...platform.received.tokens.values()].find(({ object }) => object.uid === request.params.id);
  return find(platform, { ...request, query: new URLSearchParams({ type }) });
}

/** The body with `last_updated`: a PATCH without it changed the object when it arrived (TRANS-52); since 2.2 none may be without it. */
function stamped({ clock, edition }: Platform, { body, method }: PlatformRequest): Json {
  if (method === 'DELETE') return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidAt('', 'must be a JSON object');
  if (method !== 'PATCH' || 'last_updated' in body) return body as Json;
  if (edition.version !== '2.1.1') throw invalidAt('/last_updated', 'is required in every PATCH');
  return { ...body, last_updated: formatDateTime(clock.now()) };
}

/** The owner of a pushed object: the party in the URL; for a CDR, whose URL names none, the one that it names itself or that a hub marks in it, else the sender (CDR-11). */
function ownerOf(platform: Platform, request: PlatformRequest, body: Json): Party {
  const { params, method, from, caller } = request;
  if (method === 'POST')
    return markedIn(body) ?? markedIn(body.location as Json | undefined) ?? from ?? caller.party;
  const owner = parseParty(`${params.country_code}*${params.party_id}`);
  if (!owner) throw unknown(platform.edition.objectRow(request.route.module as ObjectModuleId), request);
  return owner;
}

/**
 * Throws with every problem of the object or part that results from a push, and of its ids against the URL (TRANS-22,
 * 44, 49, 55).
 */
function refuseUnfit(
  { edition }: Platform,
  request: PlatformRequest,
  body: Json,
  part: Json,
  anyId: boolean,
): void {
  const row = edition.objectRow(request.route.module as ObjectModuleId);
  const path = pathOf(request);
  const level = row.parts?.[path.length - 1];
  const field = level?.key ?? row.key.at(-1) ?? 'id';
  const inUrl = path.at(-1) ?? request.params.id;
  const findings: Finding[] = [];
  if (!anyId && inUrl !== undefined && typeof body[field] === 'string' && body[field] !== inUrl)
    findings.push({
      pointer: `/${field}`,
      message: `must be "${inUrl}" as in the URL, got "${body[field]}"`,
    });
  if (row.namesOwner && !level) findings.push(...otherOwner(request, part));
  findings.push(...edition.check(level?.object ?? row.object, part));
  if (findings.length > 0) throw invalid(findings);
}

/** Findings where an object names another owner than its URL. */
function otherOwner({ params }: PlatformRequest, object: Json): Finding[] {
  return ['country_code', 'party_id'].flatMap((field) => {
    const [inUrl, own] = [params[field], object[field]];
    return inUrl === undefined || String(own).toUpperCase() === inUrl.toUpperCase()
      ? []
      : [{ pointer: `/${field}`, message: `must be "${inUrl}" as in the URL, got "${String(own)}"` }];
  });
}

/** Refuses a push that would reopen a Session which is over (SES-16). */
function refuseReopened(old: Json | undefined, object: Json): void {
  if (old?.status === 'COMPLETED' && object.status !== 'COMPLETED')
    throw invalidAt('/status', `must stay COMPLETED, got "${String(object.status)}"`);
}

/** Accepts the same CDR again, and refuses one with other content (CDR-09, CDR-10). */
function refuseChanged(old: Json, object: Json): void {
  if (!isDeepStrictEqual(old, { ...object, id: old.id }))
    throw invalidAt('/id', `the CDR "${String(old.id)}" is stored with another content; CDRs never change`);
}

function remove(platform: Platform, request: PlatformRequest, old: Item | undefined): Answer {
  const module = request.route.module as ObjectModuleId;
  if (!old) throw unknown(platform.edition.objectRow(module), request);
  platform.received[module].delete(keyOf(module, old.owner, old.object));
  return {};
}

function unknown(row: ObjectRow, request: PlatformRequest) {
  return unknownObject(row.unknown, `${row.object} ${[request.params.id, ...pathOf(request)].join('/')}`);
}

/** The URL at which a CDR can be read again (CDR-03 to 05). */
function urlOf(platform: Platform, module: ObjectModuleId, owner: Party, object: Json): string {
  const { country_code, party_id } = partyId(owner);
  const endpoint = `${platform.url()}/ocpi/${platform.side}/${platform.edition.version}/${module}`;
  return below(endpoint, country_code, party_id, String(object.id));
}
