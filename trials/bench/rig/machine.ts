import { cpus, loadavg } from 'node:os';

/** The rig of a run: machine, software and store, and how busy the machine was with others before it. */
export interface Rig {
  time: string;
  cpu: string | undefined;
  cores: number;
  node: string;
  store: string;
  /** Processes that wanted a core in the minute before. */
  load: number;
}

/** The rig as it is now. */
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

/** A rig in words, for a figure's side. */
export function rigInWords({ cpu, cores, node, store, load }: Rig): string {
  return `${cores} × ${cpu ?? 'unknown CPU'}, Node ${node.slice(1)}, ${store} store, load before ${load}`;
}
