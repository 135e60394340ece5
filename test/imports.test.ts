import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
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
 * The table does not cover these: a folder and its own sub-folder, and circles through it. Test files belong to the
 * folder that they test.
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

/**
 * Whether a file is subject to the rule; `test` is not, since it has the tools of all folders' tests, and checks all
 * folders.
 */
function isOurs(file: string): boolean {
  const [top = ''] = file.split('/');
  return folders.includes(top) && top !== 'test';
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
