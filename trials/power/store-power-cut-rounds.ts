import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compare, type Line } from '../../src/store/contract/writes-of-killed-process.ts';
import { openEmbeddedStore } from '../../src/store/embedded/open-embedded-store.ts';
import { programOf } from '../test/bundled-programs.ts';
import { type Random, random } from '../torture/common/seeded-random.ts';
import { type Entry, readLog } from './file-call-log.ts';
import { shim } from './file-call-shim.ts';
import { diskOf } from './simulated-disk.ts';

/**
 * The kinds of a store's life before a power cut: its first start, ordinary writing, or so much of it that LevelDB
 * begins its next log.
 */
const lives = {
  start: { calls: [1, 150], bytes: [100] },
  life: { calls: [100, 4000], bytes: [100, 2000, 20_000] },
  'next log': { calls: [6000, 9000], bytes: [400_000] },
} as const;

/**
 * Lets a process write to an embedded store until it loses power at its n-th file call, and opens the remains of cuts
 * at `cuts` moments of its log. Gives all that was wrong, in words.
 */
export async function storeRound(
  folder: string,
  seed: string,
  round: number,
  cuts: number,
  kind?: keyof typeof lives,
): Promise<string[]> {
  const chance = random(seed, round, 'store');
  const root = join(folder, 'disk');
  if (chance.whole(0, 2) === 0) rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const base = () => diskOf(root);
  const disk = base();
  const around = shim(root, `life-${round}`, true);
  const { calls, bytes } = lives[kind ?? chance.weighted({ start: 2, life: 6, 'next log': 1 })];
  around.cutAt(chance.whole(calls[0], calls[1]));
  const child = spawn(
    process.execPath,
    [
      ...(await programOf('src/store/embedded/child-process-that-writes.ts')),
      join(root, 'data'),
      String(chance.pick(bytes)),
    ],
    { env: { ...process.env, ...around.env }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await once(child, 'exit');
  const log = readLog(around.log);
  const moments = momentsIn(log, cuts - 1, chance);
  const wrong: string[] = [];
  let played = 0;
  for (const [nth, moment] of [...moments, log.length].entries()) {
    for (; played < moment; played++) disk.play(log[played] as Entry);
    const left = join(folder, `left-${round}-${nth}`);
    disk.cut(left, random(seed, round, nth, 'cut'));
    const problem = await problemOf(join(left, 'data'), acknowledged(log.slice(0, moment)));
    if (problem)
      wrong.push(`round ${round}, cut ${nth} after call ${moment} of ${log.length}: ${problem}; see ${left}`);
    else if (nth < moments.length) rmSync(left, { recursive: true });
    else {
      rmSync(root, { recursive: true });
      renameSync(left, root);
    }
  }
  if (wrong.length === 0) rmSync(around.log);
  return wrong;
}

/**
 * Places in the log of file calls to cut at, in order: half anywhere, half after the first acknowledgement that follows
 * a new LevelDB log or a rename.
 */
function momentsIn(log: Entry[], count: number, chance: Random): number[] {
  const logs = log.flatMap((entry, at) => (entry.is === 'open' && entry.path.endsWith('.log') ? [at] : []));
  const renames = log.flatMap(({ is }, at) => (is === 'rename' ? [at] : []));
  const changes = [...logs.slice(-5), ...Array.from({ length: 5 }, () => chance.pick([...renames, 0]))];
  const told = (at: number) => log.findIndex((entry, nth) => nth > at && isOfObject(entry)) + 1 || log.length;
  return Array.from({ length: count }, (_, nth) =>
    nth % 2 === 0 ? chance.whole(0, log.length) : told(chance.pick(changes)),
  ).sort((a, b) => a - b);
}

function isOfObject(entry: Entry): boolean {
  return entry.is === 'say' && entry.text.includes('"name":"T');
}

/** The acknowledged writes: lines that the process printed before the cut. */
export function acknowledged(log: Entry[]): Line[] {
  const text = log.map((entry) => (entry.is === 'say' ? entry.text : '')).join('');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

async function problemOf(folder: string, lines: Line[]): Promise<string | undefined> {
  try {
    const store = await openEmbeddedStore({ folder, warn: () => undefined });
    try {
      await compare(store, lines);
    } finally {
      await store.close();
    }
    return undefined;
  } catch (error) {
    return `${lines.length} acknowledged, ${(error as Error).message.replace(/\s+/g, ' ')}`;
  }
}
