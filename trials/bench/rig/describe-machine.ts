import { cpus, loadavg } from 'node:os';

/**
 * The circumstances of a benchmark run: machine, software and store, and how busy the machine was with other work
 * before it.
 */
export interface Rig {
  time: string;
  cpu: string | undefined;
  cores: number;
  node: string;
  store: string;
  /** Average number of processes that wanted a core in the minute before the run. */
  load: number;
}

/** The machine and software of a benchmark run that begins now. */
export function rigOf(store: string): Rig {
  const [first] = cpus();
  const load = Number((loadavg()[0] ?? 0).toFixed(1));
  return {
    time: new Date().toISOString(),
    cpu: first?.model,
    cores: cpus().length,
    node: process.version,
    store,
    load,
  };
}

/** The circumstances of a run in words, for the side of a figure. */
export function rigInWords({ cpu, cores, node, store, load }: Rig): string {
  return `${cores} × ${cpu ?? 'unknown CPU'}, Node ${node.slice(1)}, ${store} store, load before ${load}`;
}
