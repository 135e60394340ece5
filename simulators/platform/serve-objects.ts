import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { type Json, read } from '../../src/ocpi/editions/write-object-part.ts';
import { unknownObject } from '../../src/ocpi/messages/ocpi-errors.ts';
import { type PageRequest, readPage } from '../../src/ocpi/messages/paging.ts';
import type { Answer } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { TokenType } from '../../src/ocpi/types/2.1.1.generated.ts';
import { parseParty } from '../../src/ocpi/words/party-id.ts';
import { isFaulty } from './is-fault-in-force.ts';
import { changed, type Item, keyOf, type ObjectStore, pageOf } from './object-store.ts';
import type { Platform, PlatformRequest } from './simulated-platform.ts';

/**
 * Answers with a page of the platform's own objects: those that the partner may see, by its filters and paging
 * (TRANS-26 to 43).
 */
export function serveList(platform: Platform, request: PlatformRequest): Answer {
  const module = request.route.module as ObjectModuleId;
  const page = readPage(request.query, platform.edition.objectRow(module).sender.required);
  const store = platform.own[module];
  const validOnly = module === 'tokens' && isFaulty(platform, request, 'hides_invalid_tokens');
  const { total, items } = pageOf(
    validOnly ? onlyValid(store) : store,
    (item) => (!item.connection || item.connection === request.caller.id) && isListed(module, item, page),
    page.offset,
    page.limit,
  );
  const objects = items.map(({ object }) => Buffer.from(JSON.stringify(object)));
  return { page: { total, offset: page.offset, limit: page.limit, objects } };
}

/**
 * Answers with one object, or the part of it that the URL names; the owner's own, else a received one (LOC-02 to 05,
 * LOC-22).
 */
export function serveObject(platform: Platform, request: PlatformRequest): Answer {
  const module = request.route.module as ObjectModuleId;
  const row = platform.edition.objectRow(module);
  const item = find(platform, request);
  const whole = isFaulty(platform, request, 'whole_location');
  const part = item && read(row, item.object, whole ? [] : pathOf(request));
  if (!part)
    throw unknownObject(row.unknown, `${row.object} ${[request.params.id, ...pathOf(request)].join('/')}`);
  return { data: part };
}

/** The object that a URL addresses; without a type, the only Token with that uid, or the RFID one (TOK-08). */
export function find(platform: Platform, { route, params, query }: PlatformRequest): Item | undefined {
  const module = route.module as ObjectModuleId;
  const { key } = platform.edition.objectRow(module);
  const own = route.end === 'sender';
  const store = platform[own ? 'own' : 'received'][module];
  const owner = own ? platform.party : parseParty(`${params.country_code}*${params.party_id}`);
  if (!owner) return undefined;
  const type = query.get('type');
  const types = key.includes('type') && !type ? tokenTypes : [type];
  const keys = types.map((type) => keyOf(module, owner, { type, [key.at(-1) ?? 'id']: params.id }));
  return keys.map((name) => store.get(name)).find((item) => item !== undefined);
}

/** The EVSE uid and Connector id in a request's URL, as far as it has them. */
export function pathOf({ params }: PlatformRequest): string[] {
  return [params.part, params.subpart].filter((key) => key !== undefined);
}

/** A provider's store of Tokens without those that are not valid. */
function onlyValid(store: ObjectStore): ObjectStore {
  const valid = [...store.values()].filter(({ object }) => object.valid === true);
  return new Map(valid.map((item) => [keyOf('tokens', item.owner, item.object), item]));
}

/**
 * Whether an object is in a list by its `last_updated` (TRANS-39 to 41); a Location without EVSEs in use is only in
 * lists of changes (LOC-09, LOC-10).
 */
function isListed(module: ObjectModuleId, item: Item, { from, to }: PageRequest): boolean {
  const time = changed(item);
  if (time < (from ?? Number.NEGATIVE_INFINITY) || time >= (to ?? Number.POSITIVE_INFINITY)) return false;
  if (module !== 'locations' || from !== undefined) return true;
  const evses = (item.object.evses ?? []) as Json[];
  return evses.some(({ status }) => status !== 'REMOVED');
}

/** The order in which Tokens are searched when the type is not given. */
const tokenTypes: TokenType[] = ['RFID', 'OTHER', 'APP_USER', 'AD_HOC_USER'];
