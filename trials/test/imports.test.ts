import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { before, test } from 'node:test';

/** The part of dependency-cruiser's output about a file and about violations of the table. */
interface Cruised {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

/** Top-level folders with files that are built, installed or written by a run. */
const made = ['node_modules', 'dist', 'data', 'reports', 'coverage'];
const folders = readdirSync('.', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !made.includes(entry.name))
  .map(({ name }) => name)
  .filter((name) =>
    readdirSync(name, { recursive: true, encoding: 'utf8' }).some((file) => /\.tsx?$/.test(file)),
  );
let cruised: Cruised;

before(() => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--output-type', 'json', ...folders],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  assert.ok(stdout.startsWith('{'), stderr);
  cruised = JSON.parse(stdout) as Cruised;
});

test('every import follows the table in .dependency-cruiser.cjs, without cycles', () => {
  const breaches = cruised.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`);
  assert.deepEqual(breaches, []);
});

test('every folder at the top is looked at', () => {
  const seen = new Set(cruised.modules.map(({ source }) => source.split('/')[0]));
  assert.deepEqual(
    folders.filter((folder) => !seen.has(folder)),
    [],
  );
});

/**
 * The table does not cover the import circles that this test finds: of a folder and its own sub-folder, and through it.
 * Test files belong to the folder that they test.
 */
test('no folders import each other in a circle, a folder and its own sub-folders included', () => {
  const arrows = new Map<string, Map<string, string>>();
  for (const { source, dependencies } of cruised.modules) {
    if (/\.test\.ts$/.test(source) || !isOurs(source)) continue;
    for (const { resolved } of dependencies.filter((one) => isOurs(one.resolved))) {
      const [from, to] = [dirname(source), dirname(resolved)];
      const known = arrows.get(from) ?? new Map<string, string>();
      if (from !== to) arrows.set(from, known.set(to, `${source} imports ${resolved}`));
    }
  }
  for (const from of arrows.keys())
    for (const [to, example] of arrows.get(from) ?? []) {
      const back = wayBetween(arrows, to, from);
      assert.equal(back, undefined, `${example}, and back again: ${back?.join(', ')}`);
    }
});

test('the longest chain of imports through hub and ocpi has 12 files', () => {
  const house = /^src\/(hub|ocpi)\//;
  const imports = new Map(
    cruised.modules
      .filter(({ source }) => house.test(source) && !/\.test\.ts$/.test(source))
      .map(({ source, dependencies }) => [source, dependencies.map(({ resolved }) => resolved)]),
  );
  const chains = new Map<string, string[]>();
  const chainOf = (file: string): string[] => {
    const known = chains.get(file);
    if (known) return known;
    const below = (imports.get(file) ?? []).filter((other) => imports.has(other)).map(chainOf);
    const longest = below.reduce((one, other) => (other.length > one.length ? other : one), []);
    chains.set(file, [file, ...longest]);
    return [file, ...longest];
  };
  const longest = [...imports.keys()]
    .map(chainOf)
    .reduce((one, other) => (other.length > one.length ? other : one));
  assert.ok(longest.length <= 12, longest.join(' → '));
});

test('files of hub and ocpi have at most 300 lines, and of twenty at most one more than 250', () => {
  const lengths = cruised.modules
    .map(({ source }) => source)
    .filter((source) => /^src\/(hub|ocpi)\//.test(source) && !/\.(test|generated)\.ts$/.test(source))
    .map((source) => ({ source, lines: readFileSync(source, 'utf8').split('\n').length - 1 }));
  assert.deepEqual(
    lengths.filter(({ lines }) => lines > 300),
    [],
  );
  assert.ok(lengths.filter(({ lines }) => lines > 250).length <= lengths.length / 20);
});

test('at most ten folders stand at the top', () => {
  const top = readdirSync('.', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !made.includes(entry.name))
    .map(({ name }) => name);
  assert.ok(top.length <= 10, top.join(', '));
});

/**
 * Whether a file is in a folder that the test covers: `trials/test` is not, since tests of every folder start processes
 * with it, and it looks at all folders.
 */
function isOurs(file: string): boolean {
  const [top = ''] = file.split('/');
  return folders.includes(top) && !file.startsWith('trials/test/');
}

/** Imports that lead from one folder to another. */
function wayBetween(
  arrows: Map<string, Map<string, string>>,
  from: string,
  to: string,
): string[] | undefined {
  const ways: [folder: string, way: string[]][] = [[from, []]];
  const seen = new Set([from]);
  for (const [folder, way] of ways)
    for (const [next, example] of arrows.get(folder) ?? []) {
      if (next === to) return [...way, example];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([next, [...way, example]]);
    }
  return undefined;
}
