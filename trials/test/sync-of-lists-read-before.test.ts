import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Dispatcher } from 'undici';
import { newRequestedPauses } from '../../src/hub/delivery/pauses-requested-by-partners.ts';
import { agreementsOf } from '../../src/hub/fake-agreements.ts';
import type { Hub } from '../../src/hub/hub-dependencies.ts';
import { receive } from '../../src/hub/objects/apply-write.ts';
import { defaultOptions } from '../../src/hub/partners/connections.ts';
import type { Connection, RegistryState } from '../../src/hub/ports/connection-registry.ts';
import type { Objects, StoredObject } from '../../src/hub/ports/object-store.ts';
import type { Store } from '../../src/hub/ports/store.ts';
import { newListsBefore } from '../../src/hub/remembered-lists.ts';
import { pullModule } from '../../src/hub/sync/pull-module.ts';
import { unchangedIn } from '../../src/hub/sync/skip-unchanged-objects.ts';
import { pullObject } from '../../src/hub/sync/store-pulled-object.ts';
import { ocpiClient } from '../../src/ocpi/client/ocpi-client.ts';
import type { Exchange } from '../../src/ocpi/messages/request-and-answer-types.ts';

// Two hubs read the same lists of a partner, one with and one without a memory of what it has read before; they differ in
// nothing but the work. The one with a memory also stores objects with the bytes of their texts where it may.

const noon = Date.parse('2026-03-01T12:00:00Z');
const names = ['A', 'a', 'B', 'C', 'D', 'E'] as const;
const variant = fc.nat({ max: 2 });

/** An object as the partner has it, and how it writes it. */
interface Listed {
  id: (typeof names)[number];
  content: number;
  time: number;
  written: 'plainly' | 'spaced' | 'reversed' | 'with a key twice' | 'with an escape' | 'with 2.0 for 2';
  flaw: 'none' | 'null' | 'mendable' | 'only strictly wrong' | 'wrong';
  owner: 'unnamed' | 'ABC' | 'DEF' | 'half' | 'foreign';
}

const listed: fc.Arbitrary<Listed> = fc.record({
  id: fc.constantFrom(...names),
  content: variant,
  time: variant,
  written: fc.constantFrom(
    'plainly',
    'plainly',
    'plainly',
    'spaced',
    'reversed',
    'with a key twice',
    'with an escape',
    'with 2.0 for 2',
  ),
  flaw: fc.constantFrom(
    'none',
    'none',
    'none',
    'none',
    'none',
    'none',
    'null',
    'mendable',
    'only strictly wrong',
    'wrong',
  ),
  owner: fc.constantFrom('unnamed', 'unnamed', 'unnamed', 'ABC', 'DEF', 'half', 'foreign'),
});

type Module = 'locations' | 'tariffs' | 'tokens';

/** Something that happens between two syncs, or to the list of the next. */
type Step =
  | { is: 'sync'; full: boolean; page: number; total: boolean; broken: boolean }
  | { is: 'listed'; at: number; object: Listed }
  | { is: 'gone'; at: number }
  | { is: 'turned' }
  | { is: 'put'; object: Listed }
  | { is: 'deleted' | 'shared'; id: string }
  | { is: 'connection'; change: Partial<Connection> };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('sync' as const),
      full: fc.constantFrom(true, true, true, false),
      page: fc.constantFrom(2, 3, 10),
      total: fc.boolean(),
      broken: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('listed' as const), at: fc.nat({ max: 5 }), object: listed }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('gone' as const), at: fc.nat({ max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('turned' as const) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('put' as const), object: listed }) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constantFrom('deleted' as const, 'shared' as const),
      id: fc.constantFrom(...names),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('connection' as const),
      change: fc.constantFrom<Partial<Connection>>(
        { business: { name: 'Charging' } },
        { business: null },
        { parties: ['NL*ABC', 'NL*DEF'] },
        { parties: ['NL*ABC'] },
        { edition: '2.2.1' },
        { options: { ...defaultOptions, strict: true } },
        { options: defaultOptions },
      ),
    }),
  },
);

/** Three lists that are read again and again as they were: however the others fall, these are remembered. */
const unchangedLists = (['locations', 'tariffs', 'tokens'] as const).map(
  (module): [Module, Listed[], Step[]] => [
    module,
    (['A', 'B', 'C', 'D', 'E'] as const).map((id) => ({
      ...{ id, content: 0, time: 0, written: 'plainly', flaw: 'none', owner: 'unnamed' },
    })),
    [],
  ],
);

