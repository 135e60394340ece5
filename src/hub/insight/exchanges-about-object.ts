import type { Json } from '../../ocpi/editions/write-object-part.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { partyId } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { ExchangeQuery } from '../ports/store.ts';
import type { ObjectName } from './delivery-reason.ts';

/** Most journalled exchanges that are read for one question. */
const lookBack = 1000;

const writing = ['PUT', 'PATCH', 'POST', 'DELETE'];

/**
 * Exchanges of one kind, newest first, and the time since which the journal has all of that kind; `undefined` where it
 * has none.
 */
export interface Traced {
  found: Exchange[];
  from: string | undefined;
}

/** Writes of an object in the journal: its owner's to the hub (`IN`), or the hub's to a connection (`OUT`). */
export async function exchangesAbout(
  hub: Hub,
  object: ObjectName,
  direction: Exchange['direction'],
  connection: string | undefined,
): Promise<Traced> {
  const { module } = object;
  const { found, from } = await newest(hub, { module, direction, connection });
  const owners = direction === 'OUT' ? [object.owner, hub.party] : [object.owner];
  const about = found.filter(
    (exchange) =>
      writing.includes(exchange.method) &&
      (owners.some((owner) => names(exchange, { ...object, owner })) || posts(exchange, object)),
  );
  return { found: about, from };
}

async function newest(
  { store }: Hub,
  query: Pick<ExchangeQuery, 'module' | 'direction' | 'connection'>,
): Promise<Traced> {
  const begin = await store.journal.begin();
  const found = await store.journal.find({ ...query, limit: lookBack });
  return { found, from: found.length < lookBack ? begin : found.at(-1)?.time };
}

/** Requests for lists and single objects of a module that a connection made to the hub, newest first. */
export async function readsOf(hub: Hub, { module }: ObjectName, connection: string): Promise<Exchange[]> {
  const { found } = await newest(hub, { module, direction: 'IN', connection });
  return found.filter((exchange) => exchange.method === 'GET' && succeeded(exchange));
}

/** Tells whether the answer to a read contains the object; a body that the journal has cut does not count. */
export function holds({ response }: Exchange, { owner, id }: ObjectName): boolean {
  const data = parse(response.body)?.data;
  const { country_code, party_id } = partyId(owner);
  return (Array.isArray(data) ? (data as Json[]) : [data as Json | undefined]).some(
    (object) =>
      (object?.id ?? object?.uid) === id &&
      (object?.country_code === undefined ||
        (object.country_code === country_code && object.party_id === party_id)),
  );
}

/**
 * `last_updated` of the whole object that a push carried, in milliseconds since 1970; `undefined` where it carried a
 * part, or was cut.
 */
export function versionOf(exchange: Exchange, { id }: ObjectName): number | undefined {
  const isWhole = exchange.method !== 'PATCH' && pathIn(exchange, id).length === 0;
  const time = isWhole ? Date.parse(String(bodyOf(exchange)?.last_updated)) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** The body of a write; `undefined` where the journal has cut it. */
export function bodyOf({ request }: Exchange): Json | undefined {
  return parse(request.body);
}

/** The part of the object with this id that a write names, as the end of its URL: empty for the whole object. */
export function pathIn({ method, url }: Exchange, id: string): string[] {
  if (method === 'POST') return [];
  const parts = partsOf(url);
  const ids = [/^[A-Z]{2}$/i, /^[A-Z0-9]{3}$/i];
  const isIt = (part: string, at: number) =>
    part === id && ids.every((owner, nth) => owner.test(parts[at - 2 + nth] ?? ''));
  return parts.slice(parts.findIndex(isIt) + 1);
}

/** Tells whether a request was answered with success. */
export function succeeded({ http_status, ocpi_status }: Exchange): boolean {
  const answered = http_status !== null && http_status >= 200 && http_status < 300;
  return answered && ocpi_status !== null && ocpi_status >= 1000 && ocpi_status < 2000;
}

/** The refusal of a request as text, or the reason for a missing answer: `HTTP 404, 2003: unknown location`. */
export function wordsOf({ http_status, ocpi_status, response, error }: Exchange): string {
  const said = parse(response.body)?.status_message;
  const codes = [http_status === null ? undefined : `HTTP ${http_status}`, ocpi_status ?? undefined];
  const words = typeof said === 'string' && said !== '' ? said : error;
  return (
    [codes.filter((code) => code !== undefined).join(', '), words].filter(Boolean).join(': ') || 'no answer'
  );
}

/** Tells whether a URL ends in the owner's ids and the object's, or continues to one of the object's parts. */
function names({ url }: Exchange, { owner, id }: ObjectName): boolean {
  const { country_code, party_id } = partyId(owner);
  return partsOf(url).some(
    (part, at, parts) =>
      part === id &&
      parts[at - 1]?.toUpperCase() === party_id &&
      parts[at - 2]?.toUpperCase() === country_code,
  );
}

function posts({ method, request }: Exchange, { id }: ObjectName): boolean {
  if (method !== 'POST') return false;
  const given = parse(request.body)?.id ?? /"id":\s*"((?:[^"\\]|\\.)*)"/.exec(request.body ?? '')?.[1];
  return typeof given === 'string' && given.toLowerCase() === id.toLowerCase();
}

function partsOf(url: string): string[] {
  return url.split(/[?#]/)[0]?.split('/').map(decoded) ?? [];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parse(body: string | null): Json | undefined {
  try {
    return JSON.parse(body ?? '') as Json;
  } catch {
    return undefined;
  }
}
