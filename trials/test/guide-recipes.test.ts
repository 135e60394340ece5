import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freePort } from '../../features/support/free-port.ts';
import { inherited, programOf } from './bundled-programs.ts';

/**
 * This test runs the recipes of docs/recipes, line by line in bash beside one lab, and compares the output with that in
 * the recipe.
 */
const folder = 'docs/recipes';
const recipes = readdirSync(folder).filter((name) => name !== 'README.md');

let lab: ChildProcess;
let home: string;
let program: string[];
const ports = new Map<string, number>();

test('there are eleven recipes, and their README lists each', () => {
  assert.equal(recipes.length, 11);
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const name of recipes) assert.ok(readme.includes(`(${name})`), name);
});

// The lab ends with the recipes: its cars charge, at the cost of all other tests of this process.
describe('beside a lab', () => {
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'ocpi-hub-recipes-'));
    program = await programOf('cli/main.ts');
    for (const port of ['8080', '8081', '8082', '9001', '9002']) ports.set(port, await freePort());
    lab = spawn(process.execPath, [...program, 'lab'], {
      cwd: home,
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    await new Promise<void>((ready, failed) => {
      lab.stdout?.on('data', (chunk) => {
        text += String(chunk);
        if (text.split('"event":"registered"').length > 2 || text.includes('Ctrl-C')) ready();
      });
      lab.once('exit', (code) => failed(new Error(`the lab ended with ${code}\n${text}`)));
    });
  });

  after(async () => {
    lab.removeAllListeners('exit');
    lab.kill('SIGTERM');
    await new Promise((ended) => lab.once('exit', ended));
    rmSync(home, { recursive: true, force: true });
  });

  for (const name of recipes)
    test(`the recipe ${name} does what it says`, { timeout: 300_000 }, async () => {
      const steps = stepsOf(readFileSync(join(folder, name), 'utf8'));
      assert.ok(
        steps.some(({ prints }) => prints.length > 0),
        'the recipe shows something',
      );
      const printed = (await run(steps.map(({ commands }) => commands))).split(mark).slice(1);
      steps.forEach(({ commands, prints }, at) => {
        let rest = printed[at] ?? '';
        for (const line of prints) {
          const found = patternOf(line).exec(rest);
          assert.ok(
            found,
            `${commands}\nshould print, after what stands before it:\n${line}\nit printed:\n${printed[at]}`,
          );
          rest = rest.slice(found.index + found[0].length);
        }
      });
    });
});

interface Step {
  commands: string;
  prints: string[];
}

/** The commands of a recipe, each block with the lines that stand below it as its output. */
function stepsOf(markdown: string): Step[] {
  const steps: Step[] = [];
  for (const [, kind, text = ''] of markdown.matchAll(/^```(sh|text)\n([^]*?)^```$/gm))
    if (kind === 'sh') steps.push({ commands: text, prints: [] });
    else steps.at(-1)?.prints.push(...text.trimEnd().split('\n'));
  return steps;
}

/** A pattern for a line of output: `…` is anything, blanks are any number of blanks. */
function patternOf(line: string): RegExp {
  const pieces = line
    .split('…')
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, ' +'));
  return new RegExp(pieces.join('.*'));
}

const mark = '--- step ---';

/** Runs the blocks of a recipe in one bash, with the lab's own ports, and gives their output. */
function run(blocks: string[]): Promise<string> {
  const preamble = ['set -eu -o pipefail -m', `npx() { shift; ${command(program)} "$@"; }`];
  const moved = blocks
    .join(`\necho '${mark}'\n`)
    .replace(/\b(808[0-2]|900[12])\b/g, (port) => String(ports.get(port)));
  const script = [...preamble, `echo '${mark}'`, moved].join('\n');
  return new Promise((done, failed) => {
    execFile(
      'bash',
      ['-c', script],
      { cwd: home, env: environment(), timeout: 290_000 },
      (error, stdout, stderr) =>
        error ? failed(new Error(`${error.message}\n${stdout}\n${stderr}`)) : done(stdout),
    );
  });
}

/** The words of a node command with these arguments, quoted for bash. */
function command(words: string[]): string {
  return [process.execPath, ...words].map((word) => `'${word}'`).join(' ');
}

function environment(): NodeJS.ProcessEnv {
  const port = (usual: string) => String(ports.get(usual));
  return {
    ...inherited(),
    HUB_PORT: port('8080'),
    CPO_PORT: port('8081'),
    EMSP_PORT: port('8082'),
    HUB_DATA_DIR: join(home, 'data'),
    HUB_SANDBOX: 'true',
  };
}
