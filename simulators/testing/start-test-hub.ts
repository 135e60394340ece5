import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../src/hub/configuration.ts';
import { logger } from '../../src/logger.ts';
import { startHub } from '../../src/start-hub.ts';
import { jsonOf } from './request-json.ts';
import type { Hub, HubOptions, Party, Simulator } from './test-api-types.ts';
import { timeOf } from './test-clock.ts';

/** Starts a hub on a free port of this machine; its embedded store lies in a folder of its own. */
export async function startTestHub({ settings = {}, clock }: HubOptions = {}): Promise<Hub> {
  if (settings.HUB_EXTENSIONS !== undefined && settings.HUB_EXTENSIONS !== process.env.HUB_EXTENSIONS)
    throw new Error(
      'HUB_EXTENSIONS counts for simulators and hub of a process together: set it in its environment',
    );
  const folder = mkdtempSync(join(tmpdir(), 'ocpi-hub-testing-'));
  const adminToken = settings.HUB_ADMIN_TOKEN ?? 'testing-admin-token-of-a-hub';
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const given = {
    HUB_PORT: '0',
    HUB_ALLOW_PRIVATE_NETWORKS: 'true',
    HUB_DATA_DIR: folder,
    HUB_ADMIN_TOKEN: adminToken,
    ...settings,
  };
  const log = await logger('silent');
  const running = await Promise.resolve()
    .then(() => startHub(readConfiguration(given), log, timeOf(clock)))
    .catch((error: unknown) => {
      remove();
      throw error;
    });
  const headers = { Authorization: `Bearer ${adminToken}` };
  const admin: Hub['admin'] = (method, path, body) =>
    jsonOf('the hub', `${running.url}/admin${path}`, { method, body, headers });
  return {
    url: running.url,
    adminToken,
    admin,
    async invite({ role, party, name = party, options }) {
      const invitation = { role, ...idOf(party), name, ...(options && { options }) };
      const made = (await admin('POST', '/connections', invitation)) as {
        token: string;
        versions_url: string;
      };
      return { token: made.token, versionsUrl: made.versions_url };
    },
    agree: async (cpo, emsp) =>
      void (await admin('POST', '/agreements', { cpo: idOf(cpo), emsp: idOf(emsp) })),
    async stop() {
      await running.stop();
      remove();
    },
  };
}

function idOf(partner: Simulator | Party): { country_code: string; party_id: string } {
  const party = typeof partner === 'string' ? partner : partner.party;
  const [country_code = '', party_id = ''] = party.split('*');
  return { country_code, party_id };
}
