import { Session } from 'node:inspector/promises';
import { answer } from './answer.ts';

// Preloaded into a hub, this tells the benchmark where its CPU time goes while it is asked to look.

let session: Session | undefined;

answer({
  /** Begins to sample the main thread. */
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
