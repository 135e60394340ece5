import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newFaultRules, readFaults } from './fault-rules.ts';

test('a fault strikes only what matches, as often as it says', () => {
  const rules = newFaultRules();
  rules.set(readFaults([{ match: { module: 'cdrs', method: 'POST' }, kind: 'drop', times: 2 }]).faults);
  const strikes = (module: string, method: string) => rules.strike(module, method).length;
  assert.equal(strikes('sessions', 'POST'), 0);
  assert.equal(strikes('cdrs', 'GET'), 0);
  assert.deepEqual([strikes('cdrs', 'POST'), strikes('cdrs', 'POST'), strikes('cdrs', 'POST')], [1, 1, 0]);
});

test('a fault without a match strikes everything; several strike in their order', () => {
  const rules = newFaultRules();
  rules.set(
    readFaults([
      { kind: 'latency', value: 5 },
      { kind: 'http_status', value: 503 },
    ]).faults,
  );
  assert.deepEqual(
    rules.strike('versions', 'GET').map(({ kind, value }) => [kind, value]),
    [
      ['latency', 5],
      ['http_status', 503],
    ],
  );
});

test('what is left to chance is the same in every run', () => {
  const run = () => {
    const rules = newFaultRules();
    rules.set(readFaults([{ kind: 'drop', probability: 0.5 }]).faults);
    return Array.from({ length: 100 }, () => rules.strike('locations', 'PUT').length);
  };
  const first = run();
  assert.deepEqual(run(), first);
  const struck = first.filter((count) => count > 0).length;
  assert.ok(struck > 30 && struck < 70, `${struck} of 100`);
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
  [[{ kind: 'drop', tims: 1 }],                    '/0/tims'],
];

for (const [given, pointer] of wrongs)
  test(`${JSON.stringify(given)} is refused at "${pointer}"`, () => {
    assert.deepEqual(
      readFaults(given).findings.map((finding) => finding.pointer),
      [pointer],
    );
  });
