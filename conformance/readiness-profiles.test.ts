import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Verdict } from './check-and-verdict-types.ts';
import { highest, type Judged, partOf, profiles, readinessOf } from './readiness-profiles.ts';

type Row = [id: string, feature: string, verdict: Verdict, reason?: string];

/** The checks of a sound operator with all modules, every one passed. */
const sound: Row[] = [
  ['VER-01', 'versions', 'passed'],
  ['CRED-06', 'registration', 'passed'],
  ['LOC-01', 'operator data', 'passed'],
  ['SES-01', 'operator data', 'passed'],
  ['CDR-01', 'operator data', 'passed'],
  ['TOK-01', 'operator tokens', 'passed'],
  ['CMD-04', 'operator commands', 'passed'],
  ['CMD-12', 'operator commands', 'passed'],
];
const all = ['credentials', 'locations', 'tokens', 'sessions', 'cdrs', 'commands'];

function run(rows: Row[], given: Partial<Judged> = {}): Judged {
  const checks = rows.map(([id, feature, verdict, reason = '']) => ({ id, feature, verdict, reason }));
  return { role: 'cpo', modules: all, partial: undefined, checks, ...given };
}

function verdicts(judged: Judged): string[] {
  return readinessOf(judged).map(({ verdict }) => verdict);
}

const but = (...rows: Row[]): Row[] => [
  ...sound.filter(([id]) => !rows.some(([other]) => other === id)),
  ...rows,
];

/** A run of the suite, and its verdict on each profile: pull only, core, with commands. */
// biome-ignore format: a table
const cases: [what: string, run: Judged, verdicts: string[]][] = [
  ['all was seen to work',                  run(sound),                                               ['ready', 'ready', 'ready']],
  ['a warning',                             run(but(['TRANS-19', 'operator tokens', 'warned'])),      ['ready', 'ready', 'ready']],
  ['a command failed',                      run(but(['CMD-14', 'operator commands', 'failed'])),      ['ready', 'ready', 'not ready']],
  ['a Token was refused',                   run(but(['TOK-01', 'operator tokens', 'failed'])),        ['ready', 'not ready', 'not ready']],
  ['the registration failed',               run(but(['CRED-07', 'registration', 'failed'])),          ['not ready', 'not ready', 'not ready']],
  ['no charge point was named',             run(but(['CMD-12', 'operator commands', 'skipped'])),     ['ready', 'ready', 'not seen']],
  ['no Sessions are listed',                run(but(['SES-01', 'operator data', 'skipped'])),         ['ready', 'not seen', 'not seen']],
  ['no module commands',                    run(sound, { modules: all.slice(0, -1) }),                ['ready', 'ready', 'not offered']],
  ['no module tokens',                      run(sound, { modules: ['credentials', 'locations'] }),    ['ready', 'not offered', 'not offered']],
  ['its modules could not be read',         run([['VER-01', 'versions', 'failed']], { modules: [] }), ['not ready', 'not ready', 'not ready']],
  ['nothing was checked',                   run([], { modules: [] }),                                 ['not seen', 'not seen', 'not seen']],
  ['the run was interrupted',               run(sound, { partial: 'the run was interrupted' }),       ['not seen', 'not seen', 'not seen']],
  ['one that failed before it was ended',   run(but(['LOC-01', 'operator data', 'failed']), { partial: 'x' }), ['not ready', 'not ready', 'not ready']],
  ['a bug of the suite',                    run(but(['TOK-02', 'operator tokens', 'broken'])),        ['ready', 'not seen', 'not seen']],
];

describe('an operator of whom', () => {
  for (const [what, judged, wanted] of cases) test(what, () => assert.deepEqual(verdicts(judged), wanted));
});

test('a provider without real-time authorisation is ready for the core', () => {
  const rows: Row[] = [
    ['VER-01', 'versions', 'passed'],
    ['CRED-06', 'registration', 'passed'],
    ['TOK-09', 'provider tokens', 'passed'],
    ['TOK-12', 'provider tokens', 'failed'],
    ['LOC-11', 'provider locations', 'passed'],
    ['SES-04', 'provider data', 'passed'],
    ['CDR-03', 'provider data', 'passed'],
    ['CMD-18', 'provider commands', 'skipped', 'no command came\nwithin 1 s'],
  ];
  const found = readinessOf(run(rows, { role: 'emsp' }));
  assert.deepEqual(
    found.map(({ profile, verdict, why }) => [profile, verdict, why]),
    [
      ['provider, pull only', 'ready', ''],
      ['provider, core', 'ready', ''],
      ['provider with real-time authorisation', 'not ready', 'TOK-12 failed'],
      ['provider with commands', 'not seen', 'CMD-18 was not seen to hold: no command came'],
    ],
  );
});

test('the highest that a partner is ready for stand alone', () => {
  assert.deepEqual(highest(readinessOf(run(sound))), ['operator with commands']);
  assert.deepEqual(highest(readinessOf(run(but(['CMD-14', 'operator commands', 'failed'])))), [
    'operator, core',
  ]);
  assert.deepEqual(highest(readinessOf(run([]))), []);
});

test('the reason names the first that failed and counts the rest', () => {
  const ids = ['TOK-01', 'TOK-02', 'TOK-03', 'TOK-04', 'TOK-05'];
  const [, core] = readinessOf(run(but(...ids.map((id): Row => [id, 'operator tokens', 'failed']))));
  assert.deepEqual([core?.why, core?.ids], ['TOK-01 and 4 more failed', ids]);
});

/** The scenarios of the suite: the feature as checks name it, and the requirement. */
const scenarios = readdirSync('features/partner').flatMap((file) => {
  const feature = file.replace(/^\d+-|\.feature$/g, '').replaceAll('-', ' ');
  const ids = readFileSync(`features/partner/${file}`, 'utf8').matchAll(/@([A-Z]+-\d+)\b/g);
  return [...ids].map(([, id = '']) => ({ feature, id }));
});

test('every part of the suite is in a profile, and every profile is of parts and requirements that there are', () => {
  const parts = new Set(scenarios.map(partOf));
  assert.deepEqual(new Set(profiles.flatMap((profile) => profile.parts)), parts);
  for (const { name, parts: own, seen } of profiles)
    for (const id of seen)
      assert.ok(
        scenarios.some((one) => one.id === id && own.includes(partOf(one))),
        `${name}: ${id} is in none of its parts`,
      );
});
