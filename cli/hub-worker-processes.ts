import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Logger } from 'pino';

/** Milliseconds until a hub process that has ended is replaced. */
const pause = 500;

/**
 * Finds a free port where port 0 is configured: all hub processes, replacements included, must listen at the same one.
 */
export async function settledPort(port: number, host: string): Promise<string> {
  if (port !== 0) return String(port);
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return String(free);
}

/**
 * Starts `count` hub processes on one port, and logs that the hub listens when all of them do. A process that ends is
 * replaced; if one ends before all have listened once, all end with exit code 1. SIGTERM ends them in order, and this
 * process with 0.
 */
export function runWorkers(count: number, env: Record<string, string>, log: Logger): void {
  // The kernel hands a connection to a process that accepts: none hangs because this process gave it to one that has
  // just died.
  if (!process.env.NODE_CLUSTER_SCHED_POLICY) cluster.schedulingPolicy = cluster.SCHED_NONE;
  const listening = new Set<Worker>();
  let all = false;
  let stopping = false;

  cluster.on('message', (worker, listens: { url: string; admin_url: string }) => {
    listening.add(worker);
    if (all || listening.size < count) return;
    all = true;
    log.info({ event: 'listening', ...listens, workers: count }, 'the hub listens');
  });
  cluster.on('exit', (worker, code, signal) => {
    listening.delete(worker);
    if (stopping) return;
    if (!all) return void stop(1);
    log.error(
      { event: 'worker_ended', worker: worker.process.pid, code, signal },
      'a worker has ended and is replaced',
    );
    setTimeout(() => !stopping && cluster.fork(env), pause);
  });

  async function stop(code: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const ended = workers.map((worker) => once(worker, 'exit') as Promise<[number | null, string | null]>);
    for (const worker of workers) worker.process.kill('SIGTERM');
    const ends = await Promise.all(ended);
    // A hub process that has hardly started dies of the signal itself, and has nothing to clean up.
    const inOrder = ends.every(([one, signal]) => one === 0 || signal === 'SIGTERM');
    process.exit(code || (inOrder ? 0 : 1));
  }

  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  for (let nth = 0; nth < count; nth += 1) cluster.fork(env);
}
