import { readFileSync } from 'node:fs';
import type { Span } from './ledger.ts';

/** The time that a process has run, and has waited for a processor though it could run, in milliseconds since its start. */
interface Sample {
  at: number;
  ran: number;
  waited: number;
}

/** Watches how a process gets its turns on a processor: a slow answer is the machine's where it had none. */
export interface Scheduling {
  /** The turns that the process had in a period, in words; empty where the system does not tell. */
  during(span: Span): string;
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
      if (!before || !after || after.at <= before.at) return '';
      const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
      const [ran, waited] = [after.ran - before.ran, after.waited - before.waited];
      return `in ${seconds(after.at - before.at)} about it the hub ran ${seconds(ran)} and waited ${seconds(waited)} for a processor`;
    },
    stop: () => clearInterval(timer),
  };
}
