import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import { agreementsOf } from '../hub/fake-agreements.ts';
import { newModuleSync } from '../hub/sync-report-types.ts';
import { connection, exchange, fakeHub, serve } from './fake-hub.ts';
import { storeAnswers } from './health-and-metrics.ts';
import { observe } from './prometheus-counters.ts';

describe('health', () => {
  test('is live and ready while the store answers', async (t) => {
    const { server } = await serve(t);
    for (const path of ['/health', '/health/live', '/health/ready']) {
      const { status, body } = await request(server).get(path);
      assert.deepEqual([status, body], [200, { status: 'ok' }]);
    }
    assert.equal((await request(server).head('/health/ready')).status, 200);
  });

  test('is live but not ready when the store fails', async (t) => {
    const hub = fakeHub();
    hub.store.objects.since = async () => {
      throw new Error('closed');
    };
    const { server } = await serve(t, hub);
    assert.equal((await request(server).get('/health/live')).status, 200);
    const { status, body } = await request(server).get('/health/ready');
    assert.deepEqual([status, body], [503, { status: 'unavailable' }]);
    assert.match(hub.logged.join(), /closed/);
  });

  test('is not ready when the store can be read, but takes no changes', async (t) => {
    const hub = fakeHub();
    hub.store.ready = async () => {
      throw new Error('the disk is full');
    };
    const { server } = await serve(t, hub);
    assert.equal((await request(server).get('/health/ready')).status, 503);
    assert.match(hub.logged.join(), /the disk is full/);
  });

  test('is not ready when the registry cannot be read', async () => {
    const hub = fakeHub();
    hub.store.registry.read = () => {
      throw new Error('gone');
    };
    assert.equal(await storeAnswers(hub), false);
  });

  test('is not ready when the store does not answer in time', async () => {
    const hub = fakeHub();
    hub.store.objects.since = () => new Promise(() => {});
    assert.equal(await storeAnswers(hub, 5), false);
  });
});

