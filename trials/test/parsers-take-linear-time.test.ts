import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Linter } from 'eslint';
import regexp from 'eslint-plugin-regexp';
import { borderOf } from '../../src/ocpi/client/allowed-networks.ts';
import { addressReader } from '../../src/ocpi/client/request-address.ts';
import type { Alike } from '../../src/ocpi/conversion/conversion-types.ts';
import { alikeParts, renamed } from '../../src/ocpi/conversion/ids-that-differ-by-case.ts';
import { below } from '../../src/ocpi/editions/endpoint-urls.ts';
import { objectRow } from '../../src/ocpi/editions/modules.ts';
import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import type { Exchange } from '../../src/ocpi/messages/request-and-answer-types.ts';
import { readRouting } from '../../src/ocpi/messages/routing-headers.ts';
import { judge } from '../../src/ocpi/rules/judge-exchange.ts';
import { withDecimals } from '../../src/ocpi/schemas/normalise-values.ts';
import { repairs } from '../../src/ocpi/schemas/repair-document.ts';
import { check, mend } from '../../src/ocpi/schemas/validation.ts';
import {
  maskCredentials,
  readAuthorization,
  readBearer,
  readingsOf,
} from '../../src/ocpi/words/credentials-tokens.ts';
import { maskUrl, maskUrlsIn } from '../../src/ocpi/words/mask-secrets-in-urls.ts';
import { nextLink } from '../../src/ocpi/words/next-link-header.ts';
import { parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { parseParty } from '../../src/ocpi/words/party-id.ts';
import { addressKey } from '../../src/ocpi/words/rate-limit.ts';
import { readWritten } from '../../src/ocpi/words/read-json-as-written.ts';
import { answerLimits, readJson, requestLimits } from '../../src/ocpi/words/read-json-with-limits.ts';
import { retryAfter } from '../../src/ocpi/words/retry-after-header.ts';

/**
 * A text that a partner can make of any length: `unit` repeated between a beginning and an end, where it is a function made from
 * the number of each repetition.
 */
type Text = [begin: string, unit: string | ((nth: number) => string), end: string];

/** Texts for whole objects, which several parsers read. */
const some: Text[] = [
  ['', 'a', '\n'],
  ['-', '1', '.'],
  ['1.', '1', '!'],
];

/** Parts of texts of which any parser may take too long. */
const anything: Text[] = ['a', '0', ' ', '/', '?', '.', '"', '\\"', ':', '-1.', 'NL*ABC,', '%2e'].flatMap(
  (unit) => ['', ' ', '!', '\n'].map((end): Text => ['', unit, end]),
);

const message = { headers: {}, body: null };
const exchange = (body: string): Exchange => ({
  id: '1',
  time: '',
  direction: 'OUT',
  connection: 'c',
  module: 'locations',
  method: 'PUT',
  url: 'https://p.example/l',
  http_status: 400,
  ocpi_status: 2001,
  duration_ms: 1,
  request_id: '',
  correlation_id: '',
  parent_id: null,
  from: null,
  to: null,
  findings: [],
  error: null,
  request: message,
  response: { headers: {}, body },
});
const border = borderOf({ privateNetworks: false, plainHttp: false });

/** An EVSE whose uid differs from the one before it in case alone. */
const evseAlike = (nth: number) =>
  `{"uid":"${nth % 2 ? 'e' : 'E'}${nth >> 1}","connectors":[{"id":"a"},{"id":"A"}]},`;
const locations = objectRow('locations');
const alikeIn = (evses: string, known: string[][] = []) => {
  const location = { id: 'L', evses: JSON.parse(evses) as Json[] };
  return { location, parts: alikeParts(locations, location, () => location, known) };
};
/** The EVSEs as a hub converts them that knows which of them have given up their names. */
const convertedAlike = (evses: string) => {
  const { location, parts } = alikeIn(evses);
  const again = alikeIn(evses, parts);
  const alike = again.parts.map((ids): Alike => ['location', 'L', ...ids]);
  return renamed('location', location, alike, () => undefined);
};

/** All parsers of text from partners, each with its most expensive texts. */
// biome-ignore format: a table
const readers: [name: string, read: (text: string) => unknown, texts: Text[]][] = [
  ['Link',            nextLink,                                     [['', '<', ''], ['', '<>', ''], ['<x>', ';', ''], ['<x>', ';rel', ''], ['', '<>;rel=x,', ''], ['', '<a>;"', ''], ['<x>;"', '\\', '']]],
  ['Retry-After',     (text) => retryAfter(text, 0, 1),             [['', '1', ''], ['', ' ', 'x'], ['', '1', 'x'], ['Mon ', '1 ', 'x'], ['Mon', 'a', '!']]],
  ['Authorization',   readAuthorization,                            [['Token ', ' ', 'x'], ['Token ', 'a', ' '], ['', 'token ', '']]],
  ['a Base64 token',  readingsOf,                                   [['', '=', 'x'], ['', 'QQ=', ''], ['', 'QUFB', '=']]],
  ['an admin token',  readBearer,                                   [['Bearer ', ' ', ''], ['Bearer a', ' ', 'b'], ['Bearer ', 'a', ' b'], ['', 'bearer ', '']]],
  ['a time',          parseDateTime,                                [['2020-01-01T00:00:00.', '0', ''], ['2020-01-01T00:00:00.', '0', 'X'], ['', '2020-', '']]],
  ['a time to mend',  (text) => mend('session', { start_datetime: text }, ['dates']), [['2020-01-01T00:00:00.', '0', '+0100'], ['2020-01-01T00:00:00.', '0', 'x'], ['', ' ', '2']]],
  ['a routing header', tried((text) => readRouting({ 'ocpi-to-country-code': text, 'ocpi-to-party-id': text })), [['', 'N', ''], ['', ' ', 'x']]],
  ['a party',         parseParty,                                   anything],
  ['an address',      addressKey,                                   [['', ':', ''], ['', '0:', ''], ['::ffff:', '1.', ''], ['::ffff:', '1', 'x']]],
  ['a URL to call',   addressReader(border),                        [['https://a.example/', '/', ' '], ['https://', 'a.', '?'], ['https://a/', 'a', '?'], ['https://a/', '?', ' '], ['https://a/', '/%2e', '!'], ['', 'https://', '']]],
  ['a URL to join',   (text) => below(text, 'NL', 'ABC'),           [['https://a', '/', 'x'], ['https://a', '/x', '/'], ['https://a?', '/', 'x']]],
  ['a URL to show',   maskUrl,                                      [['http://', '@', '/'], ['', 'a', '://'], ['http://', 'a', '']]],
  ['a text with URLs', maskUrlsIn,                                    [['http://', '?', ' '], ['', 'http://', '?'], ['http:', '/', '?'], ['http://a?', '&a', ' ']]],
  ['Credentials to mask', maskCredentials,                          [['', '"token":', ''], ['{"token":', ' ', '"'], ['{"token":"', '\\', ''], ['', '"token":"\\"', ''], ['{"', '"token', '"']]],
  ['a refusal to judge', (text) => judge(exchange(text)),           [['', '"status_message":"', ''], ['"status_message":"', '\\', ''], ['"status_message":"', 'a', '']]],
  ['JSON',            tried((text) => readJson(Buffer.from(text), answerLimits)), [['', '[', ''], ['"', '\\', ''], ['', '{"a":', ''], ['', '"a",', ''], ['[', '1,', '1]'], ['[', '{"a":1},', '{}]'], ['"', ', "', '']]],
  ['JSON as it is written', tried((text: string) => readWritten(Buffer.from(text), requestLimits)), [['', '[', ''], ['{"', (nth) => `${'a'.repeat(60)}${nth}":{},"`, '":1}'], ['[', '{"a":1},', '{}]']]],
  ['parts whose ids differ by case', alikeIn,                       [['[', evseAlike, '{}]']]],
  ['such parts for readers of 2.2.1', convertedAlike,               [['[', evseAlike, '{}]']]],
  ['text of an object', (text) => check('location', { id: text, name: text, address: text, country: text, time_zone: text, coordinates: { latitude: text, longitude: text } }), some],
  ['times and URLs of an object', (text) => check('location', { last_updated: text, images: [{ url: text }], opening_times: { regular_hours: [{ period_begin: text }] } }),
    [...some, ['http://', 'a', ' '], ['http://a/', '?', ' '], ['2020-01-01T00:00:00.', '1', 'x']]],
  ['a text with numbers', (text) => mend('tariff', { elements: [{ price_components: [{ price: text }] }] }, repairs), some],
  ['decimals',        (text) => withDecimals(text, 6, 6),                            [['1.', '0', 'x'], ['1.', '5', ''], ['-', '1', '']]],
];

for (const pattern of schemaPatterns())
  readers.push([
    `${pattern} of schemas/`,
    (text) => new RegExp(pattern, 'u').test(text),
    [...anything, ['http://', 'a', ' '], ['http://', 'a', '\n']],
  ]);

test('no pattern of schemas/ can take longer than the length of its text', () => {
  const rules = {
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': 'error',
  } as const;
  const told = (patterns: Iterable<string>) => {
    const code = [...patterns].map((pattern) => `new RegExp(${JSON.stringify(pattern)}, 'u');`).join('\n');
    const config = { plugins: { regexp }, rules } as unknown as Linter.Config;
    return new Linter()
      .verify(code, config)
      .map(({ line, message }) => `${code.split('\n')[line - 1]} ${message}`);
  };
  assert.deepEqual(told(schemaPatterns()), []);
  assert.equal(told(['^https?://[^\\s/?#]+[^\\s]*$', '/+$']).length, 2);
});

/** A parser whose errors are ignored. */
function tried(read: (text: string) => unknown): (text: string) => unknown {
  return (text) => {
    try {
      return read(text);
    } catch {
      return undefined;
    }
  };
}

/** The patterns of all schemas. */
function schemaPatterns(): Set<string> {
  const found = new Set<string>();
  for (const file of readdirSync('schemas', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  ))
    JSON.parse(readFileSync(`schemas/${file}`, 'utf8'), (name, value: unknown) => {
      if (name === 'pattern' && typeof value === 'string') found.add(value);
      return value;
    });
  assert.ok(found.size > 15, 'schemas/ has patterns');
  return found;
}

for (const [name, read, texts] of readers)
  test(`${name} is read in a time that grows with its length alone`, () => {
    // A linear parser may be slower at a size where V8 optimises or collects garbage; it then has the same step at half
    // the size.
    for (const text of texts)
      for (const size of sizes)
        assert.ok(
          isLinear(read, text, size) || isLinear(read, text, size / 2),
          `${size} × ${JSON.stringify(text)}`,
        );
  });

/**
 * Lengths of the shorter of two texts, below and beyond the length at which parsers cut off; the fourfold length takes
 * a quadratic parser sixteen times as long.
 */
const sizes = [4000, 30_000];

/** A limit between the 4 of a linear parser and the 16 of a quadratic one, on a busy machine too. */
const factor = 9;

/**
 * Compares the shortest of several times for n and for 4n. Times are of the processor: on a clock a busy machine adds to
 * the longer of two texts alone, which takes more than a turn at the processor.
 */
function isLinear(read: (text: string) => unknown, [begin, unit, end]: Text, size: number): boolean {
  const of = typeof unit === 'string' ? () => unit : unit;
  const text = (length: number) =>
    begin + Array.from({ length: Math.ceil(length / of(0).length) }, (_, nth) => of(nth)).join('') + end;
  const [short, long] = [text(size), text(4 * size)];
  const best = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 12; round += 1) {
    best.short = Math.min(best.short, timeOf(read, short));
    best.long = Math.min(best.long, timeOf(read, long));
    // A time that is too short to measure has no meaningful ratio.
    if (round > 0 && best.long < Math.max(negligible, factor * best.short)) return true;
  }
  return false;
}

/** Milliseconds below which a time means little: no quadratic parser reads 16,000 characters in that time. */
const negligible = 5;

function timeOf(read: (text: string) => unknown, text: string): number {
  const from = process.cpuUsage();
  read(text);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}
