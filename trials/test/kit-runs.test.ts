import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../features/support/free-port.ts';
import { inherited } from './program.ts';
import { simulator } from './simulator-process.ts';

// `ocpi-hub kit` in a project outside this repository, against simulators in processes of their own.
const home = mkdtempSync(join(tmpdir(), 'ocpi-hub-kit-runs-'));
after(() => rmSync(home, { recursive: true, force: true }));
const installed = join(home, 'node_modules/ocpi-hub');
mkdirSync(installed, { recursive: true });
writeFileSync(
  join(installed, 'package.json'),
  JSON.stringify({
    name: 'ocpi-hub',
    type: 'module',
    exports: { './steps': './steps.js', './package.json': './package.json' },
  }),
);
writeFileSync(
  join(installed, 'steps.js'),
  `export * from ${JSON.stringify(pathToFileURL('simulators/kit/index.ts').href)};\n`,
);
const loader = pathToFileURL('node_modules/tsx/dist/esm/index.mjs').href;

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
    ...['--party', 'NL*SUT', '--speed', '2000'],
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
  // The registration is remembered: the next run neither invites nor waits.
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

interface Running {
  child: ChildProcess;
  text(): string;
}

/** A folder as `kit init` makes it, in a project that has the package. */
async function project(): Promise<string> {
  const folder = mkdtempSync(join(home, 'roaming-'));
  await told(kit('init', folder), 0, /Next: /);
  return folder;
}

/** Starts `ocpi-hub kit`; everything that it prints is kept. */
function kit(command: string, folder: string, ...words: string[]): Running {
  const env = { ...inherited(), OCPI_KIT_PATIENCE_S: '10', NODE_OPTIONS: `--import ${loader}` };
  const child = spawn(process.execPath, ['cli/main.ts', 'kit', command, folder, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += String(chunk);
    });
  return { child, text: () => text };
}

/** Waits for the end of a command, with this exit code and these words. */
async function told({ child, text }: Running, code: number, words: RegExp): Promise<void> {
  if (child.exitCode === null) await once(child, 'exit');
  assert.match(text(), words);
  assert.equal(child.exitCode, code, text());
}

/** Waits for words of a command that goes on. */
async function seen({ text }: Running, words: RegExp): Promise<RegExpExecArray> {
  await until(() => words.test(text()));
  return words.exec(text()) as RegExpExecArray;
}

async function until(look: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await look()); tries += 1) {
    assert.ok(tries < 600, 'not within 30 s');
    await new Promise((again) => setTimeout(again, 50));
  }
}

async function control(system: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${system}/control/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
  return response.json().catch(() => undefined);
}

/** The options that name a simulator by a TOKEN_A of it. */
async function invitation(system: string): Promise<string[]> {
  const { token, versions_url } = (await control(system, 'POST', 'token')) as Record<string, string>;
  return ['--versions-url', versions_url as string, '--token', token as string];
}

/** Whether the provider has an EVSE of the kit with this status. */
async function locations(system: string, status: string): Promise<boolean> {
  const held = (await control(system, 'GET', 'objects/locations?held=received')) as {
    object: { evses?: { status: string }[] };
  }[];
  return held.some(({ object: { evses } }) => evses?.some((evse) => evse.status === status));
}

/** The public URL of a proxy that passes everything on to a port, and notes what has come. */
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
