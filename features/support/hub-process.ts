import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inherited, programOf } from '../../trials/test/bundled-programs.ts';
import { databaseFor, onPostgres, workers } from './database-for-hub.ts';
import { patience } from './eventually.ts';
import { asObject, type JsonObject, spreadRequests } from './http-call.ts';

/** The bearer token of the admin API in every hub that the features start. */
export const adminToken = 'features-admin-token-4711';

/** A hub process that has ended: its exit code (or signal) and its whole output. */
export interface Ended {
  code: number | null;
  signal: string | null;
  output: string;
}

/** A real hub process, listening on a port of its own. */
export interface Hub {
  url: string;
  adminUrl: string;
  dataDir: string;
  env: Record<string, string>;
  /** The output of the process so far, standard output and error. */
  output(): string;
  /** The end of the process, as soon as it has ended. */
  ended(): Ended | undefined;
  /** Sends the process a signal (SIGTERM by default) and waits for its end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): Promise<Ended>;
}

/**
 * Starts a hub and waits until it listens. `env` overrides the features' settings; `dataDir` defaults to a new folder.
 * A hub of several processes always uses PostgreSQL.
 */
export async function startHub(
  env: Record<string, string> = {},
  dataDir?: string,
  processes = workers,
): Promise<Hub> {
  const folder = dataDir ?? (await mkdtemp(join(folders, 'hub-features-')));
  const database = onPostgres || processes > 1 ? await databaseFor(folder) : {};
  const run = await launch({ HUB_DATA_DIR: folder, ...database, ...env }, processes);
  const started = await Promise.race([run.listening, run.ended, after(patience)]);
  if (!started || !('url' in started)) {
    run.process.kill('SIGKILL');
    throw new Error(`the hub did not start\n${run.output()}`);
  }
  if (processes > 1) spreadRequests(String(started.url));
  let over: Ended | undefined;
  void run.ended.then((ended) => {
    over = ended;
  });
  return {
    url: String(started.url).replace(/\/$/, ''),
    adminUrl: String(started.admin_url).replace(/\/$/, ''),
    dataDir: folder,
    env,
    output: run.output,
    ended: () => over,
    stop: async (signal = 'SIGTERM') => {
      run.process.kill(signal);
      return run.ended;
    },
  };
}

/** Starts a hub that is expected to refuse its configuration, and waits for its end. */
export async function runHub(env: Record<string, string>): Promise<Ended> {
  const folder = await mkdtemp(join(folders, 'hub-features-'));
  const run = await launch({ HUB_DATA_DIR: folder, ...env });
  const ended = await Promise.race([run.ended, after(patience)]);
  run.process.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  if (!ended) throw new Error(`the hub kept running\n${run.output()}`);
  return ended;
}

/** The parent of data folders, in memory if possible: the disk is not under test. */
const folders = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

async function launch(env: Record<string, string>, processes = 1) {
  const several = ['hub', '--workers', String(processes)];
  const program =
    processes > 1 ? [...(await programOf('cli/main.ts')), ...several] : await programOf('src/main.ts');
  const process = spawn(globalThis.process.execPath, program, {
    env: { ...inherited(), ...settings, ...(workers > 1 ? inTurn : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    stream.on('data', (chunk) => chunks.push(String(chunk)));
  return {
    process,
    output: () => chunks.join(''),
    listening: listening(process),
    ended: new Promise<Ended>((resolve) => {
      process.on('close', (code, signal) => resolve({ code, signal, output: chunks.join('') }));
    }),
  };
}

const settings = {
  HUB_PORT: '0',
  HUB_ADMIN_TOKEN: adminToken,
  HUB_ALLOW_PRIVATE_NETWORKS: 'true',
  HUB_PUSH_TIMEOUT_MS: '1000',
  HUB_AUTHORIZE_TIMEOUT_MS: '1000',
  HUB_COMMAND_TIMEOUT_MS: '1500',
  HUB_SYNC_PAUSE_MS: '5',
  LOG_LEVEL: 'info',
};

/** The cluster scheduling that gives each request to the next process, not to the quickest. */
const inTurn = { NODE_CLUSTER_SCHED_POLICY: 'rr' };

function listening(process: ChildProcess): Promise<JsonObject> {
  return new Promise((resolve) => {
    if (!process.stdout) return;
    createInterface({ input: process.stdout }).on('line', (line) => {
      // Only one log line of thousands is of interest, so JSON is parsed after a cheap test.
      const entry = line.includes('"listening"') ? asObject(line) : undefined;
      if (entry?.event === 'listening') resolve(entry);
    });
  });
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), milliseconds).unref();
  });
}