describe('metrics', () => {
  test('tell pushes by outcome, how far partners lag behind, and how pulls went', async (t) => {
    const hub = fakeHub();
    hub.state = { connections: [connection()], agreements: agreementsOf([]) };
    hub.store.objects.position = () => 42;
    hub.pulled.push({
      id: 's1',
      connection: 'c1',
      type: 'full',
      status: 'DONE',
      modules: [{ ...newModuleSync('cdrs', 0), stored: 3, rejected: 2 }],
      started: '2026-03-01T10:00:00.000Z',
      finished: '2026-03-01T10:00:01.000Z',
      again_at: null,
    });
    const { server } = await serve(t, hub);
    const push = { direction: 'OUT', module: 'cdrs', method: 'POST' } as const;
    const none = { http_status: null, ocpi_status: null };
    // Each outcome of a delivery has a number of its own in this test, so that none can be mistaken for another.
    const outcomes = [
      { times: 1, came: {} },
      { times: 2, came: { http_status: 404, ocpi_status: 2001 } },
      { times: 3, came: { http_status: 500, ocpi_status: null } },
      { times: 4, came: { ...none, error: 'timeout: no answer' } },
      { times: 5, came: { ...none, error: 'unreachable: ECONNREFUSED' } },
      { times: 6, came: { method: 'GET' } },
    ];
    for (const { times, came } of outcomes)
      for (let n = 0; n < times; n += 1) observe(exchange({ ...push, ...came }));
    const { text } = await request(server).get('/metrics');
    for (const line of [
      'ocpi_hub_pushes_total{module="cdrs",outcome="accepted"} 1',
      'ocpi_hub_pushes_total{module="cdrs",outcome="refused"} 2',
      'ocpi_hub_pushes_total{module="cdrs",outcome="failed"} 3',
      'ocpi_hub_pushes_total{module="cdrs",outcome="timeout"} 4',
      'ocpi_hub_pushes_total{module="cdrs",outcome="unreachable"} 5',
      'ocpi_hub_delivery_lag_changes{connection="c1"} 42',
      'ocpi_hub_delivery_behind_seconds{connection="c1"} 0',
      'ocpi_hub_delivery_state{connection="c1",state="LIVE"} 1',
      'ocpi_hub_delivery_state{connection="c1",state="DOWN"} 0',
      'ocpi_hub_store_changes 42',
      'ocpi_hub_sync_last_success_timestamp_seconds{connection="c1"} 1772359201',
      'ocpi_hub_sync_failed{connection="c1"} 0',
      'ocpi_hub_sync_objects{connection="c1",module="cdrs",outcome="stored"} 3',
      'ocpi_hub_sync_objects{connection="c1",module="cdrs",outcome="rejected"} 2',
    ])
      assert.ok(text.split('\n').includes(line), `${line} is missing in\n${text}`);
  });

  test('tell how much is held, and for how long (ROUTE-56)', async (t) => {
    const hub = fakeHub();
    const held = (owner: string, minutes: number) => ({
      key: '',
      until: 0,
      value: { owner, since: new Date(hub.now() - minutes * 60_000).toISOString() },
    });
    const notes = [held('NL*ABC', 1), held('NL*ABC', 5), held('NL*XYZ', 2)];
    const told = async (all: typeof notes) => {
      hub.store.notes.all = async (kind) => (kind === 'held' ? all : []) as never;
      const { text } = await request((await serve(t, hub)).server).get('/metrics');
      return text.split('\n').filter((line) => /^ocpi_hub_held/.test(line));
    };
    assert.deepEqual(await told(notes), [
      'ocpi_hub_held{owner="NL*ABC"} 2',
      'ocpi_hub_held{owner="NL*XYZ"} 1',
      'ocpi_hub_held_oldest_seconds 300',
    ]);
    assert.deepEqual(await told([]), ['ocpi_hub_held_oldest_seconds 0']);
  });

  test('are made once for all who ask at the same time', async (t) => {
    const hub = fakeHub();
    let looks = 0;
    const { list } = hub.syncs;
    hub.syncs.list = (...given) => {
      looks += 1;
      return list(...given);
    };
    const { server } = await serve(t, hub);
    await request(server).get('/metrics');
    const once = looks;
    assert.ok(once > 0);
    const answers = await Promise.all([1, 2, 3].map(() => request(server).get('/metrics')));
    assert.deepEqual([answers.map(({ status }) => status), looks], [[200, 200, 200], once]);
  });

  test('count exchanges and their times, connections and deliveries', async (t) => {
    const hub = fakeHub();
    hub.state = {
      connections: [connection(), connection({ id: 'c2', role: 'EMSP' })],
      agreements: agreementsOf([]),
    };
    const { server } = await serve(t, hub);
    observe(exchange());
    observe(exchange({ duration_ms: 300 }));
    observe(exchange({ direction: 'OUT', http_status: null, ocpi_status: null, module: null }));
    const { status, text, headers } = await request(server).get('/metrics');
    assert.equal(status, 200);
    assert.match(headers['content-type'] ?? '', /^text\/plain; version=0\.0\.4/);
    for (const line of [
      'ocpi_hub_exchanges_total{direction="IN",module="locations",http_status="201",ocpi_status="1000"} 2',
      'ocpi_hub_exchanges_total{direction="OUT",module="none",http_status="none",ocpi_status="none"} 1',
      'ocpi_hub_exchange_duration_seconds_sum{direction="IN",module="locations"} 0.312',
      'ocpi_hub_exchange_duration_seconds_bucket{le="0.025",direction="IN",module="locations"} 1',
      'ocpi_hub_delivery_pending{connection="c1"} 1',
      'ocpi_hub_delivery_delivered_total{connection="c2"} 20',
      'ocpi_hub_delivery_failed_total{connection="c1"} 3',
      'ocpi_hub_connections{role="CPO",status="REGISTERED"} 1',
      'ocpi_hub_connections{role="CPO",status="PENDING"} 0',
    ])
      assert.ok(text.split('\n').includes(line), `${line} is missing`);
    assert.match(text, /^ocpi_hub_build_info\{version="\d+\.\d+\.\d+.*"\} 1$/m);
    assert.match(text, /^process_cpu_seconds_total /m);
    // Help texts may mention tokens, but no value contains one.
    assert.ok(!/token/.test(text.replace(/^#.*$/gm, '')));
  });

  test('stay few whatever status codes a partner makes up', async (t) => {
    const { server } = await serve(t);
    for (let code = 2100; code < 2200; code += 1) observe(exchange({ module: 'tariffs', ocpi_status: code }));
    for (const code of [0, -1, 1e9, 12.5]) observe(exchange({ module: 'tariffs', ocpi_status: code }));
    const { text } = await request(server).get('/metrics');
    const series = text.split('\n').filter((line) => /^ocpi_hub_exchanges_total.*tariffs/.test(line));
    assert.deepEqual(
      series.map((line) => /ocpi_status="(\w+)"} (\d+)/.exec(line)?.slice(1)),
      [
        ['2xxx', '100'],
        ['other', '4'],
      ],
    );
  });
});
