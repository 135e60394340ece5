import { existsSync, readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { answer } from './answer-calls.ts';

// Preloaded into a measured hub, this module samples on the benchmark's request where the hub's CPU time goes.

/** Microseconds of CPU time of a process's main thread and of all its others: garbage collection, compiler, LevelDB. */
export interface ThreadTimes {
  main: number;
  beside: number;
}

let session: Session | undefined;

answer({
  /** CPU time of the hub's main thread and of all its others; `undefined` where the system does not tell them apart. */
  threads(): ThreadTimes | undefined {
    const file = `/proc/self/task/${process.pid}/schedstat`;
    if (!existsSync(file)) return undefined;
    const { user, system } = process.cpuUsage();
    const main = Number(readFileSync(file, 'utf8').split(' ')[0]) / 1000;
    return { main, beside: user + system - main };
  },
  /** Begins to sample the main thread of the hub. */
  async begin() {
    session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    // Samples every 0.2 ms are enough for shares; more frequent ones slow the process down.
    await session.post('Profiler.setSamplingInterval', { interval: 200 });
    await session.post('Profiler.start');
  },
  /** The CPU profile since `begin`. */
  async end() {
    const { profile } = (await session?.post('Profiler.stop')) as { profile: unknown };
    session?.disconnect();
    session = undefined;
    return profile;
  },
});
