import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundle, inherited } from '../test/bundled-programs.ts';
import { type Played, playedIn } from './play-outcome.ts';

/** The share of the seeds that a process plays: its number, from 0 on, of so many processes. */
interface Share {
  nth: number;
  of: number;
}

/**
 * Flags of Node: each process collects garbage on its own core, since the others are busy too, and errors need no whole
 * stack.
 */
const flags = ['--max-semi-space-size=64', '--single-threaded-gc', '--stack-trace-limit=1'];

/** Plays seeds in so many processes at once, each a share of them; passes on everything that they print. */
export async function playShares(args: string[], processes: number): Promise<Played> {
  const [program = ''] = await bundle(['trials/world/main.ts']);
  const shares = Array.from({ length: processes }, (_, nth) =>
    playShare(program, args, { nth, of: processes }),
  );
  const all = await Promise.all(shares);
  const sum = (what: 'plans' | 'lasted' | 'events') => all.reduce((total, one) => total + one[what], 0);
  return {
    ...{ plans: sum('plans'), lasted: sum('lasted'), events: sum('events') },
    broken: all.flatMap(({ broken }) => broken),
  };
}

async function playShare(program: string, args: string[], { nth, of }: Share): Promise<Played> {
  const all = [...flags, program, ...args, '--share', `${nth}/${of}`];
  const child = spawn(process.execPath, all, { env: inherited(), stdio: ['ignore', 'pipe', 'inherit'] });
  let told: Played | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const played = playedIn(line);
    if (played) told = played;
    else console.log(line);
  }
  if (told === undefined) throw new Error(`the process with share ${nth}/${of} of the seeds ended early`);
  return told;
}
