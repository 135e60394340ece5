import { readFileSync } from 'node:fs';

/** Milliseconds since its start that a process has run, and that it could have run but waited for a processor. */
interface Sample {
  at: number;
  ran: number;
  waited: number;
}

/** How long a process ran and waited for a processor in a period. */
export interface Turns {
  words: string;
  /** Whether the process waited for a processor for more than half of the time: then the machine held it up. */
  starved: boolean;
}

export const unknownTurns: Turns = { words: 'nobody knows how the hub got its turns', starved: false };

/** Samples how long a process runs and waits for a processor, to tell whether a slow answer is the machine's fault. */
export interface Scheduling {
  during(period: { began: number; ended: number }): Turns;
  stop(): void;
}

const everyMs = 200;
/** Most samples of the processor's waits that are kept: those of ten minutes. */
const most = 3000;

/** Samples the scheduling of a process's main thread on Linux. */
export function watchScheduling(pid: number | undefined): Scheduling {
  const samples: Sample[] = [];
  const sample = () => {
    try {
      const [ran = 0, waited = 0] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map(Number);
      samples.push({ at: Date.now(), ran: ran / 1e6, waited: waited / 1e6 });
      if (samples.length > most) samples.shift();
    } catch {
      // The process has ended, or the system gives no scheduling figures.
    }
  };
  const timer = setInterval(sample, everyMs).unref();
  return {
    during({ began, ended }) {
      const before = samples.findLast(({ at }) => at <= began) ?? samples[0];
      const after = samples.find(({ at }) => at >= ended) ?? samples.at(-1);
      if (!before || !after || after.at <= before.at) return unknownTurns;
      const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
      const [ran, waited] = [after.ran - before.ran, after.waited - before.waited];
      const all = after.at - before.at;
      return {
        words: `in ${seconds(all)} about it the hub ran ${seconds(ran)} and waited ${seconds(waited)} for a processor`,
        starved: waited > all / 2,
      };
    },
    stop: () => clearInterval(timer),
  };
}
