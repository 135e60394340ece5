import { join } from 'node:path';
import type { Router } from 'express';
import { type ConformanceRuns, startConformanceRuns } from '../admin/conformance-runs.ts';
import { type Feed, startFeed } from '../admin/exchange-feed.ts';
import type { Hub } from '../hub/hub-dependencies.ts';
import { createAgreements } from '../hub/partners/agreements.ts';
import {
  createConnection,
  inviteAgain,
  listConnections,
  removeConnection,
} from '../hub/partners/connections.ts';
import { versionsUrlFor } from '../hub/partners/credentials-handshake.ts';
import type { Connection } from '../hub/ports/connection-registry.ts';
import type { WorkspaceStandIn, WorkspaceView } from '../hub/types.generated.ts';
import type { Reach } from '../ocpi/client/allowed-networks.ts';
import type { Near } from '../ocpi/client/origins-in-this-process.ts';
import type { Exchange } from '../ocpi/messages/request-and-answer-types.ts';
import { type Party, partyId, type Role } from '../ocpi/words/party-id.ts';
import { originOf, type StandIn, type StandInId, standIns, startStandIn } from './simulated-partners.ts';
import type { WorkspaceRecord } from './workspace-record.ts';

/** The hub of one workspace: it shares store, registry, trace and memory with no other hub. */
export interface OwnHub {
  hub: Hub;
  reach: Reach;
  /** The OCPI interfaces of the hub, to be mounted at the path of its URL. */
  partners: Router;
  /** Stops the hub and closes its store. */
  stop(): Promise<void>;
}

/** Makes the hub of a workspace. */
export type HubMaker = (own: {
  folder: string;
  url(): string;
  near: Near;
  record(exchange: Exchange): void;
}) => Promise<OwnHub>;

/** An open workspace: a hub, two simulated partners, runs of the conformance suite. */
export interface Workspace extends OwnHub {
  record: WorkspaceRecord;
  feed: Feed;
  conformance: ConformanceRuns;
  /** The simulated partners that run. */
  standIns: Partial<Record<StandInId, StandIn>>;
  /** TOKEN_A of the partner, where it has just been made. */
  token?: string;
  /** Whether the workspace's folder exceeds its limit; measured from time to time. */
  full: boolean;
  /** The port of this machine at which the conformance suite listens during a run. */
  suitePort?: number;
}

/** All that opening a workspace needs beside its record. */
export interface Opening {
  /**
   * Called with the workspace as soon as its hub exists: its simulated partners call the hub by the same paths as the
   * partner.
   */
  made(workspace: Workspace): void;
  folder: string;
  /** The URL of the sandbox, which ends with `/sandbox`. */
  url(): string;
  /** The address at which this process serves the sandbox to its simulated partners. */
  near: Near;
  makeHub: HubMaker;
}

/** Opens a workspace in its folder, a new one or one that was closed. */
export async function openWorkspace(record: WorkspaceRecord, opening: Opening): Promise<Workspace> {
  const running: Workspace['standIns'] = {};
  const ids = Object.keys(standIns) as StandInId[];
  const near: Near = (origin) => {
    const id = ids.find((one) => originOf(one) === origin);
    return id && running[id]?.url;
  };
  const feed = startFeed();
  const own = await opening.makeHub({
    folder: opening.folder,
    url: () => `${opening.url()}/w/${record.id}`,
    near,
    record: (exchange) => feed.publish(exchange),
  });
  const conformance = startConformanceRuns(own.hub.now);
  const workspace: Workspace = { ...own, record, feed, conformance, standIns: running, full: false };
  opening.made(workspace);
  try {
    for (const id of ids) {
      // The mark distinguishes objects of the simulated partner in the partner's own role from the partner's objects.
      const mark = standIns[id].role === record.role ? `${record[id].replace('*', '')}-` : '';
      const at = { folder: join(opening.folder, 'stand-ins'), near: opening.near, mark };
      running[id] = await startStandIn(own.hub, id, record[id], at);
    }
    const token = await invitePartner(own.hub, record);
    if (token !== undefined) workspace.token = token;
    await agreeAll(own.hub, record);
    await Promise.all(Object.values(running).map(({ ready }) => ready));
    return workspace;
  } catch (error) {
    await closeWorkspace(workspace, false);
    throw error;
  }
}

