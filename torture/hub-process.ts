import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { adminToken } from './admin.ts';

/** How long a hub waits for a command's result, in milliseconds. */
export const commandTimeout = 2500;

/** A hub in a process of its own that can be killed and started again. */
export interface HubProcess {
  url(): string;
  kill(): Promise<void>;
  start(): Promise<void>;
  running(): boolean;
}

/** Starts a hub on a store named by `env`; what it says goes to a file. */
export async function startHubProcess(env: Record<string, string>, log: string): Promise<HubProcess> {
  let child: ChildProcess | undefined;
  let url = '';
  const output = openSync(log, 'a');
  const start = async () => {
    const started = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: { ...inherited(), ...settings, ...env, HUB_PORT: url === '' ? '0' : new URL(url).port },
      stdio: ['ignore', 'pipe', output],
    });
    child = started;
    url = await listening(started, log);
  };
  await start();
  return {
    url: () => url,
    start,
    running: () => child !== undefined,
    async kill() {
      const killed = child;
      child = undefined;
      if (!killed || killed.exitCode !== null) return;
      killed.kill('SIGKILL');
      await once(killed, 'exit');
    },
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

/** The developer's own settings must not reach the hub under torture. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(HUB_|DATABASE_URL$)/.test(name)),
  );
}

async function listening(child: ChildProcess, log: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}; see ${log}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.includes('"event":"exchange"')) return;
      appendFileSync(log, `${line}\n`);
      const entry = JSON.parse(line) as { event?: string; url?: string };
      if (entry.event === 'listening') resolve(entry.url ?? '');
    });
  });
}
