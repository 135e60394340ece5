import { strict as assert } from 'node:assert';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import type { ListQuery, Visible } from '../../hub/ports/object-store.ts';
import type { Store } from '../../hub/ports/store.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { keyOf, numbered, put } from '../contract/sample-objects.ts';
import { type ConnectionSettings, type Statement, settingsOf } from './connect-to-postgres.ts';
import { beginSnapshot } from './connection-pool.ts';
import { bounds, endless, trimPartners, trimStrangers } from './journal-sql.ts';
import { list } from './list-page-of-objects.ts';
import { fetch, filtered, unfiltered } from './list-page-sql.ts';
import { newAnchors } from './list-page-start-cache.ts';
import { newObjectCache } from './object-content-cache.ts';
import { count } from './object-count-rows.ts';
import { openPostgresStore } from './open-postgres-store.ts';
import { byKey, byLookup, after as changesAfter, sameContent, standing } from './read-objects.ts';
import { asked, emptyDatabase, forTests, type TestDatabase } from './test-database.ts';
import { seenIn, valuesOf } from './visible-objects-filter.ts';
import { trimParts } from './write-changes.ts';

// PostgreSQL explains every kind of list with 30,000 objects of thirty owners: the first owner has a third of them, and
// they were created one owner after the other, as after a synchronisation.

const owners = numbered('NL*', 30).map((owner) => owner as Party);
const all: Visible[] = owners.map((owner) => ({ owner }));
const few = all.slice(3, 6);
const forOne: Visible[] = all.map(({ owner }) => ({ owner, recipient: 'FR*EMP' }));
const forTwo: Visible[] = [...forOne, ...few.map(({ owner }) => ({ owner, recipient: 'BE*OTH' as Party }))];

/** The fields of EXPLAIN's output for one step of a query plan. */
interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

