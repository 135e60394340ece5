import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { inherited, programOf } from '../../trials/test/bundled-programs.ts';
import { startTracing } from './opentelemetry-spans.ts';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: { key: string; value: Record<string, unknown> }[];
}

test('a hub with OTEL_EXPORTER_OTLP_ENDPOINT tells a collector of every exchange, without tokens', async (t) => {
  const bodies: string[] = [];
  const sink = await listening(
    createServer((request, response) => {
      void text(request).then((body) => {
        bodies.push(body);
        response.setHeader('Content-Type', 'application/json').end('{}');
      });
    }),
  );
  t.after(() => sink.server.close());
  const folder = await mkdtemp(join(tmpdir(), 'tracing-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const hub = spawn(process.execPath, await programOf('src/main.ts'), {
    env: {
      ...inherited(),
      HUB_PORT: '0',
      HUB_DATA_DIR: folder,
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((found) => {
    createInterface({ input: hub.stdout }).on('line', (line) => {
      if (line.includes('"event":"listening"')) found((JSON.parse(line) as { url: string }).url);
    });
  });
  const headers = { Authorization: 'Token a-secret-that-nobody-has', 'X-Correlation-ID': 'c-1' };
  await (await fetch(`${url}/ocpi/versions`, { headers })).text();
  await (await fetch(`${url}/ocpi/cpo/2.1.1/locations`, { headers })).text();
  const ended = new Promise((done) => hub.once('exit', done));
  hub.kill('SIGTERM');
  assert.equal(await ended, 0);
  const all = bodies.join('\n');
  const spans = bodies.flatMap((body) => spansIn(JSON.parse(body)));
  assert.deepEqual(spans.map(({ name, kind }) => [name, kind]).sort(), [
    ['GET locations', 2],
    ['GET versions', 2],
  ]);
  assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
  const [{ attributes } = { attributes: [] }] = spans.filter(({ name }) => name === 'GET locations');
  const attribute = (key: string) => attributes.find((one) => one.key === key)?.value;
  assert.deepEqual(attribute('http.response.status_code'), { intValue: 401 });
  assert.deepEqual(attribute('ocpi.correlation_id'), { stringValue: 'c-1' });
  assert.ok(all.includes('"ocpi-hub"'));
  assert.ok(!all.includes('a-secret-that-nobody-has'));
});

test('what an exchange has caused stands below it', async (t) => {
  const bodies: string[] = [];
  const sink = await listening(
    createServer((request, response) => {
      void text(request).then((body) => {
        bodies.push(body);
        response.end('{}');
      });
    }),
  );
  t.after(() => sink.server.close());
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
  Object.assign(process.env, env);
  const tracing = await startTracing(process.env);
  for (const name of Object.keys(env)) delete process.env[name];
  const { exchange } = await import('./fake-hub.ts');
  tracing?.span(exchange({ id: 'x2', parent_id: 'x1', direction: 'OUT' }));
  tracing?.span(exchange({ id: 'x1' }));
  await tracing?.stop();
  const spans = bodies.flatMap((body) => spansIn(JSON.parse(body)));
  const [child, parent] = [3, 2].map((kind) => spans.find((span) => span.kind === kind));
  assert.equal(child?.parentSpanId, parent?.spanId);
  assert.equal(child?.traceId, parent?.traceId);
  assert.equal(parent?.parentSpanId, undefined);
});

for (const env of [
  {},
  { OTEL_TRACES_EXPORTER: 'none' },
  { OTEL_TRACES_EXPORTER: 'otlp', OTEL_SDK_DISABLED: 'true' },
])
  test(`nothing is traced with ${JSON.stringify(env)}`, async () => {
    assert.equal(await startTracing(env), undefined);
  });

function spansIn(body: unknown): Span[] {
  const { resourceSpans = [] } = body as { resourceSpans?: { scopeSpans: { spans: Span[] }[] }[] };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

async function listening(server: Server): Promise<{ server: Server; url: string }> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
