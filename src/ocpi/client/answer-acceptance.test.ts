import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Acceptance, acceptanceOf, isAboutContent } from './answer-acceptance.ts';

/**
 * HTTP status and OCPI status code of an answer, null where there was none, and its meaning typed by hand from
 * TRANS-75.
 */
// biome-ignore format: a table
const table: [words: string, http: number | null, code: number | null, fate: Acceptance][] = [
  ['refused connection, reset, timeout',      null, null, 'moment'],
  ['success',                                 200, 1000, 'taken'],
  ['created',                                 201, 1001, 'taken'],
  ['nothing at all after a write',            204, 1000, 'taken'],
  ['a server error in the envelope',          200, 3000, 'moment'],
  ['unable to use the client API',            200, 3001, 'moment'],
  ['a server error of the partner alone',     200, 3999, 'moment'],
  ['a client error',                          200, 2000, 'refused'],
  ['invalid parameters',                      200, 2001, 'refused'],
  ['unknown location',                        404, 2003, 'refused'],
  ['a hub error',                             200, 4001, 'refused'],
  ['a code that OCPI has not',                200, 9000, 'refused'],
  ['success with an HTTP error',              409, 1000, 'refused'],
  ['a token not known',                       401, 2000, 'moment'],
  ['a token not known, no envelope',          401, null, 'moment'],
  ['request timeout',                         408, null, 'moment'],
  ['request timeout with a client error',     408, 2000, 'moment'],
  ['too many requests',                       429, null, 'moment'],
  ['too many requests with a client error',   429, 2000, 'moment'],
  ['a server error of HTTP',                  500, null, 'moment'],
  ['a server error of HTTP, envelope 2001',   500, 2001, 'moment'],
  ['bad gateway',                             502, null, 'moment'],
  ['unavailable',                             503, 1000, 'moment'],
  ['gateway timeout',                         504, null, 'moment'],
  ['not implemented',                         501, null, 'refused'],
  ['not implemented, in a framework\'s words', 501, 3000, 'refused'],
  ['a login page',                            200, null, 'moment'],
  ['a redirect that leads elsewhere',         302, null, 'moment'],
  ['a page not found',                        404, null, 'moment'],
  ['a proxy that lets nobody through',        403, null, 'moment'],
  ['a bad request, no words',                 400, null, 'refused'],
  ['a body that nobody can work with, no words', 422, null, 'refused'],
  ['a method not allowed',                    405, null, 'refused'],
  ['too large',                               413, null, 'refused'],
  ['a body that a framework refuses',         422, 2001, 'refused'],
  ['a server error under HTTP 400',           400, 3000, 'moment'],
];

test("fate: a path that is not there, in a framework's words, is of the moment @TRANS-75", () => {
  assert.equal(acceptanceOf({ http: 404, code: 2001, enveloped: false }), 'moment');
  assert.equal(acceptanceOf({ http: 404, code: 2001, enveloped: true }), 'refused');
});

for (const [words, http, code, fate] of table) {
  test(`fate: ${words} (HTTP ${http}, status code ${code}) is ${fate} @TRANS-75`, () => {
    assert.equal(acceptanceOf({ http, code }), fate);
  });
}

/** Answers that may be about the object itself, by HTTP status and OCPI status code, typed by hand from EXT-20. */
// biome-ignore format: a table
const refusals: [http: number | null, code: number | null, aboutContent: boolean][] = [
  [400, null, true],  [400, 2001, true],  [409, null, true],  [415, null, true],  [422, null, true],  [422, 2001, true],
  [200, 2000, true],  [200, 2001, true],  [200, 2002, true],  [200, 2003, false], [200, 3000, false], [200, 1000, false],
  // The HTTP status decides first: these answers are about the token, the place, the pace or the partner, whatever code
  // stands in the envelope.
  [401, 2000, false], [401, 2001, false], [403, 2000, false], [404, 2000, false], [404, 2003, false], [405, 2000, false],
  [408, 2000, false], [413, 2001, false], [429, 2000, false], [500, 2001, false], [502, null, false], [503, 2000, false],
  [null, null, false],
];

for (const [http, code, aboutContent] of refusals) {
  test(`HTTP ${http} with status code ${code} ${aboutContent ? 'may be' : 'is not'} about the content @EXT-20`, () => {
    assert.equal(isAboutContent({ http, code }), aboutContent);
  });
}
