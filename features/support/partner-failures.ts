import assert from 'node:assert/strict';
import type { Reply } from './partner-types.ts';
import { envelope } from './well-behaved-answers.ts';

const html = { 'content-type': 'text/html' };

/** The failures of a partner by the feature's words, beside `HTTP n` and `status code n`. */
const failures: Record<string, Reply> = {
  'a cut connection': { instead: 'cut' },
  'HTTP 429, Retry-After': { status: 429, headers: { 'retry-after': '0' } },
  'HTML with HTTP 200': { body: '<html><h1>Please log in</h1></html>', headers: html },
  'nothing with HTTP 200': { body: '' },
  'JSON of somebody else with HTTP 200': { json: { error: 'session expired', login: '/login' } },
  // The partner's web framework knows the path only with a slash, and redirects from there to the one without.
  'HTTP 404, HTTP 307': { status: 404, body: '<h1>Not Found</h1>', headers: html },
};

/** The reply of a partner whose failure has this name. */
export function failure(name: string): Reply {
  const known = failures[name];
  if (known) return known;
  const [, http, , code] = /^(?:HTTP (\d+))?( and )?(?:status code (\d+))?$/.exec(name) ?? [];
  assert.ok(http || code, `no failure ${name}`);
  const status = http ? Number(http) : 200;
  return code ? { status, json: envelope(Number(code), undefined, name) } : { status, body: 'Sorry' };
}