describe('how PostgreSQL reads', () => {
  let database: TestDatabase;
  let store: Store;
  let client: Client;

  before(async () => {
    database = await emptyDatabase();
    store = await openPostgresStore({ ...forTests, url: database.url });
    client = new Client(settingsOf(database.url) as ConnectionSettings);
    await client.connect();
    // Autovacuum would keep the test's VACUUM from marking pages as all-visible, which index-only scans need.
    await client.query('ALTER TABLE hub.objects SET (autovacuum_enabled = off)');
    await client.query(filling.replaceAll('30000', '10000').replace("repeat('x', 500)", "'x'"));
    await client.query(beginSnapshot);
    for (const [what, { text }, values] of firstReads)
      early.set(what, rowsRead(await explain(text, values, 'auto')));
    await client.query('COMMIT');
    await client.query('TRUNCATE hub.objects, hub.lookups, hub.totals');
    await client.query(filling);
    await client.query(trace);
    await client.query(parts);
    await client.query('VACUUM ANALYZE');
  });

  after(async () => {
    await client.end();
    await store.close();
    await database.drop();
  });

  const first = { after: 0, skip: 0, limit: 100 };
  const cases: [what: string, index: string, statement: Statement, values: unknown[]][] = [
    ['one owner', 'objects_owner', ...page('locations', all.slice(2, 3), false)],
    ['the largest owner', 'objects_owner', ...page('locations', all.slice(0, 1), true)],
    ['a few owners', 'objects_owner', ...page('locations', few, false)],
    ['most owners', 'objects_created', ...page('locations', all, true)],
    ['one recipient', 'objects_recipient', ...page('sessions', forOne, false)],
    ['two recipients', 'objects_recipient', ...page('sessions', forTwo, false)],
    ['one owner, all dates', 'objects_owner', ...dated('locations', all.slice(2, 3), { from: 0 })],
    ['a few owners, all dates', 'objects_owner', ...dated('locations', few, { from: 0 })],
    ['a few owners, up to a date', 'objects_owner', ...dated('locations', few, { to: 20_000 })],
    ['all owners, a few dates', 'objects_updated', ...dated('locations', all, { from: 29_900 })],
    ['all owners, between dates', 'objects_updated', ...dated('locations', all, { from: 50, to: 90 })],
    ['one recipient, all dates', 'objects_recipient', ...dated('sessions', forOne, { from: 0 })],
    ['one recipient, a few dates', 'objects_updated', ...dated('sessions', forOne, { from: 29_990 })],
    ['objects by creation', 'objects_created', fetch, ['locations', [1, 500, 29_000]]],
    ['objects that stand', 'objects_changed', standing, [['locations'], ['NL*7'], ['L7'], [1], [1]]],
    ['objects by content', 'objects_pkey', sameContent, [['locations'], ['NL*7'], ['L7'], [0], ['00']]],
    ['totals of owners', 'totals_pkey', count, ['locations', ...valuesOf(seenIn(few))]],
    ['totals of recipients', 'totals_pkey', count, ['sessions', ...valuesOf(seenIn(forOne))]],
    ['one object', 'objects_pkey', byKey, ['locations', 'NL*7', 'L7']],
    ['objects by a lookup', 'lookups_pkey', byLookup, ['locations', 'id', 'L7', null]],
    ['changes', 'objects_changed', changesAfter, [15_000, 200]],
    ['pushes to trim', 'parts_pkey', trimParts, [500]],
  ];

  const thousand = Array.from({ length: 1000 }, (_, nth) => 5000 + nth);
  const firstReads: [what: string, statement: Statement, values: unknown[]][] = [
    ['objects by creation', fetch, ['locations', thousand]],
    ['one owner', ...page('locations', all.slice(2, 3), false)],
    ['a few owners', ...page('locations', few, false)],
    ['most owners', ...page('locations', all, true)],
    ['one recipient', ...page('sessions', forOne, false)],
    ['changes', changesAfter, [15_000, 100]],
  ];
  const early = new Map<string, number>();

  test('a page is found by an index also before PostgreSQL has analysed its tables, which takes it a minute', () => {
    assert.deepEqual(
      [...early].filter(([, rows]) => rows > 2000),
      [],
    );
    assert.equal(early.size, firstReads.length);
  });

  for (const [what, index, { name, text }, values] of cases) {
    // PostgreSQL plans a named statement once for all values, when it estimates that this is no worse. The table
    // `registry_state` has a single row.
    for (const mode of name ? ['force_custom_plan', 'force_generic_plan'] : ['auto']) {
      test(`${what}: by the index ${index} (${mode})`, async () => {
        const steps = await explain(text, values, mode);
        const indexes = steps.flatMap((step) => step['Index Name'] ?? []);
        assert.ok(indexes.includes(index), `uses ${indexes.join()}`);
        const scanned = steps.filter((step) => step['Node Type'] === 'Seq Scan');
        assert.deepEqual(
          scanned.map((step) => step['Relation Name']).filter((table) => table !== 'registry_state'),
          [],
        );
      });
    }
  }

  for (const [what, module, visible, total] of [
    ['one owner', 'locations', all.slice(0, 1), 10_000],
    ['a few owners', 'locations', few, 2_070],
    ['all owners', 'locations', all, 30_000],
    ['one recipient', 'sessions', forOne, 15_000],
  ] as const) {
    test(`a page at a high offset of ${what} reads no more than the first, for whoever comes from the page before`, async () => {
      const anchors = newAnchors();
      const read: number[] = [];
      const offsets = [0, total - 300, total - 200, total - 100];
      const pages = [];
      for (const offset of offsets) {
        const query = { module, visible: [...visible], offset, limit: 100 } as ListQuery;
        const asked: [string, unknown[]][] = [];
        pages.push(await list(asking(asked), { anchors, cache: newObjectCache() }, query));
        const steps = await explain(...asked.find(([text]) => text.includes('OFFSET'))!, 'auto');
        read.push(rowsRead(steps));
      }
      assert.deepEqual(
        pages.map(({ total: counted, objects }) => [counted, objects.length]),
        offsets.map(() => [total, 100]),
      );
      const [start, jump, ...walk] = read as [number, number, number, number];
      assert.ok(jump > total - 400, `whoever jumps makes PostgreSQL count: ${jump} rows`);
      for (const rows of walk) assert.ok(rows <= start, `${rows} rows, ${start} for the first page`);
    });
  }

  test('the trace is trimmed by its pages and by numbers, and its exchanges that stay are not read', async () => {
    const inBytes = [endless, 500, 0, 190 * 80_000, endless];
    const inTime = [endless, 500, 1_500, endless, endless];
    const read: number[] = [];
    for (const values of [inBytes, inTime]) {
      const { rows } = await client.query<object>(bounds.text, values);
      assert.deepEqual(rows, [{ partners: values === inBytes ? 1000 : 1500, strangers: 19_501 }]);
      read.push(rowsRead(await explain(bounds.text, values, 'auto')));
    }
    for (const { text } of [trimPartners, trimStrangers])
      read.push(rowsRead(await explain(text, [1000], 'auto')));
    assert.deepEqual(
      read.filter((rows) => rows > 2_600),
      [],
    );
  });

  function page(module: string, visible: Visible[], most: boolean): [Statement, unknown[]] {
    const { statement, values } = unfiltered(module, seenIn(visible), first, most);
    return [statement, values];
  }

  function dated(
    module: ListQuery['module'],
    visible: Visible[],
    dates: Pick<ListQuery, 'from' | 'to'>,
  ): [Statement, unknown[]] {
    const { statement, values } = filtered(
      { module, visible, ...dates, offset: 0, limit: 100 },
      seenIn(visible),
    );
    return [statement, values];
  }

  /** A fake database that runs statements in a real one and records them. */
  function asking(asked: [string, unknown[]][]) {
    return async <R extends object>({ text }: Statement, values: unknown[] = []) => {
      asked.push([text, values]);
      return (await client.query<R>(text, values)).rows;
    };
  }

  /** The steps of a statement's query plan, with the number of rows that each read. */
  async function explain(text: string, values: unknown[], mode: string): Promise<Plan[]> {
    await client.query(`SET plan_cache_mode = ${mode}`);
    await client.query(`PREPARE asked AS ${text}`);
    const literals = values.map((value) => literal(value)).join(', ');
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE asked (${literals})`,
    );
    await client.query('DEALLOCATE asked');
    return stepsIn(rows[0]!['QUERY PLAN'][0]!.Plan);
  }

  function literal(value: unknown): string {
    if (Array.isArray(value)) return `'{${value.join()}}'`;
    return typeof value === 'string' ? client.escapeLiteral(value) : String(value);
  }
});

test('a new database is analysed once it has some objects, so that one of them is read and not all of its owner', async (t) => {
  const { url, drop } = await emptyDatabase();
  const store = await openPostgresStore({ ...forTests, url });
  t.after(async () => {
    await store.close();
    await drop();
  });
  const known = () =>
    asked<{ n: number }>(url, `SELECT reltuples::int AS n FROM pg_class WHERE oid = 'hub.objects'::regclass`);
  const putAll = (ids: string[]) => Promise.all(ids.map((id) => put(store.objects, keyOf(id))));
  await putAll(numbered('a', 400));
  assert.deepEqual(await known(), [{ n: -1 }]);
  await putAll(numbered('b', 400));
  await put(store.objects, keyOf('last'));
  const [{ n } = { n: 0 }] = await known();
  assert.ok(n >= 500, `${n} objects are known`);
});

function stepsIn(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(stepsIn)];
}

/** Number of rows that a query plan read from tables and indexes. */
function rowsRead(steps: Plan[]): number {
  const scans = steps.filter((step) => step['Relation Name'] !== undefined);
  const rows = (step: Plan) => (step['Actual Rows'] ?? 0) + (step['Rows Removed by Filter'] ?? 0);
  return scans.reduce((sum, step) => sum + rows(step) * (step['Actual Loops'] ?? 1), 0);
}

/**
 * SQL that fills the test's tables. Locations: a third of the first owner, the others of one owner after the other.
 * Sessions: half of them for FR*EMP, with many operators.
 */
const filling = `
  INSERT INTO hub.objects
  SELECT module, 'NL*' || CASE WHEN nth <= 10000 THEN 0 ELSE 1 + (nth - 10001) / 690 END, 'L' || nth,
         first + nth, first + nth, nth,
         CASE WHEN module = 'sessions' THEN CASE WHEN nth % 2 = 0 THEN 'FR*EMP' ELSE 'BE*OTH' END END,
         false, '{}', repeat('x', 500)
  FROM (VALUES ('locations', 0), ('sessions', 30000)) AS modules (module, first), generate_series(1, 30000) AS nth;
  INSERT INTO hub.lookups SELECT module, 'id', id, owner, id FROM hub.objects;
  INSERT INTO hub.totals
  SELECT module, owner, coalesce(recipient, ''), gone, count(*), 0 FROM hub.objects GROUP BY 1, 2, 3, 4;
  INSERT INTO hub.totals VALUES ('locations', '', '', false, 30000, 0), ('sessions', '', '', false, 30000, 0);
  INSERT INTO hub.totals SELECT 'sessions', 'DE*' || nth, 'FR*EMP', false, 1, 0 FROM generate_series(1, 20000) AS nth;
  SELECT setval('hub.changes', 60000)`;

/** SQL that fills the trace: 200 pages of a hundred exchanges, each a millisecond after the one before. */
const trace = `
  INSERT INTO hub.journal_pages (index, content, bytes) SELECT '', '', 80000 FROM generate_series(1, 200);
  INSERT INTO hub.journal (id, time, direction, connection, exchange, bytes, page)
  SELECT 'e' || nth, nth, 'IN', CASE WHEN nth <= 19000 THEN 'k1' END, '{}', 800, (nth - 1) / 100 + 1 FROM generate_series(1, 20000) AS nth`;

/** SQL that fills the pushes of parts, a third of all changes. */
const parts = `
  INSERT INTO hub.parts SELECT changed, module, owner, id, recipient, previous, '{}' FROM hub.objects WHERE changed <= 20000`;
