import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streams } from '../chance/seeded-random.ts';
import { faultKinds } from './all-fault-kinds.ts';
import { newFaultRules } from './faults-in-force.ts';
import { readFaults } from './validate-fault-request.ts';

const half = () => 0.5;

test('a fault strikes only what matches, as often as it says', () => {
  const rules = newFaultRules(() => half);
  rules.set(readFaults([{ match: { module: 'cdrs', method: 'POST' }, kind: 'drop', times: 2 }]).faults);
  const strikes = (module: string, method: string) => rules.strike('IN', module, method).length;
  assert.equal(strikes('sessions', 'POST'), 0);
  assert.equal(strikes('cdrs', 'GET'), 0);
  assert.deepEqual([strikes('cdrs', 'POST'), strikes('cdrs', 'POST'), strikes('cdrs', 'POST')], [1, 1, 0]);
});

test('a fault without a match strikes everything; several strike in their order', () => {
  const rules = newFaultRules(() => half);
  rules.set(
    readFaults([
      { kind: 'latency', value: 5 },
      { kind: 'http_status', value: 503 },
    ]).faults,
  );
  assert.deepEqual(
    rules.strike('IN', 'versions', 'GET').map(({ kind, value }) => [kind, value]),
    [
      ['latency', 5],
      ['http_status', 503],
    ],
  );
});

test('chance strikes as often as it is told, the same for the same seed', () => {
  const run = () => {
    const rules = newFaultRules(streams(7));
    rules.set(readFaults([{ kind: 'drop', probability: 0.5 }]).faults);
    return Array.from({ length: 100 }, () => rules.strike('IN', 'locations', 'PUT').length);
  };
  const first = run();
  assert.deepEqual(run(), first);
  const struck = first.filter((count) => count > 0).length;
  assert.ok(struck > 30 && struck < 70, `${struck} of 100`);
});

test('a fault keeps to its direction, and strikes only where it can act', () => {
  const rules = newFaultRules(() => half);
  rules.set(
    readFaults([
      { match: { direction: 'OUT' }, kind: 'no_trailing_z' },
      { kind: 'http_status' },
      { kind: 'duplicate' },
    ]).faults,
  );
  const kinds = (direction: 'IN' | 'OUT') => rules.strike(direction, 'tokens', 'PUT').map(({ kind }) => kind);
  assert.deepEqual(kinds('IN'), ['http_status']);
  assert.deepEqual(kinds('OUT'), ['no_trailing_z', 'duplicate']);
});

test('of the harmless faults one message in twenty is struck, of others none', () => {
  const rules = newFaultRules(streams(3), 0.05);
  const struck = Array.from({ length: 4000 }, () => rules.strike('OUT', 'locations', 'PUT')).flat();
  assert.ok(struck.length > 140 && struck.length < 260, `${struck.length} of 4000`);
  for (const { kind } of struck) assert.ok(faultKinds[kind]?.mild, kind);
  assert.ok(new Set(struck.map(({ kind }) => kind)).size >= 8);
});

// biome-ignore format: a table
const wrongs: [given: unknown, pointer: string][] = [
  [{},                                             ''],
  [['drop'],                                       '/0'],
  [[{ kind: 'nothing' }],                          '/0/kind'],
  [[{ kind: 'drop', value: 1 }],                   '/0/value'],
  [[{ kind: 'http_status', value: 99 }],           '/0/value'],
  [[{ kind: 'drop', probability: 2 }],             '/0/probability'],
  [[{ kind: 'drop', times: 1.5 }],                 '/0/times'],
  [[{ kind: 'drop', match: { module: 'x' } }],     '/0/match/module'],
  [[{ kind: 'drop', match: { method: 'HEAD' } }],  '/0/match/method'],
  [[{ kind: 'drop', match: { path: '/x' } }],      '/0/match/path'],
  [[{ kind: 'drop', match: { direction: 'UP' } }], '/0/match/direction'],
  [[{ kind: 'bad_paging', value: 'worse' }],       '/0/value'],
  [[{ kind: 'missing_field', value: 7 }],          '/0/value'],
  [[{ kind: 'drop', tims: 1 }],                    '/0/tims'],
];

for (const [given, pointer] of wrongs)
  test(`${JSON.stringify(given)} is refused at "${pointer}"`, () => {
    assert.deepEqual(
      readFaults(given).findings.map((finding) => finding.pointer),
      [pointer],
    );
  });
