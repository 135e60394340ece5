import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { type DataTable, Then } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import type { Json, JsonObject } from '../support/http-call.ts';
import { at, readValue } from '../support/json-at-path.ts';
import { asReadInNewer, isNewer } from '../support/objects-in-2.2.1.ts';

/** The last answer has this HTTP status. */
Then('the answer is HTTP {int}', function (this: Market, status: number) {
  assert.equal(this.answer.status, status, told(this));
});

/** The last answer has this HTTP status and this status_code in its envelope. */
Then(
  'the answer is HTTP {int} with status code {int}',
  function (this: Market, status: number, code: number) {
    assert.deepEqual([this.answer.status, this.answer.json?.status_code], [status, code], told(this));
  },
);

/** The last answer is HTTP 200 or 201 with status_code 1000. */
Then('the answer is a success', function (this: Market) {
  assert.ok([200, 201].includes(this.answer.status), told(this));
  assert.equal(this.answer.json?.status_code, 1000, told(this));
});

/** The status_message of the last answer is exactly this text. */
Then('the status message is {string}', function (this: Market, message: string) {
  assert.equal(this.answer.json?.status_message, message, told(this));
});

/** The status_message of the last answer contains this text. */
Then('the status message names {string}', function (this: Market, name: string) {
  assert.ok(String(this.answer.json?.status_message).includes(this.fill(name)), told(this));
});

