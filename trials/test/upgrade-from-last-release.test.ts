import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ClassicLevel } from 'classic-level';
import type { NoteKind } from '../../src/hub/ports/expiring-key-values.ts';
import type { Store } from '../../src/hub/ports/store.ts';
import { openEmbeddedStore } from '../../src/store/embedded/open-embedded-store.ts';
import { openPostgresStore } from '../../src/store/postgres/open-postgres-store.ts';
import { asked, forTests, until } from '../../src/store/postgres/test-database.ts';
import {
  adminToken,
  dataOf,
  madeAt,
  type Place,
  platform,
  type ReleaseData,
  startOn,
} from './data-of-earlier-release.ts';

// This test opens data of the last release with the present hub. Every expectation is typed from the requests that
// scripts/make-release-fixture.ts sent at that release's commit. When a format changes, a test of its migration is added here.

const release = 'release-0.1';
const places: Place[] = ['folder', 'database'];

/** The operator's view, by path of the admin API: only the named fields count. */
const seen: [path: string, expected: unknown][] = [
  [
    '/admin/connections',
    [
      { role: 'CPO', country_code: 'NL', party_id: 'ABC', name: 'ABC', status: 'REGISTERED' },
      { role: 'EMSP', country_code: 'DE', party_id: 'EMP', name: 'EMP', status: 'REGISTERED' },
      {
        ...{ role: 'EMSP', country_code: 'DE', party_id: 'OTH', name: 'OTH', status: 'REGISTERED' },
        options: {
          ...{ push: true, push_as: 'hub', catch_up: true, push_on_agreement: false },
          ...{ page_limit: 50, strict: false, charging_profiles: false, infer_owner: false },
        },
        profile: { nulls: 'explicit', dates: 'as_given' },
      },
      { role: 'EMSP', country_code: 'DE', party_id: 'GON', status: 'UNREGISTERED' },
      { role: 'CPO', country_code: 'FR', party_id: 'SUS', status: 'SUSPENDED' },
      { role: 'CPO', country_code: 'FR', party_id: 'NEW', status: 'PENDING' },
    ],
  ],
  [
    '/admin/agreements',
    [
      {
        cpo: { country_code: 'NL', party_id: 'ABC' },
        emsp: { country_code: 'DE', party_id: 'EMP' },
        status: 'ACTIVE',
        valid_from: '2025-01-01T00:00:00Z',
        valid_to: null,
      },
      {
        cpo: { country_code: 'NL', party_id: 'ABC' },
        emsp: { country_code: 'DE', party_id: 'OTH' },
        status: 'ACTIVE',
        valid_from: null,
      },
    ],
  ],
  ['/admin/objects/locations', { total: 1, objects: [{ id: 'LOC1', party_id: 'ABC' }] }],
  ['/admin/objects/tokens', { total: 1, objects: [{ id: 'TOK1', party_id: 'EMP' }] }],
];

/** The partners' view, with their old tokens: reader, path, and expected `data`. */
const read: [asker: string, path: string, expected: unknown][] = [
  [
    'EMP',
    'cpo/2.1.1/locations',
    [{ id: 'LOC1', city: 'Rotterdam', evses: [{ uid: 'EVSE1', status: 'CHARGING' }, { uid: 'EVSE2' }] }],
  ],
  ['EMP', 'cpo/2.1.1/tariffs', [{ id: 'TAR1', currency: 'EUR' }]],
  [
    'EMP',
    'cpo/2.1.1/sessions?date_from=2025-01-01T00:00:00Z',
    [{ id: 'SES1', auth_id: 'DE-EMP-TOK1', status: 'ACTIVE' }],
  ],
  [
    'EMP',
    'cpo/2.1.1/cdrs?date_from=2025-01-01T00:00:00Z',
    [{ id: 'CDR1', auth_id: 'DE-EMP-TOK1', total_energy: 14.5 }],
  ],
  ['OTH', 'cpo/2.1.1/locations', [{ id: 'LOC1' }]],
  ['OTH', 'cpo/2.1.1/sessions?date_from=2025-01-01T00:00:00Z', []],
  ['OTH', 'cpo/2.1.1/cdrs?date_from=2025-01-01T00:00:00Z', []],
  ['ABC', 'emsp/2.1.1/tokens', [{ uid: 'TOK1', auth_id: 'DE-EMP-TOK1', whitelist: 'ALLOWED', valid: true }]],
];

type AgreedRow = [id: string, emsp: string, status: string, since: string, created: string];