/** Stops all that runs in a workspace; `leaves` says whether the partner is told that the hub is gone. */
export async function closeWorkspace(workspace: Workspace, leaves: boolean): Promise<void> {
  const { hub, conformance, feed } = workspace;
  feed.end();
  await conformance.stop();
  const partner = connectionOf(workspace);
  if (leaves && partner?.status === 'REGISTERED')
    await removeConnection(hub, partner.id).catch((error: unknown) =>
      hub.log.warn(error, 'a partner was not told of the end of its workspace'),
    );
  // The hub ends first, so that it waits for no answer of simulated partners that have ended.
  await workspace.stop();
  await Promise.all(Object.values(workspace.standIns).map((standIn) => standIn.stop()));
}

/** The partner's connection: the newest one of its party. */
export function connectionOf({ hub, record }: Pick<Workspace, 'hub' | 'record'>): Connection | undefined {
  return findLast(hub, record.role, record.party);
}

/** Makes a connection for the partner where it has none that it could use, and returns its TOKEN_A. */
async function invitePartner(hub: Hub, { role, party, name }: WorkspaceRecord): Promise<string | undefined> {
  const known = findLast(hub, role, party);
  if (known && known.status !== 'UNREGISTERED') return undefined;
  const options = { push_on_agreement: true, charging_profiles: true };
  return (await createConnection(hub, { role, ...partyId(party), name, options })).token;
}

/** Makes a new TOKEN_A for the partner, whose connection must wait for registration or have ended. */
export async function inviteOnce({ hub, record }: Workspace): Promise<string> {
  const made = await invitePartner(hub, record);
  return made ?? (await inviteAgain(hub, findLast(hub, record.role, record.party)!.id)).token;
}

/**
 * Makes the agreements of a workspace that are missing: of the partner with the simulated partner in the other role,
 * and of the simulated partners with each other.
 */
async function agreeAll(hub: Hub, { role, party, operator, provider }: WorkspaceRecord): Promise<void> {
  const pairs: [Party, Party][] = [
    [operator, provider],
    role === 'CPO' ? [party, provider] : [operator, party],
  ];
  const { agreements } = hub.store.registry.read();
  const missing = pairs.filter(([cpo, emsp]) => agreements.between(cpo, emsp).length === 0);
  if (missing.length === 0) return;
  await createAgreements(
    hub,
    missing.map(([cpo, emsp]) => ({ cpo: partyId(cpo), emsp: partyId(emsp) })),
  );
}

/** The partner's view of its workspace; each field is named, so that no secret gets into it by accident. */
export function viewOf(workspace: Workspace): WorkspaceView {
  const { record, hub, full } = workspace;
  const connection = connectionOf(workspace)!;
  return {
    id: record.id,
    role: record.role,
    name: record.name,
    party: record.party,
    created: new Date(record.created).toISOString(),
    until: new Date(record.until).toISOString(),
    full,
    connection: connection.id,
    status: connection.status,
    hub_versions_url: versionsUrlFor(hub, connection),
    callback: record.callback,
    stand_ins: (Object.keys(standIns) as StandInId[]).map((id) => standInView(workspace, id)),
  };
}

function standInView({ hub, record }: Workspace, id: StandInId): WorkspaceStandIn {
  const { role, name } = standIns[id];
  const connection = findLast(hub, role, record[id])!;
  return { id, role, party: record[id], name, connection: connection.id, status: connection.status };
}

function findLast(hub: Hub, role: Role, party: Party): Connection | undefined {
  return listConnections(hub).findLast((one) => one.role === role && one.party === party);
}
