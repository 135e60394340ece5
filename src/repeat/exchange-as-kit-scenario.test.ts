import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ExchangeDetail } from '../hub/types.generated.ts';
import { asKitFeature } from './exchange-as-kit-scenario.ts';
import { kitRows } from './exchanges-as-kit-steps.ts';

const base = 'https://partner.example/ocpi/2.1.1';
const own = 'https://hub.example/ocpi/emsp/2.1.1';
let second = 0;

/** An exchange from words such as `OUT PUT tokens/DE/EMP/T1`, with the body of the request and the answer. */
function exchange(words: string, body: object = {}, answer: object = {}, http = 200): ExchangeDetail {
  const [direction, method, path = ''] = words.split(' ');
  second += 1;
  return {
    ...{ direction, method, module: path.split(/[/?]/)[0], connection: 'c1', error: null, findings: [] },
    ...{ url: `${direction === 'IN' ? own : base}/${path}`, http_status: http, ocpi_status: 1000 },
    time: `2026-03-01T12:00:${String(second).padStart(2, '0')}.000Z`,
    request: { headers: {}, body: JSON.stringify(body) },
    response: { headers: {}, body: JSON.stringify({ status_code: 1000, ...answer }) },
  } as unknown as ExchangeDetail;
}

/** The scenarios of a feature, each as its tags, title and steps. */
function scenariosOf(exchanges: ExchangeDetail[]): string[][] {
  const lines = (asKitFeature(exchanges) ?? '').split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !/^(#|Feature:)/.test(line))
    .join('\n')
    .split(/\n(?=@)/)
    .map((text) => text.split('\n'));
}

const connected = 'Given the system under test is connected';
const place = { location: { id: 'L1', evses: [{ uid: 'E1' }] } };
const reply = (name: string) => ({ response_url: `${own}/commands/${name}/r-${name}` });
const accepted = { data: { result: 'ACCEPTED' } };
const start = exchange(
  'OUT POST commands/START_SESSION',
  { ...reply('START_SESSION'), location_id: 'L1', evse_uid: 'E1' },
  accepted,
);
const stop = exchange(
  'OUT POST commands/STOP_SESSION',
  { ...reply('STOP_SESSION'), session_id: 'S1' },
  accepted,
);
const visit = exchange('OUT PUT sessions/NL/ABC/S1', { auth_id: 'D1', status: 'ACTIVE' }, {}, 201);
const starting = [
  'Given the operator has a free charge point',
  'When the provider asks to start charging',
  'Then the operator accepts',
];

test('a visit by app is one scenario, whatever goes on beside it', () => {
  const exchanges = [
    exchange('OUT GET versions'),
    start,
    exchange('IN PATCH locations/NL/ABC/L1/E1', { status: 'CHARGING' }),
    exchange('IN POST commands/START_SESSION/r-START_SESSION', { result: 'ACCEPTED' }),
    exchange('IN PUT sessions/NL/ABC/S1', { ...place, status: 'PENDING' }),
    exchange('IN PATCH sessions/NL/ABC/S1', { status: 'ACTIVE' }),
    exchange('IN PATCH sessions/NL/ABC/S1', { kwh: 1 }),
    exchange('IN PATCH sessions/NL/ABC/S1', { status: 'ACTIVE', kwh: 2 }),
    stop,
    exchange('IN POST commands/STOP_SESSION/r-STOP_SESSION', { result: 'ACCEPTED' }),
    exchange('IN PATCH sessions/NL/ABC/S1', { status: 'COMPLETED' }),
    exchange('IN POST cdrs', place),
  ];
  assert.deepEqual(scenariosOf(exchanges), [
    [
      ...['@operator', 'Scenario: A driver charges', connected, ...starting],
      ...['And the operator reports success', 'And the provider receives the Session as ACTIVE'],
      ...[
        'When the provider asks to stop charging',
        'Then the operator accepts',
        'And the operator reports success',
      ],
      ...[
        'And the provider receives the Session as COMPLETED',
        'And the provider receives its CDR',
        'And each is a valid CDR',
      ],
    ],
    [
      '@operator @deed',
      'Scenario: A charge point changes',
      connected,
      'When a charge point changes its status',
      'Then the provider receives its status',
    ],
  ]);
});

test('what a scenario needs and the trace lacks is added, and said to be', () => {
  const feature = asKitFeature([stop]) ?? '';
  assert.match(
    feature,
    /# not in the trace: what follows needs it\n +Given the operator has a free charge point/,
  );
  assert.match(
    feature,
    /# \S+Z POST commands\/STOP_SESSION: HTTP 200, status code 1000\n +When the provider asks to stop/,
  );
});

test('equal scenarios are written once, other partners and roles apart, and the rest is counted', () => {
  const put = (id: string, connection: string) => ({
    ...exchange(`OUT PUT tariffs/NL/ABC/${id}`),
    connection,
  });
  const feature =
    asKitFeature([
      put('T1', 'c1'),
      put('T1', 'c2'),
      put('T2', 'c1'),
      exchange('OUT PUT tokens/DE/EMP/K1'),
      exchange('IN GET tokens'),
      exchange('IN GET tokens'),
    ]) ?? '';
  assert.match(feature, /Scenario: A price \(3 times\)/);
  assert.match(feature, /@operator\n +Scenario: A card\n/);
  assert.match(feature, /# The kit has no step for:\n +# +IN GET tokens, 2 times\n/);
  assert.equal(asKitFeature([exchange('IN GET tokens'), exchange('OUT GET versions')]), undefined);
});

test('a Session that no command has begun, or that ends by itself, is not told as if one had', () => {
  const begins = exchange('IN PUT sessions/NL/ABC/S1', { ...place, status: 'ACTIVE' });
  assert.equal(asKitFeature([begins]), undefined);
  const ends = exchange('IN PATCH sessions/NL/ABC/S1', { status: 'COMPLETED' });
  assert.deepEqual(scenariosOf([start, begins, ends, exchange('IN POST cdrs', place)]), [
    [
      '@operator',
      'Scenario: A driver charges',
      connected,
      ...starting,
      'And the provider receives the Session as ACTIVE',
    ],
  ]);
});

// biome-ignore format: a table
const kinds: [exchanges: ExchangeDetail[], last: string[]][] = [
  [[exchange('OUT GET locations?offset=0')],                                    ["When the provider reads the operator's Locations", 'Then each is a valid Location']],
  [[exchange('OUT GET tokens?offset=0'), exchange('OUT GET tokens?offset=50')], ["When the operator reads the provider's Tokens", 'Then each is a valid Token']],
  [[exchange('OUT PUT tokens/DE/EMP/K1', { valid: true }), exchange('OUT PATCH tokens/DE/EMP/K1', { valid: false })], ['When the provider blocks it', 'Then the operator has the Token as it is']],
  [[exchange('OUT POST commands/START_SESSION', reply('START_SESSION'), { status_code: 2003 })], ['When the provider asks to start charging at a place that does not exist', 'Then the operator declines']],
  [[exchange('OUT POST commands/STOP_SESSION', reply('STOP_SESSION'), { data: { result: 'UNKNOWN_SESSION' } })], ['When the provider asks to stop a Session that does not exist', 'Then the operator declines']],
  [[exchange('IN POST tokens/CARD1/authorize', {}, { data: { allowed: 'NO_CREDIT' } })], ['Then the provider is asked about the card CARD1', 'And no Session begins for the card CARD1']],
  [[exchange('IN POST tokens/CARD1/authorize', {}, { data: { allowed: 'ALLOWED' } })],   ['When a driver presents the card CARD1', 'Then the provider is asked about the card CARD1']],
  [[exchange('OUT POST tokens/CARD1/authorize', {}, { data: { allowed: 'BLOCKED' } })],  ['And the operator asks whether the first valid Token may charge', 'Then the provider gives a verdict']],
  [[exchange('OUT POST tokens/CARD1/authorize', {}, {}, 404)],                  ['When the operator asks whether an unknown card may charge', 'Then it may not charge']],
  [[exchange('OUT PATCH locations/NL/ABC/L1/E1', { status: 'CHARGING' })],      ['When the charge point becomes CHARGING', 'Then the provider has the Location as it is']],
  [[exchange('OUT PUT tariffs/NL/ABC/T1'), exchange('OUT DELETE tariffs/NL/ABC/T1')], ['When the operator withdraws it', 'Then the provider has the Tariff no more']],
  [[visit, exchange('OUT PATCH sessions/NL/ABC/S1', { kwh: 2 })],               ['When the Session goes on', 'Then the provider has the Session as it is']],
  [[visit, exchange('OUT PATCH sessions/NL/ABC/S1', { status: 'COMPLETED' }), exchange('OUT POST cdrs', { auth_id: 'D1' }, {}, 201)], ['When the Session ends with a CDR', 'Then the provider takes the CDR']],
  [[exchange('OUT PATCH sessions/NL/ABC/S9', { kwh: 2 }, { status_code: 2001 })], ['When the operator changes a Session that the provider does not know', 'Then the provider says that it does not know it']],
  [[exchange('IN POST commands/START_SESSION', reply('START_SESSION'))],        ['When a driver starts charging in the app', 'Then the operator is asked to start charging']],
];
for (const [exchanges, last] of kinds)
  test(`${last[0]}`, () => {
    const scenarios = scenariosOf(exchanges);
    assert.equal(scenarios.length, 1, JSON.stringify(scenarios));
    assert.deepEqual(scenarios[0]?.slice(-2), last);
  });

test('every step that is written stands in the dictionary of the kit', () => {
  // The dictionary of steps has alternatives in brackets, and … for one word.
  const known = [
    ...readFileSync('docs/kit-steps.md', 'utf8').matchAll(/^\| (?:Given|When|Then) (.*?) \| /gm),
  ].map(([, sentence = '']) => new RegExp(`^${sentence.replaceAll('\\|', '|').replaceAll('…', '\\S+')}$`));
  assert.ok(known.length > 30);
  const unknown = [connected, ...kitRows.flatMap(({ says }) => says)]
    .map((step) => step.replace(/^\w+ /, '').replace('{status}', 'CHARGING').replace('{uid}', 'CARD1'))
    .filter((step) => !known.some((one) => one.test(step)));
  assert.deepEqual(unknown, []);
  const names = kitRows.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const { after = [], only } of kitRows)
    for (const name of [...after, ...(only ? [only] : [])]) assert.ok(names.includes(name), name);
});