test('a memory of lists changes no store, report, finding or delivery @SYNC-09', async () => {
  let skipped = 0;
  let fromText = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Module>('locations', 'tariffs', 'tokens'),
      fc.array(listed, { minLength: 2, maxLength: 6 }),
      fc.array(step, { minLength: 3, maxLength: 12 }),
      async (module, list, steps) => {
        const [one, other] = [life(module, 1000), life(module, 0)];
        // Most lists are read twice as they are, so that there is something to remember.
        const sync = { is: 'sync', full: true, page: 10, total: true, broken: false } as const;
        for (const now of [sync, sync, sync, ...steps, sync, sync]) {
          const [told, wanted] = [await one.after(list, now), await other.after(list, now)];
          assert.deepEqual(told, wanted);
          list = listAfter(list, now);
        }
        skipped += one.skipped();
        fromText += one.fromText();
        assert.equal(other.skipped(), 0);
      },
    ),
    {
      examples: unchangedLists,
      ...{ endOnFailure: true, includeErrorInReport: true, numRuns: Number(process.env.LISTS_READ ?? 28) },
    },
  );
  assert.ok(skipped >= 45, `${skipped} objects were recognised`);
  assert.ok(fromText >= 15, `${fromText} objects were stored with the bytes of their texts`);
});

function listAfter(list: Listed[], now: Step): Listed[] {
  if (now.is === 'listed') return list.toSpliced(now.at % (list.length + 1), 1, now.object);
  if (now.is === 'gone') return list.toSpliced(now.at % list.length, list.length > 2 ? 1 : 0);
  if (now.is === 'turned') return list.toReversed();
  return list;
}

const time = (at: number) => `2026-01-0${at + 1}T00:00:00Z`;

function objectOf(module: Module, { id, content, time: at, flaw, owner }: Listed): Record<string, unknown> {
  const party = {
    unnamed: {},
    ABC: { country_code: 'NL', party_id: 'ABC' },
    DEF: { country_code: 'NL', party_id: 'DEF' },
    half: { party_id: 'ABC' },
    foreign: { country_code: 'DE', party_id: 'XYZ' },
  };
  const own = flaw === 'only strictly wrong' ? `${id}Ü` : id;
  const last_updated =
    flaw === 'mendable' ? time(at).replace('T', ' ') : flaw === 'wrong' ? 'yesterday' : time(at);
  const kinds = {
    tariffs: {
      id: own,
      currency: ['EUR', 'CHF', 'SEK'][content],
      elements: [{ price_components: [{ type: 'TIME', price: 2, step_size: 300 }] }],
    },
    tokens: {
      uid: own,
      type: 'RFID',
      auth_id: `NL-ABC-${content}`,
      issuer: 'ABC',
      valid: true,
      whitelist: 'ALWAYS',
    },
    locations: {
      ...{
        id: own,
        type: 'ON_STREET',
        address: `Dam ${content}`,
        city: 'Amsterdam',
        postal_code: '1012JS',
        country: 'NLD',
      },
      coordinates: { latitude: '52.373100', longitude: '4.892600' },
      ...(content === 2 ? { operator: { name: 'Own' } } : {}),
    },
  };
  const none = { tariffs: 'tariff_alt_url', tokens: 'visual_number', locations: 'time_zone' };
  return {
    ...kinds[module],
    ...(module === 'tokens' ? {} : party[owner]),
    ...(flaw === 'null' ? { [none[module]]: null } : {}),
    last_updated,
  };
}

/** The text of an object on a list. */
function textOf(module: Module, one: Listed): string {
  const object = objectOf(module, one);
  if (one.written === 'spaced') return JSON.stringify(object, undefined, 1);
  if (one.written === 'reversed') return JSON.stringify(Object.fromEntries(Object.entries(object).reverse()));
  const text = JSON.stringify(object);
  if (one.written === 'with an escape') return text.replace('NL', '\\u004eL');
  if (one.written === 'with 2.0 for 2') return text.replace(':2,', ':2.0,');
  return one.written === 'with a key twice' ? text.replace('{', `{"last_updated":"${time(0)}",`) : text;
}

