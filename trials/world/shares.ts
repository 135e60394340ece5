import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundle, inherited } from '../test/program.ts';

/** Which seeds a process plays: of so many processes the one with this number, from 0 on. */
interface Share {
  nth: number;
  of: number;
}

/** The outcome of the plans that were played; `broken` are the names of those that broke a rule. */
export interface Played {
  plans: number;
  /** Virtual milliseconds that have passed. */
  lasted: number;
  events: number;
  broken: string[];
}

const mark = 'share: ';

/** The line in which a process tells another what came of its share. */
export function toldOf(played: Played): string {
  return `${mark}${JSON.stringify(played)}`;
}

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
  const all = ['--max-semi-space-size=32', program, ...args, '--share', `${nth}/${of}`];
  const child = spawn(process.execPath, all, { env: inherited(), stdio: ['ignore', 'pipe', 'inherit'] });
  let told: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(mark)) told = line.slice(mark.length);
    else console.log(line);
  }
  if (told === undefined) throw new Error(`the process with share ${nth}/${of} of the seeds ended early`);
  return JSON.parse(told) as Played;
}
