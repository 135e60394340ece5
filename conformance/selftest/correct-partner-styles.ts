import { readFileSync } from 'node:fs';
import type { Platform } from '../../simulators/platform/simulated-platform.ts';
import type { Json } from '../http-exchange.ts';
import { withPast } from './add-past-sessions.ts';
import { placeForCommands, type Subject } from './test-partner.ts';

/** Legal styles of correct partners, and the warnings that each may get: none of them may fail. */
// biome-ignore format: a table
const table: [name: string, how: Omit<Subject, 'name' | 'role'>, warned: string[]][] = [
  ['as it is',                {},                                            []],
  ['slashes at the end',      { front: { slashes: true } },                  []],
  ['small pages',             { front: { page: 2 }, stock: withPast },       []],
  ['fractions of a second',   { stock: fractions },                          ['TRANS-62']],
  ['no Z behind times',       { faults: [{ kind: 'no_trailing_z' }] },       ['TRANS-62']],
  ['explicit nulls',          { faults: [{ kind: 'explicit_nulls' }] },      []],
  ['empty lists',             { faults: [{ kind: 'empty_arrays' }] },        []],
  ['unknown fields',          { faults: [{ kind: 'extra_fields' }] },        []],
  ['letters beyond ASCII',    { stock: beyondAscii },                        []],
  ['200 instead of 201',      { faults: [{ kind: 'created_is_200' }] },      ['TRANS-19']],
  ['refuses without a word',  { faults: [{ kind: 'no_message' }] },          ['TRANS-14']],
  ['no routing headers',      { faults: [{ kind: 'no_routing_headers' }] },  []],
  ['no optional fields',      { stock: strip, calm: true },                  []],
  ['all optional fields',     { stock: fill },                               []],
  ['begins the handshake',    { begins: true },                              []],
  ['a driver nobody knows',   { driven: true },                              []],
  ['lists that grow',         { stock: grow },                               []],
  ['lists that come and go',  { stock: churn },                              []],
  ['a late call at a renewal', { front: { lags: true } },                    []],
  ['another car at the place', { stock: occupy },                            []],
];

/** A partner in every style, for each role. */
export const styles: (Subject & { warned: string[] })[] = (['cpo', 'emsp'] as const).flatMap((role) =>
  table.map(([name, how, warned]) => ({ name: `${role}, ${name}`, role, ...how, warned })),
);

/** Adds an object to a list whenever the list is read, as happens under traffic. */
function grow({ own }: Platform): void {
  for (const module of ['tariffs', 'tokens', 'sessions'] as const) {
    const store = own[module];
    let grown = 0;
    store.window = (fits, offset, limit) => {
      const [first] = store.values();
      grown += 1;
      const name = { [module === 'tokens' ? 'uid' : 'id']: `GROWN-${grown}` };
      if (first) store.set(`grown ${grown}`, { ...first, object: { ...first.object, ...name } });
      const items = [...store.values()].filter(fits);
      return { total: items.length, items: items.slice(offset, offset + limit) };
    };
  }
}

/**
 * Leaves an object out of a list, as if it had gone and come back, where a suite that reads once would see a fault: the
 * first object where a page is read twice in a row, the newest where a later page is read for the first time.
 */
function churn({ own }: Platform): void {
  for (const module of ['locations', 'tariffs', 'tokens'] as const) {
    const shelf = own[module];
    const readings = new Map<string, number>();
    let [last, inARow] = ['', 0];
    shelf.window = (fits, offset, limit) => {
      const all = [...shelf.values()];
      const whole = all.filter(fits);
      const page = `${offset} ${limit} ${whole.length}`;
      const reading = (readings.get(page) ?? 0) + 1;
      readings.set(page, reading);
      inARow = page === last ? inARow + 1 : 1;
      last = page;
      const gone = offset > 0 && reading === 1 ? all.at(-1) : inARow === 2 ? all[0] : undefined;
      const items = gone ? all.filter((one) => one !== gone && fits(one)) : whole;
      return { total: items.length, items: items.slice(offset, offset + limit) };
    };
  }
}

/** Puts another car at the place for commands: the operator rejects whoever else wants to charge there. */
function occupy({ own }: Platform): void {
  for (const { object } of own.locations.values())
    for (const evse of (object.evses ?? []) as Json[])
      if (evse.uid === placeForCommands.evse) evse.status = 'CHARGING';
}

function fractions(platform: Platform): void {
  eachText(platform, (name, text) => (name === 'last_updated' ? text.replace(/Z$/, '.120Z') : text));
}

function beyondAscii(platform: Platform): void {
  eachText(platform, (name, text) =>
    ['name', 'city', 'issuer'].includes(name) ? `${text} \u00f1\u00c5` : text,
  );
}

/** Changes all texts of the partner's own objects, at any depth. */
function eachText({ own }: Platform, change: (name: string, text: string) => string): void {
  const changed = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') return change(name, value);
    if (Array.isArray(value)) return value.map((entry) => changed(entry));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changed(inner, key)]));
  };
  for (const store of Object.values(own))
    for (const item of store.values()) item.object = changed(item.object) as typeof item.object;
}

/** Reduces the partner's own objects to the required fields of 2.1.1, and EVSEs. */
function strip(platform: Platform): void {
  const kept = {
    locations: [
      'id',
      'type',
      'address',
      'city',
      'postal_code',
      'country',
      'coordinates',
      'evses',
      'last_updated',
    ],
    tariffs: ['id', 'currency', 'elements', 'last_updated'],
    tokens: ['uid', 'type', 'auth_id', 'issuer', 'valid', 'whitelist', 'last_updated'],
  };
  const bare = (object: Json, fields: string[]) =>
    Object.fromEntries(Object.entries(object).filter(([name]) => fields.includes(name)));
  for (const [module, fields] of Object.entries(kept))
    for (const item of platform.own[module as 'locations'].values()) {
      item.object = bare(item.object, fields);
      if (Array.isArray(item.object.evses))
        item.object.evses = item.object.evses.map((evse: Json) =>
          bare(evse, ['uid', 'status', 'connectors', 'last_updated']),
        );
    }
}

/**
 * Gives the partner's own objects every field of `schemas/golden`, and its Tariffs dates between which they are valid.
 */
function fill(platform: Platform): void {
  for (const [module, name] of [
    ['locations', 'location'],
    ['tariffs', 'tariff'],
    ['tokens', 'token'],
  ] as const)
    for (const item of platform.own[module].values()) {
      const golden = JSON.parse(
        readFileSync(new URL(`../../schemas/golden/2.1.1/${name}.json`, import.meta.url), 'utf8'),
      ) as Json;
      item.object = { ...golden, ...item.object };
      for (const element of (item.object.elements ?? []) as Json[])
        element.restrictions = { ...(element.restrictions as Json), ...always };
    }
}

const always = { start_date: '2020-01-01', end_date: '2099-12-31' };
