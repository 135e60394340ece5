import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reply } from '../ocpi/messages/request-and-answer-types.ts';
import { newParty } from './new-unused-party.ts';
import { callbackVerdict } from './test-partner-callback.ts';

/**
 * Answers at a partner's address: whether a server is there, whether it is a versions endpoint, and a word of the
 * reason.
 */
// biome-ignore format: a table
const answers: [of: string, reply: Partial<Reply>, reachable: boolean, ready: boolean, word: RegExp][] = [
  ['a list of versions',      { outcome: 'answered', http: 200, data: [] },                                    true,  true,  /lists versions/],
  ['401 in an envelope',      { outcome: 'answered', http: 401 },                                              true,  true,  /answers 401/],
  ['401 of a gateway',        { outcome: 'garbage', http: 401 },                                               true,  true,  /answers 401/],
  ['404',                     { outcome: 'garbage', http: 404 },                                               true,  false, /nothing at this path/],
  ['a redirect',              { outcome: 'garbage', http: 302 },                                               true,  false, /redirects/],
  ['a page of HTML',          { outcome: 'garbage', http: 200, message: 'no JSON' },                           true,  false, /HTTP 200/],
  ['no answer in time',       { outcome: 'timeout', http: null },                                              false, false, /within 5 s/],
  ['a private address',       { outcome: 'unreachable', http: null, message: 'closed', hidden: true },         false, false, /public address/],
  ['a closed port, in a lab', { outcome: 'unreachable', http: null, message: 'ECONNREFUSED' },                 false, false, /ECONNREFUSED/],
  ['a URL without TLS',       { outcome: 'unsendable', http: null, message: 'it is not https' },               false, false, /not https/],
];

for (const [of, reply, reachable, ready, word] of answers)
  test(`the address of a partner that gives ${of} is ${reachable ? '' : 'not '}reachable`, () => {
    const verdict = callbackVerdict({ data: undefined, message: '', ...reply } as Reply);
    assert.deepEqual([verdict.reachable, verdict.ready], [reachable, ready]);
    assert.match(verdict.words, word);
  });

test('a private address is not named, nor told from a closed port or an unknown name', () => {
  const hidden = [
    'its address is not open to partners',
    'ECONNREFUSED 10.0.0.7:80',
    'ENOTFOUND db.internal',
  ].map(
    (message) =>
      callbackVerdict({ outcome: 'unreachable', http: null, data: undefined, message, hidden: true }).words,
  );
  assert.equal(new Set(hidden).size, 1);
});

test('a party is made that nobody has', () => {
  // Four of these random numbers make the party XA*AAA, which is taken; the next four make another one.
  const chances = [0, 0, 0, 0, 0, 0, 0, 0.5];
  assert.equal(
    newParty(
      () => chances.shift() ?? 0,
      (party) => party === 'XA*AAA',
    ),
    'XA*AAS',
  );
});
