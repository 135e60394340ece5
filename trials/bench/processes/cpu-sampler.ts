import { Session } from 'node:inspector/promises';
import { answer } from './answer-calls.ts';

// Preloaded into a measured hub, this module samples on the benchmark's request where the hub's CPU time goes.

let session: Session | undefined;

answer({
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
