import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RunningPlatform } from '../../simulators/platform/start-platform.ts';
import { startSimulator } from '../../simulators/start-simulator.ts';
import type { Report } from '../report/json-report.ts';
import { startConformance } from '../run/start-conformance-run.ts';
import type { PartnerRole } from '../run-options.ts';

/**
 * A hub under test with a simulated operator and a simulated provider behind it: to each of them the hub plays the
 * other role.
 */
export interface HubSubject {
  judge(role: PartnerRole): Promise<Report>;
  close(): Promise<void>;
}

const adminToken = 'conformance-selftest';
const simulated = { cpo: 'ES*CPO', emsp: 'ES*MSP' } as const;

/** Starts a hub as a process of its own, and has both simulators register with it. */
export async function openHub(): Promise<HubSubject> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-hub-'));
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const hub = spawn(process.execPath, ['--import', 'tsx', main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HUB_PORT: '0',
      HUB_DATA_DIR: folder,
      HUB_ADMIN_TOKEN: adminToken,
      HUB_ALLOW_PRIVATE_NETWORKS: 'true',
      HUB_AGREE_WITH: Object.values(simulated).join(),
    },
  });
  const ended = new Promise<void>((done) => hub.once('exit', () => done()));
  const simulators: RunningPlatform[] = [];
  const close = async () => {
    for (const simulator of simulators) await simulator.stop();
    hub.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await Promise.race([
      listening(hub.stdout),
      ended.then(() => Promise.reject(new Error('the hub does not start'))),
    ]);
    for (const role of ['cpo', 'emsp'] as const) simulators.push(await register(url, role));
    const provider = simulators[1];
    return { judge: (role) => judgeHub(url, role, provider), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function judgeHub(url: string, role: PartnerRole, provider?: RunningPlatform): Promise<Report> {
  const ours = role === 'cpo' ? 'TSE' : 'TSC';
  const invitation = await invite(url, role === 'cpo' ? 'EMSP' : 'CPO', `ZZ*${ours}`);
  const run = startConformance(
    {
      role,
      ...invitation,
      party: `ZZ*${ours}`,
      to: simulated[role],
      settle: 400,
      timeout: 8000,
      wait: role === 'emsp' ? 8000 : 0,
      ...(role === 'cpo' ? { at: { location: 'LOC-MADRID-2', evse: 'EVSE-MADRID-2-1' } } : {}),
    },
    {
      checked: ({ id }) => {
        // The provider behind the hub pushes a Token, and sends the commands that the suite waits for.
        if (role === 'emsp' && id === 'TOK-09' && provider) void drive(provider, `ZZ*${ours}`);
      },
    },
  );
  return run.report;
}

async function drive({ url }: RunningPlatform, to: string): Promise<void> {
  await control(url, 'PATCH', 'tokens/04A1B2C3D4E506', { language: 'en' });
  for (const location_id of ['LOC-1', 'LOC-2'])
    await control(url, 'POST', 'commands', { command: 'START_SESSION', token_uid: 'APP-1', location_id, to });
}

async function control(url: string, method: string, path: string, fields: object): Promise<void> {
  await fetch(`${url}/control/${path}`, { method, body: JSON.stringify(fields) }).catch(() => undefined);
}

/** Starts a simulator, and waits until the hub has the objects that it owns. */
async function register(url: string, side: PartnerRole): Promise<RunningPlatform> {
  const invitation = await invite(url, side === 'cpo' ? 'CPO' : 'EMSP', simulated[side]);
  const silent = { warn: () => undefined, error: () => undefined };
  return new Promise((published, failed) => {
    const simulator = startSimulator({
      side,
      party: simulated[side],
      name: `Simulated ${side}`,
      host: '127.0.0.1',
      port: 0,
      log: {
        ...silent,
        info: ({ event }: { event?: string }) => {
          if (event === 'published') simulator.then(published, failed);
        },
      },
      locations: 6,
      speed: 20_000,
      live: false,
      idle: false,
      ...invitation,
    });
    simulator.catch(failed);
  });
}

/** Makes a connection for a party in the hub; returns the versions URL and TOKEN_A for it. */
async function invite(
  url: string,
  role: 'CPO' | 'EMSP',
  party: string,
): Promise<{ versionsUrl: string; token: string }> {
  const [country_code, party_id] = party.split('*');
  const answer = await fetch(`${url}/admin/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role, country_code, party_id, name: 'Self-test' }),
  });
  const { versions_url, token } = (await answer.json()) as { versions_url: string; token: string };
  return { versionsUrl: versions_url, token };
}

function listening(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: output }).on('line', (line) => {
      const { event, url } = JSON.parse(line) as { event?: string; url?: string };
      if (event === 'listening' && url) resolve(url);
    });
  });
}
