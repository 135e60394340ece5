import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundle, inherited } from '../test/program.ts';
import { type Played, playedIn } from './played.ts';

/** Which seeds a process plays: of so many processes the one with this number, from 0 on. */
interface Share {
  nth: number;
  of: number;
}

/** A process collects its garbage on its own core, for the others have theirs to do, and no error of a model needs its whole stack. */
const flags = ['--max-semi-space-size=64', '--single-threaded-gc', '--stack-trace-limit=1'];

/** Plays seeds in so many processes at a time, each its share of them; what they print goes on, as it comes. */
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
