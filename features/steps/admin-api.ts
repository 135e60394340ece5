import assert from 'node:assert/strict';
import { type DataTable, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { type Answer, call, type Json, type JsonObject } from '../support/http-call.ts';
import { adminToken } from '../support/hub-process.ts';
import { at, readValue } from '../support/json-at-path.ts';
import { told } from './check-answers.ts';

/** The administrator calls the admin API with the admin token and the headers set for the next request. */
When('the administrator sends {method} {path}', async function (this: Market, method: string, path: string) {
  await ask(this, method, path);
});

/** The administrator calls the admin API with the doc string as JSON body. */
When(
  'the administrator sends {method} {path} with body:',
  async function (this: Market, method: string, path: string, body: string) {
    await ask(this, method, path, body);
  },
);

/** The administrator calls the admin API with the rest of the line as JSON body. */
When(
  'the administrator sends {method} {path} with the body {value}',
  async function (this: Market, method: string, path: string, body: string) {
    await ask(this, method, path, body);
  },
);

/** The last admin answer has each value of the table at its path; `absent` says that it has none. */
Then('the body has:', function (this: Market, table: DataTable) {
  for (const [path = '', value = ''] of table.raw()) {
    const expected = value === 'absent' ? undefined : readValue(this.fill(value));
    assert.deepEqual(at(bodyOf(this.answer), path), expected, `${path}: ${told(this)}`);
  }
});

/** The last answer is an `application/problem+json` with this status, a type, a title and a detail. */
Then('the answer is a problem with HTTP {int}', function (this: Market, status: number) {
  assert.equal(this.answer.status, status, told(this));
  assert.match(this.answer.headers['content-type'] ?? '', /^application\/problem\+json/);
  const problem = this.answer.json ?? {};
  for (const field of ['type', 'title', 'detail']) assert.equal(typeof problem[field], 'string', told(this));
  assert.equal(problem.status, status, told(this));
});

/** The last answer is an `application/problem+json` with HTTP 400 or 422. */
Then('the answer is a problem about the input', function (this: Market) {
  assert.ok([400, 422].includes(this.answer.status), told(this));
  assert.match(this.answer.headers['content-type'] ?? '', /^application\/problem\+json/);
});

/** The text of the last answer contains these words, whatever its format. */
Then("the answer's text holds {string}", function (this: Market, text: string) {
  assert.ok(this.answer.body.includes(this.fill(text)), told(this));
});

/** The text of the last answer does not contain these words. */
Then("the answer's text does not hold {string}", function (this: Market, text: string) {
  assert.ok(!this.answer.body.includes(this.fill(text)), told(this));
});

/** The whole body of the last admin answer is this JSON value. */
Then('the body is {value}', function (this: Market, value: string) {
  assert.deepEqual(bodyOf(this.answer), readValue(this.fill(value)));
});

/** The OpenAPI document just read describes this path. */
Then('the body has a path {word}', function (this: Market, path: string) {
  const paths = (this.answer.json?.paths ?? {}) as JsonObject;
  const all = Object.keys(paths).map((key) => (key.startsWith('/admin') ? key : `/admin${key}`));
  assert.ok(all.includes(path), `${path} is not in ${all}`);
});

/** Each line of the last answer, and there are more than ten, is a comment or a sample of Prometheus. */
Then("the answer is in Prometheus' text format", function (this: Market) {
  assert.match(this.answer.headers['content-type'] ?? '', /^text\/plain/);
  const lines = this.answer.body.split('\n').filter((line) => line !== '');
  const sample = /^[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})? [-+0-9.eNaInf]+( \d+)?$/;
  for (const line of lines) assert.ok(line.startsWith('#') || sample.test(line), line);
  assert.ok(lines.length > 10, this.answer.body);
});

/** The body of the problem contains these words. */
Then('the problem mentions {string}', function (this: Market, text: string) {
  assert.ok(this.answer.body.includes(text), told(this));
});

/** The problem has an error with this JSON Pointer and a message. */
Then('the problem points at {path}', function (this: Market, pointer: string) {
  const errors = (this.answer.json?.errors ?? []) as JsonObject[];
  const found = errors.find((error) => error.pointer === pointer);
  assert.ok(found && String(found.message) !== '', told(this));
});

/** Calls the admin API with the headers that earlier steps set for the next request. */
async function ask(market: Market, method: string, path: string, body?: string): Promise<void> {
  const typed: [string, string][] = body === undefined ? [] : [['content-type', 'application/json']];
  const headers = new Map([['authorization', `Bearer ${adminToken}`], ...typed]);
  for (const [name, value] of Object.entries(market.nextHeaders)) {
    if (value === 'absent') headers.delete(name.toLowerCase());
    else headers.set(name.toLowerCase(), value);
  }
  market.nextHeaders = {};
  const text = body === undefined ? undefined : market.fill(body);
  market.answer = await call(method, market.hub.url + market.fill(path), {
    headers: Object.fromEntries(headers),
    body: text,
  });
}

/** The body of an answer of the admin API. */
export function bodyOf(answer: Answer): Json {
  return JSON.parse(answer.body) as Json;
}
