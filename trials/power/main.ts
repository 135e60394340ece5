import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canBuild } from '../../scripts/has-c-compiler.ts';
import { optionsOrExit } from '../torture/common/options-or-exit.ts';
import { type Options, type Part, readOptions, usage } from './command-line-options.ts';
import { parts, sliced } from './parts-of-power-trial.ts';

// This program takes power from a hub and from its store at moments that the seed chooses, lets disks fail and bits
// flip, and checks that the hub has, or names as lost, everything that it acknowledged.

const options = optionsOrExit(readOptions, usage);
if (!canBuild()) {
  const missing = 'power loss cannot be tried here: it needs Linux, gcc and the headers of the C library';
  console.log(`WARNING: ${missing}`);
  process.exit(process.env.CI ? 1 : 0);
}
process.exitCode = (await power(options)) ? 0 : 1;

async function power(options: Options): Promise<boolean> {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(parent, 'hub-power-'));
  const wanted = options.only ?? (options.slice ? sliced : (Object.keys(parts) as Part[]));
  console.log(
    `power loss and failing disks: ${wanted.join(', ')}, --rounds ${options.rounds} --seed ${options.seed}`,
  );
  const wrong: string[] = [];
  const told: string[] = [];
  for (const part of wanted) {
    if (wrong.length > 0) break;
    const found = await parts[part](folder, options);
    wrong.push(...found.wrong);
    told.push(found.told);
  }
  for (const one of wrong.slice(0, 30)) console.log(one);
  const clean = wrong.length === 0;
  if (clean) rmSync(folder, { recursive: true });
  else console.log(`what was left is in ${folder}`);
  console.log(`${told.join(', ')}: ${wrong.length} wrong`);
  return clean;
}