/** A hub with a memory of so many objects, beside a partner; `after` tells all that a step led to. */
function life(module: Module, most: number) {
  const store = storeInMemory(partner(module));
  const before = newListsBefore(most);
  const told: unknown[] = [];
  let answer = (_: URL): { headers: Record<string, string>; text: string } => assert.fail();
  const client = ocpiClient({
    reach: { privateNetworks: true, plainHttp: true, networks: [], names: '' } as never,
    now: () => noon,
    newId: () => 'id',
    record: ({ findings, response }: Exchange) => void told.push({ findings, body: response.body }),
    dispatcher: answering((url) => answer(url)),
  });
  const connection = () => store.registry.read().connections[0] as Connection;
  let recognised = 0;
  let fromText = 0;
  const hub = {
    ...{
      party: 'DE*HUB',
      send: client.send,
      now: () => noon,
      rests: newRequestedPauses(() => noon),
      newId: () => 'id',
    },
    store: {
      ...store,
      objects: {
        ...store.objects,
        async stand(states: Parameters<Store['objects']['stand']>[0]) {
          const stand = await store.objects.stand(states);
          recognised += stand.filter(Boolean).length;
          return stand;
        },
      },
    },
    deliver: {
      offer: async ({
        object,
        method,
      }: {
        object: { owner: string; id: string; bytes: Buffer };
        method: string;
      }) => void told.push({ method, owner: object.owner, id: object.id, bytes: object.bytes.toString() }),
    },
    ...{
      syncOverlap: 60_000,
      pullTimeout: 1000,
      pullPause: 0,
      after: (_: number, call: () => void) => (setImmediate(call), () => {}),
    },
    memory: { heads: new Map(), claims: new Map() },
    log: { error: assert.fail, warn: () => {} },
  } as unknown as Hub;

  async function sync(list: Listed[], { full, page, total, broken }: Extract<Step, { is: 'sync' }>) {
    answer = ({ searchParams }) => {
      const [offset, limit] = [Number(searchParams.get('offset')), page];
      const objects = list.slice(offset, offset + limit).map((one) => textOf(module, one));
      const text = `{"status_code":1000,"timestamp":"${time(0)}","data":[${objects.join(', ')}]}`;
      const count: Record<string, string> = total ? { 'x-total-count': String(list.length) } : {};
      const link: Record<string, string> =
        offset + limit < list.length
          ? { link: `<https://abc.example/list?offset=${offset + limit}&limit=${limit}>; rel="next"` }
          : {};
      return {
        headers: { 'x-limit': String(limit), ...count, ...link },
        text: broken && offset > 0 ? text.slice(0, -9) : text,
      };
    };
    const begun = await hub.store.objects.present();
    const pulling = pullModule(hub, {
      ...{
        sync: 's',
        connection: connection(),
        module,
        full,
        retires: true,
        begun,
        until: noon + 3_600_000,
        before,
      },
      take: (from, object, valid, text) => {
        if (text) fromText += 1;
        return pullObject(hub, from, object, valid, begun, most > 0 ? text : undefined);
      },
      unchanged: (from, objects) => unchangedIn(hub, from, objects),
    });
    let step = await pulling.next();
    while (!step.done) {
      told.push(step.value);
      step = await pulling.next();
    }
    told.push(step.value);
  }

  async function put(one: Listed) {
    const body = objectOf(module, { ...one, flaw: 'none', owner: 'unnamed' });
    const write = {
      ...{
        module,
        edition: connection().edition,
        method: 'PUT' as const,
        owner: connection().party,
        id: one.id,
      },
      ...{ path: [], body, type: 'RFID', strict: false },
    };
    // Another version of OCPI refuses the object.
    await receive(hub, write).catch(({ message }: Error) => told.push(message));
  }

  /** Changes the stored object behind the sync's back: it is deleted, or seen by others too. */
  async function change(is: 'deleted' | 'shared', id: string) {
    const key = {
      module,
      owner: connection().party,
      id: module === 'tokens' ? `RFID|${id}`.toLowerCase() : id,
    };
    await store.objects.change(key, (old) => {
      if (!old) return { to: 'keep' };
      return is === 'deleted' ? { to: 'delete' } : { to: 'store', object: { ...old, recipient: 'NL*EMP' } };
    });
  }

  return {
    skipped: () => recognised,
    fromText: () => fromText,
    async after(list: Listed[], now: Step) {
      told.length = 0;
      if (now.is === 'sync') await sync(list, now);
      if (now.is === 'put') await put(now.object);
      if (now.is === 'deleted' || now.is === 'shared') await change(now.is, now.id);
      if (now.is === 'connection')
        await store.registry.change((state) => ({
          ...state,
          connections: state.connections.map((one) => ({ ...one, ...now.change })),
        }));
      const visible = ['NL*ABC', 'NL*DEF'].map((owner) => ({ owner }) as { owner: 'NL*ABC' });
      const { objects } = await store.objects.list({ module, visible, from: 0, offset: 0, limit: 100 });
      return {
        told: structuredClone(told),
        objects: objects.map((one) => ({ ...one, bytes: one.bytes.toString() })),
      };
    },
  };
}

