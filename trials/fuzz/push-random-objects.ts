import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Tally } from './failure-kinds-and-counts.ts';
import type { FuzzedMarket } from './fuzzed-hub-and-parties.ts';
import { broken, wild } from './invalid-objects.ts';
import { valid } from './valid-objects.ts';

type Json = Record<string, unknown>;

/** The contract of the only driver. */
const contract = 'NL-EMP-000001';

/** The kinds of objects that are pushed, with the URLs for pushing and for reading. */
const kinds = {
  location: { by: 'operator', path: 'locations/NL/ABC/', fixed: {} },
  tariff: { by: 'operator', path: 'tariffs/NL/ABC/', fixed: {} },
  session: { by: 'operator', path: 'sessions/NL/ABC/', fixed: { auth_id: contract } },
  cdr: { by: 'operator', path: 'cdrs/NL/ABC/', fixed: { auth_id: contract } },
  token: { by: 'provider', path: 'tokens/NL/EMP/', fixed: {} },
} as const;

type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];

let count = 0;

/** Stores the driver's Token, which pushed Sessions and CDRs need. */
export async function addDriver(market: FuzzedMarket): Promise<void> {
  const token = {
    uid: 'DRIVER',
    type: 'RFID',
    auth_id: contract,
    issuer: 'EMP',
    valid: true,
    whitelist: 'ALWAYS',
    last_updated: '2025-01-01T00:00:00Z',
  };
  const answer = await market.send(market.provider, 'PUT', 'tokens/NL/EMP/DRIVER', JSON.stringify(token));
  assert.equal(answer.code, 1000, answer.text);
}

/** Pushes random valid objects to the hub, which must come back as they were sent. */
export function roundTrip(market: FuzzedMarket, tally: Tally) {
  const inputs = fc.oneof(...names.map((kind) => valid(kind).map((object) => ({ kind, object }))));
  return fc.asyncProperty(inputs, async ({ kind, object: made }) => {
    tally.inputs += 1;
    const object = placed(kind, made);
    const put = await push(market, kind, object);
    if (put.code !== 1000)
      return offend(tally, 'changed', `a valid ${kind} was refused: ${put.text} ${JSON.stringify(object)}`);
    const got = await market.send(market[kinds[kind].by], 'GET', where(kind, object));
    const data = withoutOwner(got.data) as Json | undefined;
    // The hub fills in a missing operator of a Location from the owner's Credentials.
    if (kind === 'location' && !('operator' in object)) delete data?.operator;
    if (!same(data, withoutEmptyLists(object)))
      offend(tally, 'changed', `a ${kind} came back changed:\n  ${JSON.stringify(object)}\n  ${got.text}`);
  });
}

/** Pushes random objects that violate their schema: the hub must refuse them with a message, and store nothing. */
export function refusal(market: FuzzedMarket, tally: Tally) {
  const inputs = fc.oneof(...names.map((kind) => broken(kind).map((one) => ({ kind, ...one }))));
  return fc.asyncProperty(inputs, async ({ kind, object: made, how }) => {
    tally.inputs += 1;
    const object = placed(kind, made, how);
    const put = await push(market, kind, object);
    const got = await market.send(market[kinds[kind].by], 'GET', where(kind, object));
    if (put.code === 1000 || got.code === 1000)
      offend(tally, 'stored', `${kind}, ${how}: ${put.text}\n  ${JSON.stringify(object)}`);
  });
}

/**
 * Sends arbitrary bodies in pushes, patches and commands: only the hub's failures and leaks count; the stored objects
 * are checked at the end.
 */
