import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { programOf } from '../trials/test/bundled-programs.ts';
import { findingsIn, type Options } from './validate-documents-command.ts';

const token = read('token');
const program = await programOf('cli/main.ts');

test('an object, a list of objects and a response with either are told apart', () => {
  const bad = { ...token, uid: '', valid: 'yes' };
  assert.deepEqual(pointers('token', token), []);
  assert.deepEqual(pointers('token', [token, bad]), ['/1/uid', '/1/valid']);
  assert.deepEqual(pointers('token', [7]), ['/0']);
  assert.deepEqual(pointers('token', response(bad)), ['/data/uid', '/data/valid']);
  assert.deepEqual(pointers('token', response([token, bad])), ['/data/1/uid', '/data/1/valid']);
  assert.deepEqual(pointers('token', { ...response([bad]), timestamp: 'now' }), [
    '/timestamp',
    '/data/0/uid',
    '/data/0/valid',
  ]);
});

test('a success carries data, an error may carry anything @TRANS-12', () => {
  assert.deepEqual(pointers('token', response(undefined)), ['/data']);
  assert.deepEqual(pointers('token', { ...response(undefined), status_code: 2001 }), []);
  assert.deepEqual(pointers('token', { ...response({ reason: 1 }), status_code: 3000 }), []);
});

test('a response can be checked for itself', () => {
  assert.deepEqual(pointers('envelope', response([{ anything: true }])), []);
  assert.deepEqual(pointers('envelope', { data: [] }), ['/status_code', '/timestamp']);
});

test('--patch takes a part of an object, --strict holds it to 2.1.1-d2', () => {
  assert.deepEqual(pointers('token', { valid: false }, { patch: true }), []);
  assert.deepEqual(pointers('token', { valid: null }, { patch: true }), ['/valid']);
  assert.deepEqual(pointers('token', { ...token, type: 'APP_USER' }), []);
  assert.deepEqual(pointers('token', { ...token, type: 'APP_USER' }, { strict: true }), ['/type']);
});

test('what is not JSON is invalid and says so @TRANS-16', () => {
  for (const text of ['', '{', '{"a":1,}', 'uid=1']) {
    assert.match(findingsIn('token', text, {})[0]?.message ?? '', /^is not JSON: /);
  }
});

test('the command tells each file, and its exit code is 0 when all are valid, else 1', () => {
  const valid = run('', 'Token', 'schemas/golden/2.1.1/token.json', 'schemas/golden/2.1.1/token.json');
  assert.equal(valid.stdout, 'ok  schemas/golden/2.1.1/token.json\nok  schemas/golden/2.1.1/token.json\n');
  assert.equal(valid.status, 0);
  const mixed = run('{"valid":1}', 'token', 'schemas/golden/2.1.1/token.json', '-', '--patch');
  assert.equal(
    mixed.stdout,
    'ok  schemas/golden/2.1.1/token.json\ninvalid  -\n  /valid: must be boolean, got 1\n',
  );
  assert.equal(mixed.status, 1);
});

test('--version names the version of OCPI that documents are held against', () => {
  const file = 'schemas/golden/2.2.1/token.json';
  assert.equal(run('', 'Token', file, '--version', '2.2.1', '--strict').stdout, `ok  ${file}\n`);
  const older = run('', 'Token', file);
  assert.deepEqual([older.status, older.stdout], [1, `invalid  ${file}\n  /auth_id: is required\n`]);
  const newer = run('', 'CommandResult', 'schemas/golden/2.2.1/command-result.json');
  assert.match(newer.stderr, /no object is named CommandResult/);
  const unknown = run('', 'Token', file, '--version', '2.2');
  assert.match(unknown.stderr, /Allowed choices are 2\.1\.1, 2\.2\.1/);
});

test('--json gives file, verdict and findings', () => {
  const { stdout, status } = run('"SOON"', 'CommandResponseType', '-', '--json');
  const message = 'must be one of NOT_SUPPORTED, REJECTED, ACCEPTED, TIMEOUT, UNKNOWN_SESSION, got "SOON"';
  assert.deepEqual(JSON.parse(stdout), [{ file: '-', valid: false, findings: [{ pointer: '', message }] }]);
  assert.equal(status, 1);
});

test('an unknown object, an unreadable file and a missing argument are wrong usage: exit code 2, nothing on stdout', () => {
  const unknown = run('', 'Invoice', 'schemas/golden/2.1.1/token.json');
  assert.match(unknown.stderr, /no object is named Invoice; OCPI 2\.1\.1 has .*CDR.*EnergyMix.*Location/);
  const unreadable = run('', 'Token', 'schemas/golden/2.1.1/token.json', 'no/such/file.json');
  assert.match(unreadable.stderr, /cannot read no\/such\/file\.json/);
  for (const { status, stdout } of [unknown, unreadable, run('', 'Token')]) {
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
  }
});

function pointers(
  name: Parameters<typeof findingsIn>[0],
  document: unknown,
  options: Options = {},
): string[] {
  return findingsIn(name, JSON.stringify(document), options).map(({ pointer }) => pointer);
}

function response(data: unknown) {
  return { data, status_code: 1000, timestamp: '2026-01-31T08:00:00Z' };
}

function read(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../schemas/golden/2.1.1/${name}.json`, import.meta.url), 'utf8'));
}

/** Runs `ocpi-hub validate` as a process of its own. */
function run(stdin: string, ...args: string[]) {
  const cwd = new URL('../', import.meta.url);
  const argv = [...program, 'validate', ...args];
  return spawnSync(process.execPath, argv, { cwd, input: stdin, encoding: 'utf8' });
}
