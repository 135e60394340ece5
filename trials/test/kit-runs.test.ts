import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { freePort } from '../../features/support/free-port.ts';
import { control, invitation, kit, project, seen, told, until } from './project-that-uses-kit.ts';
import { simulator } from './simulator-process.ts';

// These tests run `ocpi-hub kit` in a project outside this repository, against simulators in processes of their own.
test('a rerun has only the scenarios that failed, and nothing when none did', async (context) => {
  const system = await simulator(context, 'cpo', '--party', 'NL*SUT');
  const folder = await project();
  const named = ['--role', 'operator', '--party', 'NL*SUT', ...(await invitation(system))];
  const two = ['--name', 'reads the places|reads the prices'];
  await told(kit('run', folder, '--rerun', ...named), 1, /has no reports\/rerun\.txt: nothing has run yet/);
  await control(system, 'PUT', 'faults', [{ kind: 'no_envelope', match: { module: 'tariffs' } }]);
  await told(kit('run', folder, ...two, ...named), 1, /2 scenarios \(2 failed\)/);
  await control(system, 'PUT', 'faults', [{ kind: 'no_envelope', match: { module: 'tariffs' }, times: 1 }]);
  await told(kit('run', folder, '--rerun', ...named), 1, /2 scenarios \(1 failed, 1 passed\)/);
  await told(kit('run', folder, '--rerun', ...named), 0, /1 scenario \(1 passed\)/);
  await told(kit('run', folder, '--rerun', ...named), 0, /nothing failed last time/);
});

test('a system reaches the kit at its public URL, and registers with it where it begins', async (context) => {
  const port = await freePort();
  const paths: string[] = [];
  const publicUrl = await proxy(context, port, paths);
  const folder = await project();
  const named = [
    '--role',
    'operator',
    '--party',
    'NL*SUT',
    '--public-url',
    publicUrl,
    '--port',
    String(port),
  ];
  const one = ['--name', 'A driver charges'];
  const first = kit('run', folder, '--begins', ...one, ...named);
  const [, url = '', token = ''] = await seen(first, /register with (\S+), TOKEN_A (\S+); waiting 300 s/);
  assert.ok(url.startsWith(`${publicUrl}/`), url);
  const system = await simulator(
    ...([context, 'cpo'] as const),
    ...['--party', 'NL*SUT', '--speed', '200'],
    ...['--versions-url', url, '--token', token],
  );
  await told(first, 0, /1 scenario \(1 passed\)/);
  assert.ok(
    paths.some((path) => /^POST .*\/results\/|^POST .*\/commands\//.test(path)),
    paths.join('\n'),
  );
  assert.ok(
    paths.some((path) => /^PUT .*\/sessions\/NL\/SUT\//.test(path)),
    paths.join('\n'),
  );
  // The first run of the kit remembers its registration: the next one neither invites nor waits.
  await told(
    kit('run', folder, '--begins', ...one, ...named),
    0,
    /^(?![^]*register with)[^]*1 scenario \(1 passed\)/,
  );
  await told(kit('clean', folder, '--begins', ...named), 0, /the registration is ended and forgotten/);
  const { connections } = (await control(system, 'GET', 'state')) as { connections: unknown[] };
  assert.deepEqual(connections, []);
});

test('what a broken run has left is taken back by clean, with the registration', async (context) => {
  const system = await simulator(context, 'emsp', '--party', 'DE*SUT');
  const folder = await project();
  const named = ['--role', 'provider', '--party', 'DE*SUT', ...(await invitation(system))];
  const memory = join(folder, '.ocpi-kit');
  const broken = kit('run', folder, '--name', 'A new place', ...named);
  await control(system, 'PUT', 'faults', [
    { kind: 'latency', value: 20_000, match: { module: 'locations', method: 'PATCH' } },
  ]);
  await until(() => existsSync(join(memory, 'left.json')) && locations(system, 'AVAILABLE'));
  process.kill(-(broken.child.pid as number), 'SIGKILL');
  await once(broken.child, 'exit');
  assert.match(readFileSync(join(memory, 'left.json'), 'utf8'), /"PATCH"/);
  await control(system, 'PUT', 'faults', []);
  await told(kit('clean', folder, ...named), 0, /the registration is ended and forgotten/);
  assert.ok(await locations(system, 'REMOVED'));
  assert.equal(existsSync(memory), false);
  const { connections } = (await control(system, 'GET', 'state')) as { connections: unknown[] };
  assert.deepEqual(connections, []);
  await told(kit('clean', folder, ...named), 0, /nothing is remembered/);
});

test('without the package the folder says what to install', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'ocpi-hub-kit-bare-')), 'roaming');
  await told(kit('init', folder), 0, /Next: /);
  await told(kit('run', folder, '--dry-run'), 1, /npm install --save-dev ocpi-hub/);
  rmSync(join(folder, '..'), { recursive: true });
});

/** Whether the simulated provider has an EVSE of the kit's Location with this status. */
async function locations(system: string, status: string): Promise<boolean> {
  const held = (await control(system, 'GET', 'objects/locations?held=received')) as {
    object: { evses?: { status: string }[] };
  }[];
  return held.some(({ object: { evses } }) => evses?.some((evse) => evse.status === status));
}

/** The public URL of a proxy that passes everything on to a port, and notes the paths of all requests. */
async function proxy(context: TestContext, port: number, paths: string[]): Promise<string> {
  const server = createServer((req, res) => {
    paths.push(`${req.method} ${req.url}`);
    const { method, headers, url: path } = req;
    const on = request({ host: '127.0.0.1', port, method, headers, path }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    on.on('error', () => res.writeHead(502).end());
    req.pipe(on);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
