import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyOfTheTree } from '../../mutants/copy-source-tree.ts';
import { patched } from '../../mutants/defect-from-patch-file.ts';
import { planted, problemOf } from '../../mutants/plant-defect.ts';
import type { Mutant } from '../../mutants/rows/defect-type.ts';
import { bundle, inherited } from '../../test/bundled-programs.ts';
import { keptPlans } from '../kept/plans-that-broke-rules.ts';
import { defects } from './all-defects.ts';
import { type Defect, plantsOf } from './rows/defect-type.ts';

/** The seeds in which a planted defect is looked for. */
export interface Range {
  first: number;
  seeds: number;
}

/** The outcome of seeds played in a tree with a planted defect. */
interface Found {
  /** The seeds that broke a rule, in order. */
  broken: { seed: string; rule: string }[];
  /** The number of seeds whose simulated worlds were played. */
  played: number;
}

/** Applies a patch to a copy of the tree, and tells in how many seeds the world finds it. */
export async function findPatch(file: string, { first, seeds }: Range): Promise<boolean> {
  const text = readFileSync(file, 'utf8');
  process.chdir(copyOfTheTree());
  const { files } = await patched(text, ['the world']);
  files();
  const { broken, played } = await playIn({ first, seeds });
  const rules = new Set(broken.map(({ rule }) => rule));
  console.log(
    broken.length === 0
      ? `NOT FOUND in ${played} seeds`
      : `found in ${broken.length} of ${played} seeds, the first ${broken[0]?.seed}: ${[...rules].join(', ')}`,
  );
  return broken.length > 0;
}

/**
 * Plants one defect after the other in a copy of the tree, and prints a table of the first seed that shows each; with
 * `kept` only defects that a kept plan must show, by that plan.
 */
export async function findAll(
  only: string | undefined,
  { first, seeds }: Range,
  kept: boolean,
): Promise<boolean> {
  const [part = 1, parts = 1] = (/^\d+\/\d+$/.exec(only ?? '')?.[0] ?? '1/1').split('/').map(Number);
  const names = only === undefined || only.includes('/') ? undefined : only.split(',');
  const shown = new Set(keptPlans().map(([, { defect }]) => defect));
  const rows = defects
    .filter(({ id }) => !kept || shown.has(id))
    .filter(({ id }, nth) => (names ? names.includes(id) : nth % parts === part - 1));
  process.chdir(copyOfTheTree());
  let missed = 0;
  console.log('| defect | found by seed | rule |');
  console.log('| --- | --- | --- |');
  for (const row of rows) {
    const line = await tryRow(row, { first, seeds }, kept);
    if (!line.found) missed += 1;
    console.log(`| ${row.id} | ${line.words} |`);
  }
  console.log(`\nfound ${rows.length - missed} of ${rows.length}`);
  return missed === 0;
}

async function tryRow(row: Defect, range: Range, kept: boolean): Promise<{ found: boolean; words: string }> {
  const plants = plantsOf(row).map((plant): Mutant => ({ ...row, ...plant, red: [], unseen: '' }));
  const problem = plants.map(problemOf).find((one) => one !== undefined);
  if (problem) return { found: false, words: `${problem} | ` };
  const takeBack = plants.map(planted);
  try {
    const moment = row.moment ? ['--moment', row.moment] : [];
    const { broken, played } = await playIn(range, ['--stop', ...(kept ? ['--kept'] : moment)]);
    const [seen] = broken;
    if (!seen)
      return { found: false, words: `NOT FOUND in ${played}${row.moment ? ` with ${row.moment}` : ''} | ` };
    return { found: true, words: `${seen.seed} | ${seen.rule}` };
  } catch (error) {
    return { found: false, words: `DOES NOT RUN: ${(error as Error).message.split('\n')[0]} | ` };
  } finally {
    for (const one of takeBack.reverse()) one();
  }
}

/** Plays seeds of the world in the working folder's tree, in a process of its own. */
async function playIn({ first, seeds }: Range, more: string[] = []): Promise<Found> {
  const [program = ''] = await bundle(['trials/world/main.ts']);
  const args = [program, '--seeds', String(seeds), '--seed', String(first), ...more];
  const child = spawn(process.execPath, args, { env: inherited(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise((ended) => child.on('close', ended));
  const broken = [...output.matchAll(/^seed (\S+): ([^:]+): /gm)].map(([, seed = '', rule = '']) => ({
    seed,
    rule,
  }));
  const played = Number(/^(\d+) seeds in/m.exec(output)?.[1] ?? 0);
  if (played === 0) throw new Error(errors.trim().split('\n').at(-1) ?? 'it ended without a word');
  return { broken, played };
}
