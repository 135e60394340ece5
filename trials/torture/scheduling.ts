import { readFileSync } from 'node:fs';

/** The time that a process has run, and has waited for a processor though it could run, in milliseconds since its start. */
interface Sample {
  at: number;
  ran: number;
  waited: number;
}

/** The turns on a processor that a process had in a period. */
export interface Turns {
  words: string;
  /** It waited for a processor for more than half of the time: the machine held it up. */
  starved: boolean;
}

export const unknownTurns: Turns = { words: 'nobody knows how the hub got its turns', starved: false };

/** Watches how a process gets its turns on a processor: a slow answer is the machine's where it had none. */
export interface Scheduling {
  during(period: { began: number; ended: number }): Turns;
  stop(): void;
}

const everyMs = 200;
/** Ten minutes of samples. */
const most = 3000;

/** Watches the main thread of a process on Linux. */
export function watchScheduling(pid: number | undefined): Scheduling {
  const samples: Sample[] = [];
  const sample = () => {
    try {
      const [ran = 0, waited = 0] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map(Number);
      samples.push({ at: Date.now(), ran: ran / 1e6, waited: waited / 1e6 });
      if (samples.length > most) samples.shift();
    } catch {
      // The process has ended, or the system does not tell.
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
