import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { programOf } from '../trials/test/bundled-programs.ts';

type Fields = Record<string, unknown>;

const golden = (name: string): Fields =>
  JSON.parse(
    readFileSync(new URL(`../schemas/golden/2.1.1/${name}.json`, import.meta.url), 'utf8'),
  ) as Fields;

const program = await programOf('cli/main.ts');

/** A tariff of 0.30 per kWh and a flat fee of 2.00. */
const tariff = {
  ...golden('tariff'),
  currency: 'EUR',
  elements: [
    {
      price_components: [
        { type: 'FLAT', price: 2, step_size: 1 },
        { type: 'ENERGY', price: 0.3, step_size: 1 },
      ],
    },
  ],
};

/** A CDR of an hour and 12.5 kWh: 2 + 12.5 * 0.3 = 5.75. */
const cdr = {
  ...golden('cdr'),
  currency: 'EUR',
  start_date_time: '2026-03-04T10:00:00Z',
  stop_date_time: '2026-03-04T11:00:00Z',
  tariffs: [tariff],
  charging_periods: [
    {
      start_date_time: '2026-03-04T10:00:00Z',
      dimensions: [
        { type: 'ENERGY', volume: 12.5 },
        { type: 'TIME', volume: 1 },
      ],
    },
  ],
  total_cost: 5.75,
  total_energy: 12.5,
  total_time: 1,
  total_parking_time: 0,
};

test('a CDR that costs what its own tariff says: exit code 0, and --json shows how', () => {
  const { status, stdout } = run(cdr, '-', '--json');
  const { cost_expected, cost_stated, difference, agrees, breakdown } = JSON.parse(stdout) as Fields;
  assert.deepEqual([cost_expected, cost_stated, difference, agrees], [5.75, 5.75, 0, true]);
  assert.deepEqual(
    (breakdown as Fields[]).map(({ type, used, billed, unit, cost }) => [type, used, billed, unit, cost]),
    [
      ['FLAT', 1, 1, 'times', 2],
      ['ENERGY', 12_500, 12_500, 'Wh', 3.75],
    ],
  );
  assert.equal(status, 0);
});

test('a CDR that costs something else by another tariff: exit code 1, told in words', () => {
  // The Tariff of `schemas/golden` is another one, with a cost other than 5.75.
  const { status, stdout } = run(cdr, 'schemas/golden/2.1.1/tariff.json', '-');
  assert.match(stdout, /^differs {2}\S+: expected [\d.]+ EUR, stated 5.75 EUR\n/);
  assert.equal(status, 1);
});

test('a document that is invalid is told and is exit code 1, nothing on stdout', () => {
  const invalid = run({ ...cdr, total_cost: 'much' }, '-');
  assert.match(invalid.stderr, /^invalid {2}-: \/total_cost: must be number/);
  const isNoTariff = run(cdr, 'schemas/golden/2.1.1/token.json', '-');
  assert.match(isNoTariff.stderr, /^invalid {2}schemas\/golden\/2\.1\.1\/token.json: .*elements/);
  for (const { status, stdout } of [invalid, isNoTariff])
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
});

test('an unreadable file and a missing argument are wrong usage: exit code 2', () => {
  const unreadable = run(cdr, 'no/such/tariff.json', '-');
  assert.match(unreadable.stderr, /cannot read no\/such\/tariff\.json/);
  assert.deepEqual([unreadable.status, run(cdr).status], [2, 2]);
});

/** Runs `ocpi-hub cost` as a process of its own, with a CDR on standard input. */
function run(stdin: object, ...args: string[]) {
  const cwd = new URL('../', import.meta.url);
  const argv = [...program, 'cost', ...args];
  return spawnSync(process.execPath, argv, { cwd, input: JSON.stringify(stdin), encoding: 'utf8' });
}
