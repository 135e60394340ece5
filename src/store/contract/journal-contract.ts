import { strict as assert } from 'node:assert';
import type { ExchangeQuery, Journal } from '../../hub/ports/store.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { abc, exchange, ids, numbered } from './sample-objects.ts';
import { type Prove, restarting } from './store-under-test.ts';

/** Tests that every store passes, of its journal of HTTP exchanges. */
export function journalContract(it: Prove): void {
  it('shows an exchange at once and as it was, and still after a restart', async ({ store, reopen }) => {
    const one = exchange('1');
    store.journal.append(one);
    for await (const { journal } of restarting({ store, reopen })) {
      assert.deepEqual(await journal.get('1'), one);
      assert.deepEqual(await journal.find({ limit: 10 }), [one]);
      assert.equal(await journal.get('2'), undefined);
    }
  });

  it('gives back every field, header and body as it was, whatever others are like', async ({
    store,
    reopen,
  }) => {
    const usual = { 'content-type': 'application/json', 'x-request-id': 'r', date: 'today' };
    const rest: Partial<Exchange>[] = [
      {},
      { request: { headers: usual, body: '{"a":1}' }, response: { headers: usual, body: '{"a":1}' } },
      {
        request: { headers: { ...usual, date: 'tomorrow' }, body: '' },
        response: { headers: {}, body: 'Ü\n{"\u2028' },
      },
      { request: { headers: { ...usual, 'x-request-id': 'r-4', more: '' }, body: null } },
      { request: { headers: { date: 'today', 'content-type': '' }, body: '{"a":1}' }, request_id: 'today' },
      { request: { headers: usual, body: 'x\ud83d' }, response: { headers: usual, body: '\ude00{"a":1}' } },
      { direction: 'OUT', connection: 'k"4\\', url: 'https://x/?"', parent_id: '1', duration_ms: 0.25 },
      {
        http_status: null,
        ocpi_status: null,
        module: null,
        connection: null,
        from: null,
        to: null,
        error: 'timeout: "',
      },
      { left_out: 3, connection: null, findings: [{ pointer: '/a', message: 'b', lenient: true }] },
      {
        correlation_id: '',
        request_id: '',
        method: '',
        findings: [{ pointer: '', message: '', requirement: 'LOC-27' }],
      },
      { time: '2026-11-22T12:00:00.123Z', request: { headers: usual, body: 'x'.repeat(65_536) } },
      { time: '2026-11-22T11:59:59Z', request: { headers: usual, body: '\u0001'.repeat(300) } },
    ];
    // Every exchange comes twice, since a store may remember which ones it has seen.
    const exchanges = [...rest, ...rest].map((one, nth) => exchange(String(nth), one));
    for (const one of exchanges) store.journal.append(one);
    for await (const { journal } of restarting({ store, reopen })) {
      for (const one of exchanges) assert.deepEqual(await journal.get(one.id), one);
      const found = await journal.find({ limit: 100, connection: 'k3' });
      assert.deepEqual(
        found.map((one) => JSON.stringify(one)),
        [...exchanges]
          .reverse()
          .filter(({ connection }) => connection === 'k3')
          .map((one) => JSON.stringify(one)),
      );
    }
  });

  it('gives the newest first, as many as asked for', async ({ store, reopen }) => {
    for (const id of numbered('', 300)) store.journal.append(exchange(id));
    const newest = numbered('', 300).reverse();
    for await (const { journal } of restarting({ store, reopen })) {
      assert.deepEqual(await found(journal, { limit: 5 }), newest.slice(0, 5));
      assert.deepEqual(await found(journal, { limit: 1000 }), newest);
      assert.deepEqual(await found(journal, { limit: 0 }), []);
    }
  });

  it('goes on after a restart where it ended', async ({ store, reopen }) => {
    store.journal.append(exchange('1'));
    const { journal } = await reopen();
    journal.append(exchange('2'));
    assert.deepEqual(await found(journal), ['2', '1']);
  });

  it('finds by every filter, and by several at once', async ({ store, reopen }) => {
    const exchanges = [
      exchange('1', { request_id: 'r1', correlation_id: 'c1', connection: 'k1' }),
      exchange('2', { request_id: 'r2', correlation_id: 'c1', connection: 'k2', module: 'tokens' }),
      exchange('3', { connection: 'k1', direction: 'OUT', http_status: 404, ocpi_status: 2003 }),
      exchange('4', { connection: null, http_status: null, ocpi_status: null, module: null }),
    ];
    for (const one of exchanges) store.journal.append(one);
    for await (const { journal } of restarting({ store, reopen })) {
      for (const [query, expected] of [
        [{ request_id: 'r1' }, ['1']],
        [{ correlation_id: 'c1' }, ['2', '1']],
        [{ connection: 'k1' }, ['3', '1']],
        [{ module: 'tokens' }, ['2']],
        [{ direction: 'OUT' }, ['3']],
        [{ status: 404 }, ['3']],
        [{ status: 2003 }, ['3']],
        [{ status: 1000 }, ['2', '1']],
        [{ status: 200 }, ['2', '1']],
        [{ status: 500 }, []],
        [{ connection: 'k1', direction: 'IN' }, ['1']],
        [{ correlation_id: 'c1', status: 404 }, []],
      ] as [Partial<ExchangeQuery>, string[]][]) {
        assert.deepEqual(await found(journal, query), expected, JSON.stringify(query));
      }
    }
  });

  it('finds by party, by finding and by header', async ({ store, reopen }) => {
    const found1 = { pointer: '/coordinates', message: 'too long' };
    const exchanges = [
      exchange('1', { from: 'NL*ABC', to: 'DE*HUB', findings: [{ ...found1, requirement: 'LOC-27' }] }),
      exchange('2', { from: 'DE*HUB', to: 'NL*ABC', findings: [found1] }),
      exchange('3', {
        ...{ from: null, to: null },
        findings: [found1, { ...found1, requirement: 'TRANS-09' }],
        response: { headers: { 'X-Powered-By': 'Rubbish 2' }, body: null },
      }),
      exchange('4', { from: 'NL*ABD', to: 'DE*HUB', request: { headers: { accept: '*/*' }, body: null } }),
    ];
    for (const one of exchanges) store.journal.append(one);
    for await (const { journal } of restarting({ store, reopen })) {
      for (const [query, expected] of [
        [{ party: 'NL*ABC' }, ['2', '1']],
        [{ party: 'DE*HUB' }, ['4', '2', '1']],
        [{ party: 'NL*AB' }, []],
        [{ finding: 'LOC-27' }, ['1']],
        [{ finding: 'TRANS-09' }, ['3']],
        [{ finding: 'any' }, ['3', '2', '1']],
        [{ finding: 'LOC-2' }, []],
        [{ party: 'NL*ABC', finding: 'any', limit: 1 }, ['2']],
        [{ header: { name: 'x-powered-by' } }, ['3']],
        [{ header: { name: 'x-powered-by', value: 'rubbish' } }, ['3']],
        [{ header: { name: 'x-powered-by', value: 'gold' } }, []],
        [{ header: { name: 'accept' } }, ['4']],
        [{ header: { name: 'authorization', value: '***' }, finding: 'any' }, ['3', '2', '1']],
        [{ header: { name: 'powered' } }, []],
      ] as [Partial<ExchangeQuery>, string[]][]) {
        assert.deepEqual(await found(journal, query), expected, JSON.stringify(query));
      }
    }
  });

  for (const [kind, query] of [
    ['all', {}],
    ['of one connection', { connection: 'k3' }],
    ['by party', { party: abc }],
    ['by header', { header: { name: 'authorization' } }],
  ] as [string, Partial<ExchangeQuery>][])
    it(`goes through pages by their cursors, ${kind}, each exchange once, whatever comes meanwhile`, async ({
      store,
      reopen,
    }) => {
      // Exchanges of strangers end between exchanges of partners.
      const time = (nth: number) => new Date(Date.parse('2026-11-22T12:00:00Z') + 10 * nth).toISOString();
      for (let nth = 0; nth < 700; nth++)
        store.journal.append(
          nth % 70 === 69
            ? strangers(`s${nth}`, '01', { time: time(nth) })
            : exchange(`p${nth}`, { time: time(nth) }),
        );
      const all = await found(store.journal, query);
      assert.equal(all.length, query.connection ? 690 : 700);
      let [journal, late] = [store.journal, 0];
      for (const size of [1, 100, 300]) {
        const seen: string[] = [];
        for (let before: string | undefined, at = 0; at === 0 || before !== undefined; at += 1) {
          const limit = size === 1 && at > 5 ? 1000 : size;
          const page = await journal.page({ ...query, limit, before });
          seen.push(...ids(page.exchanges).filter((id) => !id.startsWith('late')));
          assert.ok(page.exchanges.length <= limit);
          before = page.next;
          for (const appended of [exchange(`late${late}`), strangers(`late${late}s`, '59')])
            journal.append({ ...appended, time: time(1000 + late++) });
        }
        assert.deepEqual(seen, all);
        journal = (await reopen()).journal;
      }
      assert.equal((await journal.page({ ...query, limit: 10_000 })).next, undefined);
    });

  it('finds those that started at a time or later, however the time is written', async ({
    store: { journal },
  }) => {
    for (const second of ['01', '02', '03']) {
      journal.append(exchange(second, { time: `2026-11-22T12:00:${second}.500Z` }));
    }
    assert.deepEqual(await found(journal, { since: '2026-11-22T12:00:02.500Z' }), ['03', '02']);
    assert.deepEqual(await found(journal, { since: '2026-11-22T13:00:02.501+01:00' }), ['03']);
    assert.deepEqual(await found(journal, { since: '2026-11-22T12:00:02Z', limit: 1 }), ['03']);
  });

  it(
    'tells when the oldest exchange with a partner that it keeps began',
    async ({ store, reopen }) => {
      assert.equal(await store.journal.begin(), undefined);
      store.journal.append(strangers('s', '00'));
      for (const second of ['01', '02', '03', '04'])
        store.journal.append(exchange(second, { time: `2026-11-22T12:00:${second}.000Z` }));
      for await (const { journal } of restarting({ store, reopen }))
        assert.equal(await journal.begin(), '2026-11-22T12:00:03.000Z');
    },
    { journalSize: 2 },
  );

  it(
    'keeps an exchange for so long after it began',
    async ({ store, reopen }) => {
      for (const minute of ['10', '20', '30'])
        store.journal.append(exchange(minute, { time: `2026-11-22T12:${minute}:00.000Z` }));
      for await (const { journal } of restarting({ store, reopen })) {
        assert.deepEqual(await found(journal), ['30', '20']);
        assert.deepEqual(await found(journal, { since: '2026-11-22T12:00:00Z' }), ['30', '20']);
        assert.equal(await journal.get('10'), undefined);
        assert.equal(await journal.begin(), '2026-11-22T12:20:00.000Z');
      }
    },
    { journalAge: 25 * 60_000, now: () => Date.parse('2026-11-22T12:45:00Z') },
  );

  it(
    'keeps the newest exchanges up to so many bytes, and all that there is room for but a page',
    async ({ store, reopen }) => {
      for (const id of numbered('', 300))
        store.journal.append(exchange(id, { request: { headers: {}, body: id.padEnd(10_000) } }));
      for await (const { journal } of restarting({ store, reopen })) {
        const kept = await found(journal);
        assert.deepEqual(kept, numbered('', 300).slice(-kept.length).reverse());
        assert.ok(kept.length > 60 && kept.length <= 105, `${kept.length} are kept`);
      }
    },
    { journalBytes: 1_048_576 },
  );

  it(
    'keeps the newest exchanges up to its size',
    async ({ store, reopen }) => {
      for (const id of numbered('', 25)) store.journal.append(exchange(id));
      const kept = numbered('', 25).slice(-10).reverse();
      assert.deepEqual(await found(store.journal), kept);
      assert.equal(await store.journal.get('14'), undefined);
      const { journal } = await reopen();
      assert.deepEqual(await found(journal), kept);
      assert.equal(await journal.get('14'), undefined);
      journal.append(exchange('25'));
      assert.deepEqual(await found(journal), ['25', ...kept.slice(0, 9)]);
    },
    { journalSize: 10 },
  );

  it(
    'keeps what strangers ask in a ring of its own, a twentieth of the size',
    async ({ store, reopen }) => {
      for (const id of numbered('p', 40)) store.journal.append(exchange(id));
      for (const id of numbered('s', 300)) store.journal.append(strangers(id, '01'));
      store.journal.append(exchange('last', { time: '2026-11-22T12:00:02.000Z' }));
      const all = ['last', 's299', 's298', ...numbered('p', 40).slice(1).reverse()];
      for await (const { journal } of restarting({ store, reopen })) {
        assert.deepEqual(await found(journal), all);
        assert.deepEqual(await found(journal, { limit: 2 }), all.slice(0, 2));
        assert.deepEqual(await found(journal, { connection: 'k3', limit: 2 }), ['last', 'p39']);
        assert.deepEqual(await found(journal, { status: 401 }), ['s299', 's298']);
        assert.equal((await journal.get('s298'))?.id, 's298');
        assert.equal(await journal.get('s297'), undefined);
        assert.equal((await journal.get('p1'))?.id, 'p1');
      }
      const { journal } = await reopen();
      journal.append(strangers('s300', '03'));
      assert.deepEqual(await found(journal, { limit: 3 }), ['s300', 'last', 's299']);
    },
    { journalSize: 40 },
  );
}

function strangers(id: string, second: string, rest: Partial<Exchange> = {}): Exchange {
  const time = `2026-11-22T12:00:${second}.000Z`;
  return exchange(id, { time, connection: null, http_status: 401, ocpi_status: 2000, ...rest });
}

async function found(journal: Journal, query: Partial<ExchangeQuery> = {}): Promise<string[]> {
  return ids(await journal.find({ limit: 1000, ...query }));
}