/** The last answer is JSON with a whole status_code and a timestamp in UTC between request and answer. */
Then('the answer is an OCPI envelope', function (this: Market) {
  const { headers, json, asked } = this.answer;
  assert.match(headers['content-type'] ?? '', /^application\/json(;|$)/, told(this));
  assert.ok(Number.isInteger(json?.status_code), told(this));
  assert.match(String(json?.timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, told(this));
  const time = Date.parse(String(json?.timestamp));
  // The comparison is in whole seconds: the timestamp may be cut to the second in which the request was sent.
  assert.ok(time > asked - 1000 && time <= Date.now() + 1000, told(this));
});

/** The data of the last answer has null or nothing at this path. */
Then('the data has nothing at {field}', function (this: Market, path: string) {
  assert.equal(at(this.answer.json?.data, path) ?? null, null, told(this));
});

/** The envelope of the last answer has no `data`. */
Then('the answer has no data', function (this: Market) {
  assert.equal(this.answer.json?.data, undefined, told(this));
});

/** The data is the object as its owner sent it, without regard to what the hub adds. */
Then('the data is {object}', function (this: Market, mention: Mention) {
  const data = this.answer.json?.data as JsonObject;
  assert.deepEqual(asTheOwnerSent(data, this.object(mention)), this.object(mention));
});

/** The data is this JSON value and nothing more. */
Then('the data is exactly {value}', function (this: Market, value: string) {
  assert.deepEqual(this.answer.json?.data, readValue(this.fill(value)), told(this));
});

/** The data is a list, which may be empty. */
Then('the data is a list', function (this: Market) {
  assert.ok(Array.isArray(this.answer.json?.data), told(this));
});

/** The data is an object and no list. */
Then('the data is an object', function (this: Market) {
  const data = this.answer.json?.data;
  assert.ok(typeof data === 'object' && data !== null && !Array.isArray(data), told(this));
});

/** The data of the last answer is a list of this length. */
Then('the data is a list of {int} object(s)', function (this: Market, length: number) {
  assert.equal(list(this).length, length, told(this));
});

/** The data is a list of exactly these ids or uids, in this order. */
Then('the data lists {string}', function (this: Market, ids: string) {
  const listed = list(this).map((object) => String(object.id ?? object.uid));
  assert.deepEqual(listed, ids === '' ? [] : ids.split(', '), told(this));
});

/** The data of the last answer has this value at the path. */
Then('the data has {field} {value}', function (this: Market, path: string, value: string) {
  assert.deepEqual(at(this.answer.json?.data, path), readValue(this.fill(value)), told(this));
});

/** The data has each value of the table at its path; `absent` says that it has none. */
Then('the data has:', function (this: Market, table: DataTable) {
  for (const [path = '', value = ''] of table.raw()) {
    const expected = value === 'absent' ? undefined : readValue(this.fill(value));
    assert.deepEqual(at(this.answer.json?.data, path), expected, `${path}: ${told(this)}`);
  }
});

/** The data of the last answer has nothing at the path, not even null. */
Then('the data has no {field}', function (this: Market, path: string) {
  assert.equal(at(this.answer.json?.data, path), undefined, told(this));
});

/** The last answer has the header with exactly this value. */
Then('the answer carries the header {word} {value}', function (this: Market, name: string, value: string) {
  assert.equal(this.answer.headers[name.toLowerCase()], this.fill(value), told(this));
});

/** The last answer has the header with any value. */
Then('the answer carries a header {word}', function (this: Market, name: string) {
  assert.ok(this.answer.headers[name.toLowerCase()], told(this));
});

/** The last answer does not have the header. */
Then('the answer carries no header {word}', function (this: Market, name: string) {
  assert.equal(this.answer.headers[name.toLowerCase()], undefined, told(this));
});

/** The routing headers of the last answer name these two as To and From. */
Then(
  'the answer is addressed to {routed} and comes from {routed}',
  function (this: Market, to: string, from: string) {
    assert.deepEqual(
      routing(this.answer.headers),
      { to: written(this, to), from: written(this, from) },
      told(this),
    );
  },
);

/** The last answer has neither To nor From headers. */
Then('the answer carries no routing headers', function (this: Market) {
  assert.deepEqual(
    routing(this.answer.headers),
    { to: 'undefined*undefined', from: 'undefined*undefined' },
    told(this),
  );
});

/** The scenario keeps a header of the last answer under a name, for `{name}` in later steps. */
Then('I keep the header {word} as {word}', function (this: Market, header: string, name: string) {
  this.kept.set(name, String(this.answer.headers[header.toLowerCase()]));
});

/**
 * The object without the additions that a hub may make: the owner of a Location or Tariff, also inside a Session or CDR
 * (HUB-05, HUB-06). What a reader of 2.2.1 got is what the owner sent where it is that in 2.2.1.
 */
export function asTheOwnerSent(got: Json | undefined, sent: Json): Json | undefined {
  if (typeof got !== 'object' || got === null || typeof sent !== 'object' || sent === null) return got;
  if (!Array.isArray(got) && !Array.isArray(sent) && isNewer(got) && !isNewer(sent))
    return isDeepStrictEqual(got, asReadInNewer(sent, got)) ? sent : got;
  if (Array.isArray(got))
    return got.map((entry, index) => asTheOwnerSent(entry, at(sent, String(index)) ?? null) ?? null);
  const added = new Set(['country_code', 'party_id'].filter((name) => !(name in sent)));
  const entries = Object.entries(got).filter(([name]) => !added.has(name));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, asTheOwnerSent(value, at(sent, name) ?? null) ?? null]),
  );
}

/** The two parties that the four routing headers name. */
export function routing(headers: Record<string, string>): { to: string; from: string } {
  const party = (end: string) => `${headers[`ocpi-${end}-country-code`]}*${headers[`ocpi-${end}-party-id`]}`;
  return { to: party('to'), from: party('from') };
}

/** A party in the notation of routing headers. */
export function written(market: Market, name: string): string {
  const { country_code, party_id } = market.idOf(name);
  return `${country_code}*${party_id}`;
}

function list(market: Market): JsonObject[] {
  const data = market.answer.json?.data;
  assert.ok(Array.isArray(data), told(market));
  return data as JsonObject[];
}

/** The last answer as text for a failing assertion. */
export function told({ answer }: Market): string {
  return `HTTP ${answer.status} ${JSON.stringify(answer.headers)} ${answer.body.slice(0, 2000)}`;
}
