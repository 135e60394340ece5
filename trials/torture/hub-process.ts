import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { freePort } from '../../features/support/free-port.ts';
import { inherited, programOf } from '../test/bundled-programs.ts';
import { adminToken } from './call-admin-api.ts';
import type { Span } from './expected-and-found-writes.ts';
import { type Scheduling, type Turns, unknownTurns, watchScheduling } from './processor-waits.ts';
import { until } from './wait-until.ts';

/** Milliseconds that the hub waits for a command's result. */
export const commandTimeout = 2500;

/** A hub, of one process or several, that can be killed and restarted. */
export interface HubProcess {
  url(): string;
  kill(): Promise<void>;
  /** Starts the hub again, with other settings beside those that it has. */
  start(other?: Record<string, string>): Promise<void>;
  running(): boolean;
  /** How much processor time the hub's (first) process ran and waited in a period. */
  scheduledDuring(span: Span): Turns;
  /** Kills one of several hub processes; `whole` waits until another has replaced it. */
  killWorker(nth: number): void;
  whole(): Promise<void>;
}

/** The fields of a log line that the torture reads. */
interface LogLine {
  event?: string;
  pid?: number;
  worker?: number;
  url?: string;
}

/** Starts a hub of so many processes on the store that `env` names; its output goes to a file. */
export async function startHubProcess(
  env: Record<string, string>,
  log: string,
  workers = 1,
): Promise<HubProcess> {
  const program =
    workers > 1
      ? [...(await programOf('cli/main.ts')), 'hub', '--workers', String(workers)]
      : await programOf('src/main.ts');
  let child: ChildProcess | undefined;
  let scheduling: Scheduling | undefined;
  // A killed hub comes back at its port, which no connection may take meanwhile.
  const port = String(await freePort());
  let url = '';
  const pids = new Set<number>();
  const output = openSync(log, 'a');
  const start = async (other: Record<string, string> = {}) => {
    const started = spawn(process.execPath, program, {
      env: { ...inherited(), ...settings, ...env, ...other, HUB_PORT: port },
      stdio: ['ignore', 'pipe', output],
    });
    child = started;
    scheduling?.stop();
    scheduling = watchScheduling(started.pid);
    url = await listening(started, log, (line) => {
      if (line.event === 'worker' && line.pid) pids.add(line.pid);
      if (line.event === 'worker_ended' && line.worker) pids.delete(line.worker);
    });
  };
  await start();
  return {
    url: () => url,
    start,
    running: () => child !== undefined,
    scheduledDuring: (span) => scheduling?.during(span) ?? unknownTurns,
    async kill() {
      const killed = child;
      child = undefined;
      if (!killed || killed.exitCode !== null) return;
      killed.kill('SIGKILL');
      for (const pid of pids) killOne(pid);
      pids.clear();
      await once(killed, 'exit');
    },
    killWorker(nth) {
      const pid = [...pids][nth % pids.size];
      if (pid !== undefined) killOne(pid);
      if (pid !== undefined) pids.delete(pid);
    },
    whole: () => until(() => (pids.size < workers ? `${pids.size} of ${workers} processes` : undefined)),
  };
}

const settings = {
  HUB_ADMIN_TOKEN: adminToken,
  HUB_ALLOW_PRIVATE_NETWORKS: 'true',
  HUB_PUSH_TIMEOUT_MS: '2000',
  HUB_COMMAND_TIMEOUT_MS: String(commandTimeout),
  HUB_SYNC_DELTA: '0 0 1 1 *',
  HUB_SYNC_FULL: '0 0 1 1 *',
  LOG_LEVEL: 'info',
};

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // The hub's worker process has ended by itself, since its primary process is gone.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function listening(child: ChildProcess, log: string, seen: (line: LogLine) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let last = '';
    child.once('close', (code) => reject(new Error(`the hub ended with ${code}; see ${log}: ${last}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.includes('"event":"exchange"')) return;
      appendFileSync(log, `${line}\n`);
      last = line;
      const entry = lineOf(line);
      seen(entry);
      if (entry.event === 'listening') resolve(entry.url ?? '');
    });
  });
}

/** The JSON of a line: a killed process may leave an incomplete log line before another's on the same line. */
function lineOf(line: string): LogLine {
  const begin = line.lastIndexOf('{"level":');
  try {
    return JSON.parse(line.slice(Math.max(0, begin))) as LogLine;
  } catch {
    return {};
  }
}