export function anything(market: FuzzedMarket, tally: Tally) {
  const body = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...names)
        .chain((kind) => wild(kind).map((value) => JSON.stringify(value) ?? 'null')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.nat(3000).map((depth) => '['.repeat(depth)) },
    { weight: 1, arbitrary: fc.nat(100).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) },
  );
  const target = fc.constantFrom<[who: 'operator' | 'provider', method: string, path: string]>(
    ['operator', 'PUT', 'locations/NL/ABC/WILD'],
    ['operator', 'PATCH', 'locations/NL/ABC/WILD'],
    ['operator', 'PUT', 'locations/NL/ABC/WILD/E1'],
    ['operator', 'PATCH', 'locations/NL/ABC/WILD/E1/1'],
    ['operator', 'PUT', 'tariffs/NL/ABC/WILD'],
    ['operator', 'PATCH', 'tariffs/NL/ABC/WILD'],
    ['operator', 'PUT', 'sessions/NL/ABC/WILD'],
    ['operator', 'PATCH', 'sessions/NL/ABC/WILD'],
    ['operator', 'POST', 'cdrs'],
    ['operator', 'POST', 'tokens/DRIVER/authorize'],
    ['operator', 'POST', 'commands/START_SESSION/1'],
    ['operator', 'PUT', 'chargingprofiles/WILD'],
    ['operator', 'PUT', 'credentials'],
    ['provider', 'PUT', 'tokens/NL/EMP/WILD'],
    ['provider', 'PATCH', 'tokens/NL/EMP/WILD'],
    ['provider', 'POST', 'commands/START_SESSION'],
    ['provider', 'POST', 'commands/RESERVE_NOW'],
    ['provider', 'POST', 'commands/STOP_SESSION'],
    ['provider', 'POST', 'commands/UNLOCK_CONNECTOR'],
    ['provider', 'PUT', 'chargingprofiles/WILD'],
  );
  return fc.asyncProperty(target, body, async ([who, method, path], text) => {
    // The id is the same as in the URL, so that a valid object is not refused for it.
    const named = text.startsWith('{') ? text.replace(/"(u?id)":"(?:[^"\\]|\\.)*"/, '"$1":"WILD"') : text;
    tally.inputs += 1;
    await market.send(market[who], method, path, named);
  });
}

/** All objects that the hub stores, by kind, for a check at the end. */
export async function* stored(market: FuzzedMarket): AsyncGenerator<{ kind: Kind; object: Json }> {
  for (const kind of names) {
    for (let offset = 0; ; offset += 1000) {
      const path = `/admin/objects/${kind}s?offset=${offset}&limit=1000`;
      const { objects = [] } = JSON.parse((await market.admin('GET', path)).text) as {
        objects?: { object: Json }[];
      };
      for (const { object } of objects) yield { kind, object };
      if (objects.length < 1000) break;
    }
  }
}

/** An object with a new id, which no earlier input had. */
function placed(kind: Kind, object: Json, how = ''): Json {
  count += 1;
  const key = kind === 'token' ? 'uid' : 'id';
  const id = `${count}-${String(object[key])}`;
  const fixed = how.startsWith('auth_id') ? {} : kinds[kind].fixed;
  return { ...object, ...fixed, [key]: [...id].slice(0, 36).join('') };
}

function push(market: FuzzedMarket, kind: Kind, object: Json) {
  const { by } = kinds[kind];
  const [method, path] = kind === 'cdr' ? ['POST', 'cdrs'] : ['PUT', where(kind, object)];
  return market.send(market[by], method ?? '', path ?? '', JSON.stringify(object));
}

function where(kind: Kind, object: Json): string {
  const id = encodeURIComponent(String(object.id ?? object.uid));
  return `${kinds[kind].path}${id}${kind === 'token' ? `?type=${String(object.type)}` : ''}`;
}

/** The object without the owner that the hub writes into Locations and Tariffs, wherever they are (HUB-05, HUB-06). */
function withoutOwner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOwner);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'country_code' && name !== 'party_id');
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutOwner(inner)]));
}

/**
 * The object without empty lists: an empty optional list means the same as none (EXT-22); a required list is never
 * empty.
 */
function withoutEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyLists);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0));
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutEmptyLists(inner)]));
}

function same(one: unknown, other: unknown): boolean {
  try {
    assert.deepEqual(one, JSON.parse(JSON.stringify(other)));
    return true;
  } catch {
    return false;
  }
}

function offend(tally: Tally, offence: 'changed' | 'stored', what: string): never {
  tally.add(offence, what);
  throw new Error(what);
}
