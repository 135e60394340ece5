import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import request from 'supertest';
import { connection, exchange, fakeHub, serve } from './fake-hub.ts';
import { storeAnswers } from './health.ts';
import { observe } from './metrics.ts';

describe('health', () => {
  test('is live and ready while the store answers', async (t) => {
    const { server } = await serve(t);
    for (const path of ['/health/live', '/health/ready']) {
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
  test('count exchanges and their times, connections and deliveries', async (t) => {
    const hub = fakeHub();
    hub.state = { connections: [connection(), connection({ id: 'c2', role: 'EMSP' })], agreements: [] };
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
    assert.ok(!/token/.test(text));
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
