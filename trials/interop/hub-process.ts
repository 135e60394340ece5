import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inherited, programOf } from '../test/bundled-programs.ts';
import type { Json } from './platform-objects.ts';

const adminToken = 'interop-admin-token-4711';

/** Calls the hub's admin API; throws unless the answer is 2xx. */
export interface Hub {
  /** Calls the admin API; throws unless the answer is 2xx. */
  admin(method: string, path: string, body?: unknown): Promise<Json>;
  stop(): Promise<void>;
}

/** Starts a hub with an empty store, on a free port unless the settings say otherwise. */
export async function startHub(settings: Record<string, string | undefined> = {}): Promise<Hub> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-interop-'));
  const child = spawn(process.execPath, await programOf('src/main.ts'), {
    env: {
      ...inherited(),
      HUB_PORT: '0',
      HUB_DATA_DIR: folder,
      HUB_ADMIN_TOKEN: adminToken,
      HUB_ALLOW_PRIVATE_NETWORKS: 'true',
      HUB_PUSH_TIMEOUT_MS: '20000',
      ...Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await listening(child);
  return {
    async admin(method, path, body) {
      const response = await fetch(`${url}/admin${path}`, {
        method,
        headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} /admin${path}: HTTP ${response.status} ${text}`);
      return JSON.parse(text) as Json;
    },
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (!line.includes('"event":"listening"')) return;
      resolve((JSON.parse(line) as { url: string }).url);
    });
  });
}
