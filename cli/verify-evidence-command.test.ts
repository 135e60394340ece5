import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, mock, test } from 'node:test';
import { programOf } from '../trials/test/bundled-programs.ts';
import { type Running, run } from './lab-processes.ts';
import { runCommandLine } from './run-command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
const bundle = join(folder, 'evidence.ndjson');
const key = join(folder, 'key.pem');
const works = 'a-token-that-works-already';
let operator: Running;
let versionsUrl = '';

before(async () => {
  const args = ['simulate', 'cpo', '--port', '0', '--idle', '--accept', works];
  operator = run('operator', 'cli/main.ts', args, process.env, () => undefined);
  versionsUrl = String((await operator.event('listening')).versions_url);
});

after(() => operator.stop());

/** Runs a command line in this process. */
async function cli(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const log = mock.method(console, 'log', (text: string) => void out.push(text));
  const error = mock.method(process.stderr, 'write', (text: string) => err.push(text) > 0);
  try {
    const code = await runCommandLine(words);
    return { code, out: out.join('\n'), err: err.join('') };
  } finally {
    log.mock.restore();
    error.mock.restore();
    process.exitCode = undefined;
  }
}

/** Runs `ocpi-hub conformance` as a process. */
async function conformance(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const program = await programOf('cli/main.ts');
  const partner = ['--role', 'cpo', '--versions-url', versionsUrl, '--token', works];
  const options = ['--read-only', '--only', 'VER', ...words];
  const child = spawn(process.execPath, [...program, 'conformance', ...partner, ...options], {
    stdio: 'pipe',
  });
  const [out, err] = [text(child.stdout), text(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: await out, err: await err };
}

describe('ocpi-hub verify', () => {
  test('--bundle writes evidence that is sound', async () => {
    const { code, out: told, err } = await conformance('--bundle', bundle, '--key', key);
    assert.equal(code, 0, err);
    assert.ok(told.includes(`Report: ${bundle}`), told);
    const { code: verified, out } = await cli('verify', bundle);
    assert.equal(verified, 0);
    assert.match(out, /^bundle +sound: every hash and signature holds$/m);
    assert.match(out, /^signed +[0-9a-f]{64} as suite, at \S+Z by its own clock$/m);
    assert.ok(!readFileSync(bundle, 'utf8').includes(works));
  });

  test('a changed byte ends with 1 and is named with its entry, whether or not JSON is asked for', async () => {
    const changed = readFileSync(bundle);
    const lines = changed.toString().split('\n');
    const at = Buffer.byteLength(lines.slice(0, 2).join('\n')) + 100;
    changed[at] = (changed[at] ?? 0) ^ 1;
    const file = join(folder, 'changed.ndjson');
    writeFileSync(file, changed);
    const { code, out, err } = await cli('verify', file);
    assert.equal(code, 1);
    assert.match(out, /^bundle +NOT as it was signed$/m);
    assert.match(err, /entry 2 \(exchange, line 3\) does not agree with its hash/);
    const { code: asJson, out: json } = await cli('verify', file, '--json');
    assert.deepEqual([asJson, (JSON.parse(json) as { problem: { entry: number } }).problem.entry], [1, 2]);
    const { code: signed } = await cli('verify', file, '--countersign', '--key', join(folder, 'theirs.pem'));
    assert.equal(signed, 1);
    assert.ok(readFileSync(file).equals(changed), 'a bundle that is not sound was signed');
  });

  test('the other side countersigns with a key of its own, once', async () => {
    const theirs = ['--countersign', '--key', join(folder, 'theirs.pem'), '--name', 'Operator \u001b[2J'];
    const { code, out } = await cli('verify', bundle, ...theirs);
    assert.equal(code, 0);
    assert.match(out, /^countersigned +[0-9a-f]{64} as partner, Operator \\u001b\[2J, at /m);
    assert.equal((await cli('verify', bundle)).out, out);
    const before = readFileSync(bundle);
    for (const file of [key, join(folder, 'theirs.pem')]) {
      const { code: again, err } = await cli('verify', bundle, '--countersign', '--key', file);
      assert.equal(again, 1);
      assert.match(err, /is signed by this key already/);
    }
    assert.ok(readFileSync(bundle).equals(before));
  });

  test('--signer asks for a key among those that signed', async () => {
    const { out } = await cli('verify', bundle);
    const keys = [...out.matchAll(/signed +([0-9a-f]{64})/g)].map(([, one = '']) => one);
    assert.equal(keys.length, 2);
    for (const one of keys) assert.equal((await cli('verify', bundle, '--signer', one)).code, 0);
    const { code, err } = await cli('verify', bundle, '--signer', 'f'.repeat(64));
    assert.deepEqual([code, /is not signed by f{64}/.test(err)], [1, true], err);
  });

  for (const [what, words] of [
    ['a file that is not there', [join(folder, 'nothing.ndjson')]],
    ['a file that is no bundle', [key]],
    ['no file', []],
    ['a key for others to read', [bundle, '--countersign', '--key', bundle]],
  ] as const)
    test(`${what} is wrong usage`, async () => assert.equal((await cli('verify', ...words)).code, 2));

  test('of a run without a verdict there is no bundle', async () => {
    const file = join(folder, 'nobody.ndjson');
    const nobody = ['--versions-url', 'http://127.0.0.1:9/versions', '--bundle', file, '--key', key];
    assert.equal((await conformance(...nobody)).code, 2);
    assert.equal(existsSync(file), false);
  });

  test('a key or folder that cannot be used is told before the partner is asked anything', async () => {
    const wrong = join(folder, 'no-key.pem');
    writeFileSync(wrong, 'something else', { mode: 0o600 });
    for (const words of [
      ['--bundle', join(folder, 'b.ndjson'), '--key', wrong],
      ['--bundle', join(folder, 'nowhere', 'b.ndjson'), '--key', key],
    ]) {
      const { code, out, err } = await conformance(...words);
      assert.deepEqual([code, out], [2, ''], err);
      assert.match(err, /^error: --bundle: /m);
    }
  });
});