/** The agreements of `NL*ABC` as the release before kept them, the deleted one included. */
// biome-ignore format: a table
const agreedBefore: Record<Place, AgreedRow[]> = {
  folder: [
    ['de30ad7e-2a2f-4393-b352-b220329ed5d6', 'DE*EMP', 'ACTIVE',     '2026-11-28T21:13:56.151Z', '2026-11-28T21:13:56.151Z'],
    ['d5afc703-3da2-4eb5-a9d5-b18cfacfff77', 'DE*OTH', 'ACTIVE',     '2026-11-28T21:13:56.169Z', '2026-11-28T21:13:56.169Z'],
    ['8a4798a8-ca04-4846-8ee0-a5b2821b96b3', 'DE*GON', 'TERMINATED', '2026-11-28T21:13:56.195Z', '2026-11-28T21:13:56.177Z'],
  ],
  database: [
    ['877b9183-8956-4f4b-ba5a-0b9cf9c3f5a1', 'DE*EMP', 'ACTIVE',     '2026-11-28T21:14:01.453Z', '2026-11-28T21:14:01.453Z'],
    ['a69e3543-e45f-435e-9a97-efb191c2a555', 'DE*OTH', 'ACTIVE',     '2026-11-28T21:14:01.469Z', '2026-11-28T21:14:01.469Z'],
    ['5c859fdc-e427-4c0f-a20f-91daa836019c', 'DE*GON', 'TERMINATED', '2026-11-28T21:14:01.506Z', '2026-11-28T21:14:01.489Z'],
  ],
};

for (const place of places) {
  test(`a hub of the release before, its data in a ${place}, lives on`, { timeout: 120_000 }, async (t) => {
    const oth = await platform(t);
    const data = await dataOf(release, place, t, oth.url);
    for (const start of ['first', 'second']) {
      const hub = await startOn(data, t);
      for (const [path, expected] of seen)
        holds(await get(hub.url + path, `Bearer ${adminToken}`), expected, `${start} ${path}`);
      for (const [asker, path, expected] of read) {
        const answer = await get(`${hub.url}/ocpi/${path}`, `Token ${data.tokens[asker]?.toHub}`);
        holds(answer, { status_code: 1000, data: expected }, `${start} ${asker} ${path}`);
      }
      for (const nobody of ['GON', 'SUS']) {
        const answer = await fetch(`${hub.url}/ocpi/cpo/2.1.1/tariffs`, {
          headers: { authorization: `Token ${data.tokens[nobody]?.toHub}` },
        });
        assert.equal(answer.ok, false, `${start} ${nobody}`);
      }
      // OTH's platform was away when EVSE1 began to charge: it receives the change once, in the hub's name, with the
      // token that it gave.
      await until(() => oth.received.length > 0);
      const trace = (await get(`${hub.url}/admin/requests?limit=1000`, `Bearer ${adminToken}`)) as unknown[];
      assert.ok(trace.length > 10, `${start}: ${trace.length} exchanges`);
      await hub.stop();
    }
    const pushes = oth.received.filter(({ method }) => method !== 'GET');
    assert.deepEqual(
      pushes.map(({ method, url }) => `${method} ${url}`),
      ['PUT /ocpi/emsp/2.1.1/locations/DE/HUB/LOC1'],
    );
    assert.equal(pushes[0]?.headers.authorization, `Token ${data.tokens.OTH?.fromHub}`);
    holds(
      JSON.parse(pushes[0]?.body ?? ''),
      { evses: [{ status: 'CHARGING' }, {}], related_locations: [] },
      'push',
    );
  });

  test(`what a hub of the release before noted in a ${place} is still there`, async (t) => {
    const data = await dataOf(release, place, t);
    for (const start of ['first', 'second']) {
      const store = await opened(place, data);
      const notes = await notesOf(store);
      const changes = await store.objects.since(0, 100);
      const found = await store.objects.find('sessions', 'auth_id', 'DE-EMP-TOK1');
      const agreements = [...store.registry.read().agreements];
      await store.close();
      assert.deepEqual(notes, [
        'driver NL*ABC auth_id DE-EMP-TOK1: DE*EMP',
        'driver NL*ABC uid TOK1: DE*EMP',
        'position: 7',
        'question RESERVE_NOW: DE*EMP → NL*ABC',
        'question START_SESSION: DE*EMP → NL*ABC',
        'reservation NL*ABC #71: DE*EMP',
        'reservation NL*ABC DE*EMP 71: 71',
        'schedule delta',
        'schedule full',
        'sync CPO cdrs',
        'sync CPO locations',
        'sync CPO sessions',
        'sync CPO tariffs',
      ]);
      assert.deepEqual(
        changes.map(({ changed, module, owner, id, object }) =>
          [changed, module, owner, id, object?.recipient].join(' ').trim(),
        ),
        [
          '2 tokens DE*EMP RFID|TOK1',
          '3 tariffs NL*ABC TAR1',
          '5 tariffs NL*ABC TAR2',
          '6 sessions NL*ABC SES1 DE*EMP',
          '7 cdrs NL*ABC cdr1 DE*EMP',
          '8 locations NL*ABC LOC1',
        ],
      );
      assert.equal(found.length, 1, start);
      assert.deepEqual(
        agreements,
        agreedBefore[place].map(([id, emsp, status, since, created]) => ({
          ...{ id, cpo: 'NL*ABC', emsp, status, since, created, valid_to: null },
          valid_from: emsp === 'DE*EMP' ? '2025-01-01T00:00:00Z' : null,
          deleted: emsp === 'DE*GON',
        })),
        start,
      );
    }
  });
}

