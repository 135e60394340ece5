import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { admin, http, inWords } from './call-admin-api.ts';
import type { Json } from './common/partner-record-lines.ts';
import { agreements, country, evil, type Member, members } from './common/torture-parties.ts';
import { type HubProcess, startHubProcess } from './hub-process.ts';
import { type EvilProcess, startEvil } from './malicious-partner-process.ts';
import { credentials } from './partner/sample-objects.ts';
import { type PartnerProcess, startPartner } from './partner-process.ts';
import { until } from './wait-until.ts';

/** The hub processes, partners and database of a torture run. */
export interface Scene {
  folder: string;
  hub: HubProcess;
  partners: PartnerProcess[];
  /** The malicious partner: starts and stops its attacks. */
  evil: { go(seed: string): void; stop: EvilProcess['stop'] };
  /** The hub's connection ids, by the party of each partner. */
  connections: Map<string, string>;
  /** Number of messages that the hub has acknowledged since the torture began. */
  acked(): number;
  stop(): Promise<void>;
}

/**
 * Options of the connections: a listed Session or CDR then names its owner in its location (HUB-06), which the ledger
 * needs.
 */
const options = { extensions: 'all' };

/**
 * Starts hub and partners, registers them, makes agreements, and waits until everything that commands and sessions need
 * is there.
 */
export async function setUp(given: {
  folder: string;
  seed: string;
  pause: number;
  workers: number;
  /** The PostgreSQL of the torture's own, which ends with the scene. */
  database?: { stop(): Promise<void> };
  env: Record<string, string>;
}): Promise<Scene> {
  const { folder, seed, pause, env, database, workers } = given;
  mkdirSync(folder, { recursive: true });
  let acked = 0;
  const hub = await startHubProcess(
    { HUB_DATA_DIR: join(folder, 'data'), ...env },
    join(folder, 'hub.log'),
    workers,
  );
  const partners = await Promise.all(
    members.map((member) =>
      startPartner({ member, folder, hub: hub.url(), seed, pause }, () => {
        acked += 1;
      }),
    ),
  );
  const connections = new Map<string, string>();
  for (const partner of partners) {
    const { id, token } = await connect(hub.url(), partner, partner.port(), options);
    connections.set(partner.party, id);
    partner.tell({ do: 'registered', tokenToHub: token });
  }
  for (const [cpo, emsp] of agreements) await agree(hub.url(), cpo, emsp);
  const evilOne = await invite(hub.url(), await startEvil(folder));
  await until(() => noSyncRuns(hub.url()));
  await Promise.all(
    partners.map((partner) => {
      const ready = partner.heard('ready');
      partner.tell({ do: 'publish' });
      return ready;
    }),
  );
  return {
    folder,
    hub,
    partners,
    connections,
    evil: evilOne,
    acked: () => acked,
    async stop() {
      evilOne.kill();
      await Promise.all([hub.kill(), ...partners.map((partner) => partner.kill())]);
      await database?.stop();
    },
  };
}

/** Registers the malicious partner in both roles, with agreements with everybody. */
async function invite(hub: string, process: EvilProcess) {
  const { token: asOperator } = await connect(hub, { role: 'CPO', party: evil.CPO }, process.port);
  const { token: asProvider } = await connect(hub, { role: 'EMSP', party: evil.EMSP }, process.port);
  for (const { role, party } of members)
    await (role === 'CPO' ? agree(hub, party, evil.EMSP) : agree(hub, evil.CPO, party));
  const tokens = { CPO: asOperator, EMSP: asProvider };
  return {
    go: (seed: string) => process.go({ hub, tokens, seed }),
    stop: process.stop,
    kill: process.kill,
  };
}

/** Invites a party and registers it as its platform would, whose versions are served at its port; `handshake` is that of 2.1.1 unless another is given. */
export async function connect(
  hub: string,
  { role, party }: Member,
  port: number,
  options: Json = {},
  handshake = register,
): Promise<{ id: string; token: string }> {
  const invited = await admin(hub, 'POST', '/connections', {
    role,
    country_code: country,
    party_id: party,
    name: party,
    options,
  });
  if (invited.status !== 201) throw new Error(`no invitation for ${party}: ${inWords(invited)}`);
  const id = String(invited.json.id);
  return { id, token: await handshake(hub, { role, party }, String(invited.json.token), port) };
}

/** Runs the handshake of an invited party; gives the token with which it calls the hub from then on. */
async function register(hub: string, { role, party }: Member, tokenA: string, port: number): Promise<string> {
  const side = role === 'CPO' ? 'emsp' : 'cpo';
  const answer = await http(
    'POST',
    `${hub}/ocpi/${side}/2.1.1/credentials`,
    `Token ${tokenA}`,
    credentials(`from-hub-${party}`, `http://127.0.0.1:${port}/ocpi/versions`, party),
  );
  const token = (answer.json.data as { token?: string } | undefined)?.token;
  if (!token) throw new Error(`${party} could not register: ${inWords(answer)}`);
  return token;
}

export async function agree(hub: string, cpo: string, emsp: string): Promise<string> {
  const party = (party_id: string) => ({ country_code: country, party_id });
  const answer = await admin(hub, 'POST', '/agreements', { cpo: party(cpo), emsp: party(emsp) });
  if (answer.status !== 201) throw new Error(`no agreement of ${cpo} and ${emsp}: ${inWords(answer)}`);
  return String(answer.json.id);
}

async function noSyncRuns(hub: string): Promise<string | undefined> {
  const answer = await admin(hub, 'GET', '/syncs');
  const { status, json } = answer;
  const all = (Array.isArray(json) ? json : (json.syncs ?? [])) as { status: string }[];
  if (status !== 200) return `syncs: ${inWords(answer)}`;
  return all.some((sync) => sync.status === 'RUNNING') ? 'a sync runs' : undefined;
}
