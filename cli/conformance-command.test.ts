import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { programOf } from '../trials/test/bundled-programs.ts';
import { type Running, run } from './lab-processes.ts';

const program = await programOf('cli/main.ts');
const works = 'a-token-that-works-already';
let operator: Running;
let base = '';
let versionsUrl = '';

/** Starts a simulated operator with a token that is valid already, as somebody who tries the suite does. */
before(async () => {
  const args = ['simulate', 'cpo', '--port', '0', '--idle', '--accept', works];
  operator = run('operator', 'cli/main.ts', args, process.env, () => undefined);
  const listening = await operator.event('listening');
  base = String(listening.url);
  versionsUrl = String(listening.versions_url);
});

after(() => operator.stop());

describe('the conformance command as a process', () => {
  test('--read-only sends GET alone and ends with 0', async () => {
    const from = await countReceived();
    const { code, text } = await ended(suite('--token', works, '--read-only', '--only', 'VER,LOC,TRANS'));
    const received = await receivedSince(from);
    assert.equal(code, 0, text);
    assert.ok(received.length > 20, `only ${received.length} requests`);
    assert.deepEqual([...new Set(received.map(({ method }) => method))], ['GET']);
  });

  test('Ctrl-C takes back what was written, unregisters and ends with 1', async () => {
    const answer = await fetch(`${base}/control/token`, { method: 'POST' });
    const { token } = (await answer.json()) as { token: string };
    const from = await countReceived();
    const running = suite('--token', token, '--only', 'CRED,TOK,TRANS');
    const done = ended(running);
    while (!(await receivedSince(from)).some(({ method, path }) => method === 'PUT' && /tokens/.test(path)))
      assert.equal(running.exitCode, null, 'it ended before it wrote');
    running.kill('SIGINT');
    const { code, text } = await done;
    assert.equal(code, 1, text);
    assert.match(text, /Interrupted: taking back what was written/);
    const received = await receivedSince(from);
    const last = received[0];
    assert.deepEqual([last?.method, /credentials/.test(last?.path ?? '')], ['DELETE', true], text);
    assert.ok(received.some(({ body }) => JSON.stringify(body ?? '').includes('"valid":false')));
  });

  test('--lines tells each event as a line of JSON', async () => {
    const { code, text } = await ended(suite('--token', works, '--read-only', '--only', 'VER', '--lines'));
    assert.equal(code, 0, text);
    const events = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Event);
    assert.deepEqual(events[0], { event: 'begun', role: 'cpo', read_only: true });
    const checks = events.slice(1, -1);
    assert.deepEqual([...new Set(checks.map(({ event }) => event))], ['checked']);
    const first = checks[0];
    assert.deepEqual([first?.level, first?.origin, first?.feature], ['MUST', '2.1.1', 'versions']);
    assert.ok(checks.every(({ id }) => id?.startsWith('VER-')));
    const last = events.at(-1);
    assert.deepEqual([last?.event, last?.conformant, last?.interrupted], ['finished', true, false]);
    const totals = Object.values(last?.totals ?? {});
    assert.equal(
      totals.reduce((sum, count) => sum + count, 0),
      checks.length,
    );
  });

  test('--lines of a run that waits for the partner says where it registers', async () => {
    const running = start('conformance', '--role', 'emsp', '--wait', '0', '--only', 'CRED-01', '--lines');
    const { text } = await ended(running);
    const { event, register } = JSON.parse(text.split('\n')[0] ?? '') as Event;
    assert.equal(event, 'begun');
    assert.match(register?.versions_url ?? '', /^http:\/\/127\.0\.0\.1:\d+\/\S+$/);
    assert.match(register?.token ?? '', /^\S{10,64}$/);
    assert.equal(register?.seconds, 0);
  });

  test('--lines of a run that cannot begin says why there is no verdict', async () => {
    const taken = new URL(base).port;
    const { code, text } = await ended(
      suite('--token', works, '--read-only', '--only', 'VER', '--port', taken, '--lines'),
    );
    assert.equal(code, 1, text);
    const { event, reason } = JSON.parse(text) as Event;
    assert.equal(event, 'no_verdict');
    assert.match(reason ?? '', /EADDRINUSE/);
  });

  test('--lines tells wrong usage too', async () => {
    const child = start('conformance', '--lines', '--role', 'hub');
    let told = '';
    child.stdout?.on('data', (some) => (told += String(some)));
    const { code } = await ended(child);
    assert.equal(code, 2);
    const { event, reason } = JSON.parse(told) as Event;
    assert.equal(event, 'no_verdict');
    assert.match(reason ?? '', /^option '--role <role>' argument 'hub' is invalid/);
  });

  for (const [what, words, told] of [
    [
      'an address that refuses',
      ['--versions-url', 'http://127.0.0.1:9/versions', '--token', works],
      /^error: nobody answers at http:\/\/127\.0\.0\.1:9\/versions: ECONNREFUSED/,
    ],
    [
      'a token that it does not know',
      ['--versions-url', '', '--token', 'of-somebody-else'],
      /^error: \S+ does not know the token: HTTP 401/,
    ],
    ['nobody who registers', ['--wait', '0'], /(^|\n)error: nobody registered within 0 s\n$/],
  ] as const)
    test(`${what} is no verdict: one line, no check, no report, and it ends with 2`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'nobody-'));
      const given = words.map((word) => word || versionsUrl);
      const { code, text } = await ended(
        start('conformance', '--role', 'cpo', ...given, '--report', folder, '--only', 'VER'),
      );
      assert.equal(code, 2, text);
      assert.match(text, told);
      assert.doesNotMatch(text, /passed|FAILED|skipped/);
      assert.deepEqual(await readdir(folder), []);
      await rm(folder, { recursive: true });
    });

  for (const wrong of [
    ['--role', 'hub'],
    ['--role', 'cpo', '--only', 'NOSUCH'],
    ['--role', 'cpo', '--party', 'x'],
    ['--role', 'cpo', '--lines', '--json'],
  ])
    test(`${wrong.join(' ')} is wrong usage and ends with 2`, async () => {
      const { code, text } = await ended(start('conformance', ...wrong));
      assert.equal(code, 2, text);
    });
});

interface Event {
  event: string;
  id?: string;
  level?: string;
  origin?: string;
  feature?: string;
  conformant?: boolean;
  interrupted?: boolean;
  totals?: Record<string, number>;
  register?: { versions_url: string; token: string; seconds: number };
  reason?: string;
}

interface Received {
  method: string;
  path: string;
  body?: unknown;
}

/** The requests that the operator received, newest first. */
async function received(): Promise<Received[]> {
  return (await (await fetch(`${base}/control/received?limit=100000`)).json()) as Received[];
}

async function countReceived(): Promise<number> {
  return (await received()).length;
}

async function receivedSince(count: number): Promise<Received[]> {
  const all = await received();
  return all.slice(0, all.length - count);
}

function suite(...words: string[]): ChildProcess {
  return spawnNode(...program, 'conformance', '--role', 'cpo', '--versions-url', versionsUrl, ...words);
}

function start(...words: string[]): ChildProcess {
  return spawnNode(...program, ...words);
}

function spawnNode(...args: string[]): ChildProcess {
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The exit code and output of a process. */
async function ended(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (some) => (text += String(some)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}