test('the format of a data folder rises once per release, and all of the folder has it after the first start', async (t) => {
  const { folder } = await dataOf(release, 'folder', t);
  assert.deepEqual(await formatsIn(folder), { registry: 1, objects: '1', journal: '1' });
  await (await openEmbeddedStore({ folder })).close();
  assert.deepEqual(await formatsIn(folder), { registry: 2, objects: '2', journal: '2' });
});

test('every record of a data folder has a checksum after the first start, and what one without had is still there', async (t) => {
  const { folder } = await dataOf(release, 'folder', t);
  const sealedIn = async () => {
    const counts = { sealed: 0, open: 0 };
    for (const name of ['objects', 'journal']) {
      const level = new ClassicLevel<string, Buffer>(join(folder, name), { valueEncoding: 'buffer' });
      for await (const [key, value] of level.iterator())
        if (!key.startsWith('m!')) counts[value[0] === 0xc5 ? 'sealed' : 'open'] += 1;
      await level.close();
    }
    return counts;
  };
  const before = await sealedIn();
  assert.equal(before.sealed, 0);
  assert.ok(before.open > 30, String(before.open));
  for (const start of ['first', 'second']) {
    const store = await openEmbeddedStore({ folder });
    assert.equal((await store.objects.since(0, 100)).length, 6, start);
    await store.close();
    const { open, sealed } = await sealedIn();
    assert.equal(open, 0, start);
    // The hub rewrites the journal's many small blocks as a few.
    assert.ok(sealed > 20, `${start}: ${sealed}`);
  }
});

test('a release brings one migration of the database at most, and it runs once', async (t) => {
  const { env } = await dataOf(release, 'database', t);
  const url = env.DATABASE_URL as string;
  const applied = async () =>
    (await asked<{ number: number; at: Date }>(url, 'SELECT number, at FROM hub.migrations ORDER BY 1')).map(
      ({ number, at }) => [number, at.toISOString()],
    );
  const before = await applied();
  assert.equal(before.length, 2);
  await (await openPostgresStore({ ...forTests, url })).close();
  const after = await applied();
  assert.deepEqual(after.slice(0, 2), before);
  assert.ok(
    after.length <= 3,
    `migrations ${after.map(([number]) => number).join(', ')}: put those of one release into one file`,
  );
  await (await openPostgresStore({ ...forTests, url })).close();
  assert.deepEqual(await applied(), after);
});

async function opened(place: Place, { env, folder }: ReleaseData): Promise<Store> {
  const now = () => madeAt;
  return place === 'folder'
    ? openEmbeddedStore({ folder, now })
    : openPostgresStore({ ...forTests, url: env.DATABASE_URL as string, now });
}

type Note = { key: string; value: Record<string, unknown> };

/** A stored note in words, without the ids and times of a run; `whose` is the connection that it is about. */
const inWords: Partial<Record<NoteKind, (note: Note, whose: string | undefined) => string | undefined>> = {
  driver: ({ key, value }) => `driver ${key}: ${value.emsp}`,
  position: ({ value }, whose) => (whose === 'EMSP DE*OTH' ? `position: ${value.position}` : undefined),
  question: ({ value }) =>
    `question ${String(value.responseUrl).split('/').pop()}: ${value.emsp} → ${value.cpo}`,
  reservation: ({ key, value }) => `reservation ${key}: ${value.emsp ?? value.number}`,
  schedule: ({ key }) => `schedule ${key}`,
  sync: ({ key }, whose) => (whose === 'CPO NL*ABC' ? `sync CPO ${key.split(' ')[1]}` : undefined),
};

async function notesOf({ notes, registry }: Store): Promise<string[]> {
  const connections = registry.read().connections;
  const whose = (key: string) => connections.find(({ id }) => key.startsWith(id));
  const lines: (string | undefined)[] = [];
  for (const kind of Object.keys(inWords) as NoteKind[])
    for (const note of await notes.all<Record<string, unknown>>(kind)) {
      const { role, party } = whose(note.key) ?? {};
      lines.push(inWords[kind]?.(note, role && `${role} ${party}`));
    }
  return lines.filter((line) => line !== undefined).sort();
}

async function formatsIn(folder: string): Promise<Record<string, unknown>> {
  const { format } = JSON.parse(await readFile(join(folder, 'registry.json'), 'utf8')) as { format: number };
  const formats: Record<string, unknown> = { registry: format };
  for (const name of ['objects', 'journal']) {
    const level = new ClassicLevel(join(folder, name));
    formats[name] = await level.get('m!format');
    await level.close();
  }
  return formats;
}

async function get(url: string, authorization: string): Promise<unknown> {
  return (await fetch(url, { headers: { authorization } })).json();
}

/** Checks that a value contains the expected one: lists must have the same length, objects may have more fields. */
function holds(actual: unknown, expected: unknown, where: string): void {
  if (typeof expected !== 'object' || expected === null) return assert.equal(actual, expected, where);
  assert.ok(typeof actual === 'object' && actual !== null, `${where}: ${JSON.stringify(actual)}`);
  if (Array.isArray(expected))
    assert.equal((actual as unknown[]).length, expected.length, `${where} is as long`);
  for (const [name, value] of Object.entries(expected))
    holds((actual as Record<string, unknown>)[name], value, `${where}/${name}`);
}
