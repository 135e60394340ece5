import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hub } from '../hub/hub-dependencies.ts';
import { createConnection, listConnections, removeConnection } from '../hub/partners/connections.ts';
import { versionsUrlFor } from '../hub/partners/credentials-handshake.ts';
import type { Connection } from '../hub/ports/connection-registry.ts';
import type { Near } from '../ocpi/client/origins-in-this-process.ts';
import { type Party, partyId, type Role } from '../ocpi/words/party-id.ts';

/** The simulated partners of a workspace, by their names in URLs. */
export const standIns = {
  operator: { role: 'CPO', side: 'cpo', name: 'Stand-in operator' },
  provider: { role: 'EMSP', side: 'emsp', name: 'Stand-in provider' },
} as const;

export type StandInId = keyof typeof standIns;

/** A simulated partner that runs in this process. */
export interface StandIn {
  /** The address of the simulator on this machine, and the token of its control API. */
  url: string;
  controlToken: string;
  /** Resolves once the simulator is registered with its hub, or after ten seconds without. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

/**
 * The public origin of a simulated partner. The name has no address (RFC 6761): only the hub of its own workspace
 * reaches it.
 */
export function originOf(id: StandInId): string {
  return `https://${id}.sandbox.invalid`;
}

/** Milliseconds that the handshake of a simulated partner may take before the workspace opens without it. */
const patience = 10_000;

/**
 * The file with a simulated partner's registration, the URL of its workspace's hub, and a mark in the ids of its
 * objects.
 */
interface Place {
  folder: string;
  near: Near;
  mark: string;
}

/** Starts a simulated partner; it can call the hub of its workspace and no other server. */
export async function startStandIn(hub: Hub, id: StandInId, party: Party, at: Place): Promise<StandIn> {
  const { side, role, name } = standIns[id];
  const folder = join(at.folder, id);
  const { connection, token } = await invited(hub, role, party, name, folder);
  const { startSimulator } = await import('../../simulators/start-simulator.ts');
  const controlToken = hub.newToken();
  let listening = 0;
  let registered = () => {};
  const done = new Promise<void>((resolve) => {
    registered = resolve;
  });
  const running = await startSimulator({
    side,
    party,
    name,
    host: '127.0.0.1',
    port: 0,
    publicUrl: originOf(id),
    controlToken,
    versionsUrl: versionsUrlFor(hub, connection),
    token,
    data: folder,
    mark: at.mark,
    live: false,
    idle: false,
    locations: 12,
    tokens: 20,
    speed: 120,
    reach: { privateNetworks: false, plainHttp: false },
    near: at.near,
    log: {
      info(entry) {
        const { event, port } = entry as { event?: string; port?: number };
        if (event === 'listening') listening = port ?? 0;
        if (event === 'registered') registered();
      },
      warn: (entry, words) => hub.log.warn({ standIn: party, ...entry }, words),
      error: (entry, words) => hub.log.error({ standIn: party, ...entry }, words),
    },
  });
  return {
    url: `http://127.0.0.1:${listening}`,
    controlToken,
    ready: within(hub, done),
    stop: () => running.stop(),
  };
}

function within(hub: Hub, done: Promise<void>): Promise<void> {
  return new Promise((go) => {
    const cancel = hub.after(patience, go);
    void done.then(() => {
      cancel();
      go();
    });
  });
}

/** The connection of a simulated partner, with a TOKEN_A unless it renews a registration. */
async function invited(
  hub: Hub,
  role: Role,
  party: Party,
  name: string,
  folder: string,
): Promise<{ connection: Connection; token?: string }> {
  const known = listConnections(hub).find(
    (one) => one.role === role && one.party === party && one.status !== 'UNREGISTERED',
  );
  if (known?.status === 'REGISTERED' && existsSync(folder)) return { connection: known };
  if (known) await removeConnection(hub, known.id);
  await rm(folder, { recursive: true, force: true });
  const options = { push_on_agreement: true, charging_profiles: true };
  return createConnection(hub, { role, ...partyId(party), name, options });
}
