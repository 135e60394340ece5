import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ListQuery } from '../../hub/ports/object-store.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { blockSize } from './count-rows-by-block.ts';
import { pageOf } from './find-list-page.ts';
import { deleteRow, noRows, putRow, type Row } from './in-memory-index-rows.ts';
import { partyNumbers } from './numbers-for-parties.ts';

const owners: Party[] = ['NL*AAA', 'NL*BBB', 'NL*CCC'];
const recipients: Party[] = ['DE*XXX', 'DE*YYY'];
const stored = 3 * blockSize;

const rowOf = (created: number) =>
  fc.record<Row>({
    created: fc.constant(created),
    changed: fc.constant(created),
    lastUpdated: fc.integer({ min: 0, max: 50 }),
    owner: fc.constantFrom(...owners),
    recipient: fc.constantFrom(null, null, ...recipients),
    gone: fc.boolean(),
  });

const changes = fc.array(
  fc
    .integer({ min: 1, max: stored + 20 })
    .chain((created) => fc.tuple(fc.constant(created), fc.option(rowOf(created)))),
  { maxLength: 200 },
);

const query = fc.record({
  visible: fc.array(
    fc.record({
      owner: fc.constantFrom(...owners),
      recipient: fc.constantFrom(undefined, undefined, ...recipients),
    }),
  ),
  from: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
  to: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
  offset: fc.integer({ min: 0, max: stored }),
  limit: fc.integer({ min: 1, max: 300 }),
});

test('a page is what looking at every row would give, whatever has been put and deleted', () => {
  fc.assert(
    fc.property(changes, fc.array(query, { maxLength: 10 }), fc.boolean(), (given, queries, emptied) => {
      const parties = partyNumbers();
      const rows = noRows();
      const all = new Map<number, Row>();
      let newest = 0;
      const put = (row: Row) => {
        newest = Math.max(newest, row.created);
        all.set(row.created, row);
        putRow(rows, row, parties);
      };
      for (let created = 1; created <= stored; created++)
        put({
          created,
          changed: created,
          lastUpdated: created % 40,
          owner: owners[Math.floor(created / 5000) % 3]!,
          recipient: created % 7 === 0 ? 'DE*XXX' : null,
          gone: created % 11 === 0,
        });
      // More than half of the rows are deleted, so their places are reclaimed.
      if (emptied)
        for (let created = 1; created <= 0.6 * stored; created++) {
          all.delete(created);
          deleteRow(rows, created);
        }
      for (const [created, row] of given) {
        if (row && (all.has(created) || created > newest)) put(row);
        else if (!row) {
          all.delete(created);
          deleteRow(rows, created);
        }
      }
      for (const one of queries) {
        const asked = { module: 'locations', ...one } as ListQuery;
        assert.deepEqual(pageOf(rows, parties, asked), pageByHand([...all.values()], asked));
      }
    }),
    { numRuns: 30 },
  );
});

function pageByHand(rows: Row[], { visible, from, to, offset, limit }: ListQuery) {
  const seen = rows
    .sort((a, b) => a.created - b.created)
    .filter(({ owner, recipient }) =>
      visible.some(
        (some) => some.owner === owner && (some.recipient === undefined || some.recipient === recipient),
      ),
    )
    .filter(({ gone }) => from !== undefined || !gone)
    .filter(({ lastUpdated }) => lastUpdated >= (from ?? -1) && lastUpdated < (to ?? 100));
  return { total: seen.length, page: seen.slice(offset, offset + limit).map(({ created }) => created) };
}