function partner(module: Module): Connection {
  return {
    ...{
      id: 'C1',
      role: module === 'tokens' ? 'EMSP' : 'CPO',
      status: 'REGISTERED',
      party: 'NL*ABC',
      parties: ['NL*ABC'],
      name: 'ABC',
    },
    ...{ tokenToThem: 'a-token-of-abc', business: null, options: defaultOptions },
    endpoints: [{ identifier: module, url: 'https://abc.example/list' }],
  } as unknown as Connection;
}

/** A network that gives these answers. */
function answering(answer: (url: URL) => { headers: Record<string, string>; text: string }): Dispatcher {
  const dispatch: Dispatcher['dispatch'] = ({ origin, path }, handler) => {
    const controller = { abort: assert.fail } as unknown as Dispatcher.DispatchController;
    const { headers, text } = answer(new URL(`${String(origin)}${path}`));
    handler.onRequestStart?.(controller, {});
    handler.onResponseStart?.(controller, 200, headers, 'OK');
    handler.onResponseData?.(controller, Buffer.from(text));
    handler.onResponseEnd?.(controller, {});
    return true;
  };
  return { dispatch } as unknown as Dispatcher;
}

/** A store of one partner's objects. */
function storeInMemory(partner: Connection): Store {
  const rows = new Map<string, StoredObject>();
  const ends = new Map<string, number>();
  const notes = new Map<string, object>();
  let state = { connections: [partner], agreements: agreementsOf([]) } as unknown as RegistryState;
  let position = 0;
  const nameOf = ({ module, owner, id }: Pick<StoredObject, 'module' | 'owner' | 'id'>) =>
    `${module} ${owner} ${id}`;
  const all = () => [...rows.values()].sort((one, other) => one.created - other.created);
  const objects: Partial<Objects> = {
    async change(key, decide) {
      const name = nameOf(key);
      const before = rows.get(name);
      const decision = decide(before, before ? undefined : ends.get(name));
      if (decision.to === 'keep' || (decision.to === 'delete' && !before))
        return {
          outcome: 'unchanged',
          ...(before && { before, after: before }),
          changed: before?.changed ?? 0,
        };
      position += 1;
      if (decision.to === 'delete') {
        rows.delete(name);
        ends.set(name, position);
        return { outcome: 'deleted', ...(before && { before }), changed: position };
      }
      const { module, owner, id } = key;
      const lookups = { id, ...decision.object.lookups };
      const after = {
        module,
        owner,
        id,
        ...decision.object,
        lookups,
        created: before?.created ?? position,
        changed: position,
      };
      rows.set(name, after);
      return { outcome: before ? 'updated' : 'created', ...(before && { before }), after, changed: position };
    },
    get: async (key) => rows.get(nameOf(key)),
    same: async (wanted) =>
      wanted.map(({ key, lastUpdated, bytes }) => {
        const object = rows.get(nameOf(key));
        return object && object.lastUpdated >= lastUpdated && object.bytes.equals(bytes())
          ? object
          : undefined;
      }),
    stand: async (states) =>
      states.map((one) => {
        const object = rows.get(nameOf(one));
        return object?.created === one.created && object.changed === one.changed;
      }),
    list: async ({ module, visible, offset, limit }) => {
      const found = all().filter(
        (one) => one.module === module && visible.some(({ owner }) => owner === one.owner),
      );
      return { total: found.length, objects: found.slice(offset, offset + limit) };
    },
    find: async (module, field, value) =>
      all().filter((one) => one.module === module && one.lookups[field] === value),
    present: async () => position,
    position: () => position,
  };
  return {
    objects,
    registry: {
      read: () => state,
      change: async (update: (old: RegistryState) => RegistryState) => void (state = update(state)),
    },
    notes: {
      get: async (kind: string, key: string) => notes.get(`${kind} ${key}`),
      put: async (kind: string, key: string, value: object) =>
        void notes.set(`${kind} ${key}`, structuredClone(value)),
      take: async (kind: string, key: string) => {
        const value = notes.get(`${kind} ${key}`);
        notes.delete(`${kind} ${key}`);
        return value;
      },
      all: async (kind: string) =>
        [...notes].filter(([key]) => key.startsWith(`${kind} `)).map(([key, value]) => ({ key, value })),
      keep: async (kind: string, key: string, value: object) => {
        const name = `${kind} ${key}`;
        if (!notes.has(name)) notes.set(name, structuredClone(value));
        return notes.get(name);
      },
      under: async () => [],
      beyond: async () => [],
    },
  } as unknown as Store;
}
