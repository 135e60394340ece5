import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inherited, programOf } from '../test/bundled-programs.ts';
import { type NameServer, startNameServer } from '../test/dns-server.ts';
import { until } from '../torture/wait-until.ts';

/** The hub under attack. */
export interface Hub {
  url: string;
  adminToken: string;
  /** The name server that the hub asks, if the hub was started for the attack. */
  names?: NameServer;
  /** Megabytes of memory of the hub's process, from its metrics. */
  memory(): Promise<number>;
  /** Seconds of CPU time of the hub's process, from its metrics. */
  cpu(): Promise<number>;
  stop(): void;
}

/** A hub that is running already, or one that is started for the attack on an empty store. */
export async function hubUnderAttack(url?: string, token?: string): Promise<Hub> {
  if (url !== undefined)
    return { url, adminToken: token ?? '', ...figuresOf(() => url), stop: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'hub-attack-'));
  const adminToken = 'attack-admin-token';
  const log = join(folder, 'hub.log');
  const names = await startNameServer((name) => (name.endsWith('.example') ? ['127.0.0.1'] : undefined));
  const child: ChildProcess = spawn(process.execPath, await programOf('src/main.ts'), {
    env: {
      ...inherited(),
      HUB_PORT: '0',
      HUB_ADMIN_TOKEN: adminToken,
      HUB_RESOLVER: names.address,
      HUB_ALLOW_PRIVATE_NETWORKS: 'true',
      HUB_DATA_DIR: join(folder, 'data'),
      HUB_PUSH_TIMEOUT_MS: '1000',
      HUB_AUTHORIZE_TIMEOUT_MS: '1000',
      HUB_COMMAND_TIMEOUT_MS: '1500',
    },
    stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let at = '';
  await until(() => {
    if (child.exitCode !== null) throw new Error(`the hub ended: ${readFileSync(log, 'utf8')}`);
    at = /"event":"listening","url":"([^"]+)"/.exec(readFileSync(log, 'utf8'))?.[1] ?? '';
    return at === '' ? 'the hub does not listen yet' : undefined;
  }, 60_000);
  return {
    url: at,
    adminToken,
    names,
    ...figuresOf(() => at),
    stop() {
      names.stop();
      child.once('exit', () => rmSync(folder, { recursive: true, force: true }));
      child.kill('SIGTERM');
    },
  };
}

/**
 * Memory and CPU time of a hub's process from its metrics; with several processes each request is answered by another
 * one.
 */
function figuresOf(url: () => string): Pick<Hub, 'memory' | 'cpu'> {
  const figure = async (name: string) => {
    let value: string | undefined;
    // Right after a flood the hub answers 429 to this address.
    await until(async () => {
      const text = await (await fetch(`${url()}/metrics`)).text();
      value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
      return value === undefined ? `the metrics tell no ${name}: ${text.slice(0, 100)}` : undefined;
    }, 30_000);
    return Number(value);
  };
  return {
    memory: async () => (await figure('process_resident_memory_bytes')) / 1e6,
    cpu: () => figure('process_cpu_seconds_total'),
  };
}
