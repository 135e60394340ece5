import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { inherited, programOf } from '../trials/test/bundled-programs.ts';
import { fit, fitAll, fitLine, fitStream, painted, showsColours } from './terminal-text.ts';

/**
 * A text that clears the screen, sets the title, sounds the bell, with C0 and C1 codes, and reverses the direction of
 * writing.
 */
const evil = 'E\u001b[2J\u001b]0;owned\u0007\u009b2J\u009d0;x\u009c\u202egpj.exe\u2066\r\u0008\u007f';

test('what moves a terminal is shown instead, all else stays', () => {
  assert.equal(
    fit(evil),
    'E\\u001b[2J\\u001b]0;owned\\u0007\\u009b2J\\u009d0;x\\u009c\\u202egpj.exe\\u2066\\u000d\\u0008\\u007f',
  );
  assert.equal(fit('Käse, 東京 👍\n\tשלום'), 'Käse, 東京 👍\n\tשלום');
  assert.equal(fitLine('a\nNL*ABC  LIVE'), 'a\\u000aNL*ABC  LIVE');
  assert.deepEqual(fitAll({ 'a\u001b': ['\u0007', 1, null] }), { 'a\\u001b': ['\\u0007', 1, null] });
  assert.deepEqual(JSON.parse(fit(JSON.stringify({ name: evil }))), { name: evil });
});

/**
 * Commands, and the kind of the hub's answer that they print: `list` is a list with a partner's text in each column,
 * `problem` a refusal with such a text.
 */
const commands: [words: string[], answer: 'list' | 'problem'][] = [
  [['parties'], 'list'],
  [['trace'], 'list'],
  [['trace', '--json'], 'list'],
  [['report', 'NL*ABC'], 'problem'],
  [['why', 'tokens', 'DE*EMP', 'APP-1', 'NL*ABC'], 'problem'],
  [[evil], 'problem'],
];

test('no command passes on to the terminal what a partner or hub says to it', {
  timeout: 120_000,
}, async (t) => {
  let answers: 'list' | 'problem' = 'list';
  const server = createServer((_, response) => {
    const list = answers === 'list';
    response
      .writeHead(list ? 200 : 409, { 'content-type': 'application/json' })
      .end(JSON.stringify(list ? [{ ...foreign, parties: [foreign], delivery: foreign }] : foreign));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  const HUB_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const program = await programOf('cli/main.ts');
  for (const [words, answer] of commands) {
    answers = answer;
    const child = spawn(process.execPath, [...program, ...words], {
      env: { ...inherited(), HUB_URL, HUB_ADMIN_TOKEN: 'a-token-of-nothing' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = (await Promise.all([text(child.stdout), text(child.stderr)])).join('');
    assert.ok(said.includes('E\\u001b[2J'), `${words.join(' ')} has said ${said}`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    assert.doesNotMatch(
      said,
      /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
      words.join(' '),
    );
  }
});

/** All fields of an answer, each with a text from a partner. */
const foreign = Object.fromEntries(
  [
    ...[
      'id',
      'role',
      'country_code',
      'party_id',
      'name',
      'status',
      'versions_url',
      'state',
      'last_error',
      'title',
    ],
    ...['detail', 'time', 'direction', 'from', 'to', 'method', 'url', 'request_id', 'error', 'module'],
  ].map((name) => [name, evil]),
);

test('states have a colour of their own, and nothing else has: no part of an id, no value in JSON', () => {
  assert.equal(painted('NL*ABC  LIVE'), 'NL*ABC  \u001b[32mLIVE\u001b[39m');
  assert.equal(painted('FAILED PENDING'), '\u001b[31mFAILED\u001b[39m \u001b[33mPENDING\u001b[39m');
  for (const plain of ['ALIVE', 'LOC-DONE-1', '"status": "FAILED"', 'NL*DOWN', 'DOWN*ABC', 'failed'])
    assert.equal(painted(plain), plain);
});

test('the heading of a table has no states, its rows have', () => {
  assert.equal(
    painted('PARTY   PENDING  FAILED  IN FORCE\nNL*ABC  DOWN     0       yes'),
    'PARTY   PENDING  FAILED  IN FORCE\nNL*ABC  \u001b[31mDOWN\u001b[39m     0       yes',
  );
});

test('foreign text is made fit before states are coloured', () => {
  const written: unknown[] = [];
  const stream = { write: (chunk: unknown) => written.push(chunk) > 0 };
  fitStream(stream as unknown as Writable, painted);
  stream.write('DONE \u001b[31mevil');
  assert.deepEqual(written, ['\u001b[32mDONE\u001b[39m \\u001b[31mevil']);
});

test('colours are for terminals whose user wants them', () => {
  assert.equal(showsColours({ isTTY: true }, {}), true);
  assert.equal(showsColours({ isTTY: true }, { NO_COLOR: '' }), true);
  assert.equal(showsColours({ isTTY: true }, { NO_COLOR: '1' }), false);
  assert.equal(showsColours({ isTTY: true }, { TERM: 'dumb' }), false);
  assert.equal(showsColours({}, {}), false);
});
