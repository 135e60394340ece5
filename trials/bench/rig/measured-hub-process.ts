import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inherited, programOf } from '../../test/bundled-programs.ts';
import { adminToken } from '../../torture/call-admin-api.ts';
import { until } from '../../torture/wait-until.ts';
import type { ThreadTimes } from '../processes/cpu-sampler.ts';
import { asking, youngGeneration } from './benchmark-process.ts';
import { compiled } from './compile-checkout.ts';
import type { CpuProfile } from './cpu-profile.ts';

/** A hub in a process of its own, started as an operator would start it: everything on, its log written to a file. */
export interface Hub {
  url: string;
  /** CPU seconds and resident bytes of the hub's process, from its metrics. */
  usage(): Promise<{ cpu: number; memory: number }>;
  /** CPU seconds of the hub's process, without the cost of its metrics; for a hub of one process. */
  cpu(): Promise<number>;
  /** CPU time of the hub's threads; for a hub of one process. */
  threads(): Promise<ThreadTimes | undefined>;
  /** Does some work while the hub's main thread is profiled; for a hub of one process. */
  profiled<T>(work: () => Promise<T>): Promise<{ done: T; profile: CpuProfile }>;
  /** Stops the hub in order and starts it again on its store; gives the milliseconds until it listens. */
  restart(): Promise<number>;
  end(): Promise<void>;
}

/**
 * Settings of measured hubs that differ from the defaults: no rate limits, partners on this machine, no scheduled sync.
 */
export const settings = {
  HUB_ALLOW_PRIVATE_NETWORKS: 'true',
  HUB_RATE_LIMIT: '0',
  HUB_ADDRESS_RATE_LIMIT: '0',
  HUB_SYNC_DELTA: '0 0 1 1 *',
  HUB_SYNC_FULL: '0 0 1 1 *',
};

/** Starts the hub of a checkout on an empty store: a temporary folder, or the database named. */
export async function startHub(given: {
  checkout: string;
  database?: string;
  workers?: number;
}): Promise<Hub> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
  const store = given.database ? { DATABASE_URL: given.database } : {};
  const env = {
    ...inherited(),
    ...settings,
    ...store,
    HUB_ADMIN_TOKEN: adminToken,
    HUB_DATA_DIR: join(folder, 'data'),
  };
  const { workers = 1 } = given;
  const [probe = ''] = await programOf('trials/bench/processes/cpu-sampler.ts');
  const program =
    workers > 1
      ? [compiled(given.checkout, 'cli'), 'hub', '--workers', String(workers)]
      : ['--import', pathToFileURL(probe).href, compiled(given.checkout, 'hub')];
  let count = 0;
  const start = async (port: string) => {
    count += 1;
    const log = join(folder, `hub-${count}.log`);
    const child = spawn(process.execPath, [youngGeneration, ...program], {
      cwd: given.checkout,
      env: { ...env, HUB_PORT: port },
      stdio: ['ignore', openSync(log, 'a'), 'inherit', 'ipc'],
    });
    const { ask } = asking(child, 'hub');
    let url = '';
    await until(() => {
      if (child.exitCode !== null)
        throw new Error(`the hub ended with ${child.exitCode}: ${readFileSync(log)}`);
      url = /"event":"listening","url":"([^"]+)"/.exec(readFileSync(log, 'utf8'))?.[1] ?? '';
      return url === '' ? 'the hub does not listen yet' : undefined;
    });
    return { child, url, ask };
  };
  let running = await start('0');
  const stop = async () => {
    const ended = once(running.child, 'exit');
    running.child.kill('SIGTERM');
    await ended;
  };
  return {
    get url() {
      return running.url;
    },
    async usage() {
      const text = await (await fetch(`${running.url}/metrics`)).text();
      const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
      return {
        cpu: value('process_cpu_seconds_total'),
        memory: value('process_resident_memory_bytes'),
      };
    },
    cpu: () => running.ask<number>('cpu'),
    threads: () => running.ask<ThreadTimes | undefined>('threads'),
    async profiled(work) {
      await running.ask('begin');
      const done = await work();
      return { done, profile: await running.ask<CpuProfile>('end') };
    },
    async restart() {
      await stop();
      const began = performance.now();
      running = await start(new URL(running.url).port);
      return performance.now() - began;
    },
    async end() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
