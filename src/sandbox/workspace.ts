import { join } from 'node:path';
import type { Router } from 'express';
import { type ConformanceRuns, startConformanceRuns } from '../admin/conformance-runs.ts';
import { type Feed, startFeed } from '../admin/feed.ts';
import type { Hub } from '../hub/hub.ts';
import { createAgreements } from '../hub/partners/agreements.ts';
import {
  createConnection,
  inviteAgain,
  listConnections,
  removeConnection,
} from '../hub/partners/connections.ts';
import { versionsUrlFor } from '../hub/partners/register.ts';
import type { Connection } from '../hub/ports/registry.ts';
import type { WorkspaceStandIn, WorkspaceView } from '../hub/types.generated.ts';
import type { Near } from '../ocpi/client/near.ts';
import type { Reach } from '../ocpi/client/network.ts';
import type { Exchange } from '../ocpi/messages/exchange.ts';
import { type Party, partyId, type Role } from '../ocpi/words/party.ts';
import type { WorkspaceRecord } from './record.ts';
import { originOf, type StandIn, type StandInId, standIns, startStandIn } from './stand-ins.ts';

/** The hub of one workspace: it shares store, registry, trace and memory with no other. */
export interface OwnHub {
  hub: Hub;
  reach: Reach;
  /** Its OCPI interfaces, to be mounted at the path of its URL. */
  partners: Router;
  /** Stops it and closes its store. */
  stop(): Promise<void>;
}

/** Makes the hub of a workspace; given by who builds hubs. */
export type HubMaker = (own: {
  folder: string;
  url(): string;
  near: Near;
  record(exchange: Exchange): void;
}) => Promise<OwnHub>;

/** A workspace that is open: a hub, two stand-ins, runs of the suite. */
export interface Workspace extends OwnHub {
  record: WorkspaceRecord;
  feed: Feed;
  conformance: ConformanceRuns;
  /** Those of its stand-ins that run. */
  standIns: Partial<Record<StandInId, StandIn>>;
  /** TOKEN_A of the partner, where it was made just now. */
  token?: string;
  /** Whether its folder has outgrown its bound; looked at from time to time. */
  full: boolean;
  /** The port of this machine at which its suite listens while a run is under way. */
  suitePort?: number;
}

/** The circumstances in which a workspace is opened. */
export interface Opening {
  /** Gets the workspace as soon as its hub is there: its stand-ins come through the same paths as its partner. */
  made(workspace: Workspace): void;
  folder: string;
  /** The URL of the sandbox, which ends with `/sandbox`. */
  url(): string;
  /** Where this process serves the sandbox to its stand-ins. */
  near: Near;
  makeHub: HubMaker;
}

/** Opens a workspace in its folder, new or as it was left. */
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
      // An object of a stand-in in the partner's own role must not be taken for one of the partner's.
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

/** Stops what runs of a workspace; `leaves` says whether the partner is told that the hub is gone. */
export async function closeWorkspace(workspace: Workspace, leaves: boolean): Promise<void> {
  const { hub, conformance, feed } = workspace;
  feed.end();
  await conformance.stop();
  const partner = connectionOf(workspace);
  if (leaves && partner?.status === 'REGISTERED')
    await removeConnection(hub, partner.id).catch((error: unknown) =>
      hub.log.warn(error, 'a partner was not told of the end of its workspace'),
    );
  // The hub ends first, so that it waits for no answer of those who are gone.
  await workspace.stop();
  await Promise.all(Object.values(workspace.standIns).map((standIn) => standIn.stop()));
}

/** The partner's connection: the newest in its name. */
export function connectionOf({ hub, record }: Pick<Workspace, 'hub' | 'record'>): Connection | undefined {
  return findLast(hub, record.role, record.party);
}

/** Makes the partner's connection where there is none that it could use, and gives its TOKEN_A. */
async function invitePartner(hub: Hub, { role, party, name }: WorkspaceRecord): Promise<string | undefined> {
  const known = findLast(hub, role, party);
  if (known && known.status !== 'UNREGISTERED') return undefined;
  const options = { push_on_agreement: true, charging_profiles: true };
  return (await createConnection(hub, { role, ...partyId(party), name, options })).token;
}

/** A new TOKEN_A for the partner, whose connection must wait for it or be over. */
export async function inviteOnce({ hub, record }: Workspace): Promise<string> {
  const made = await invitePartner(hub, record);
  return made ?? (await inviteAgain(hub, findLast(hub, record.role, record.party)!.id)).token;
}

/** Joins everybody who is not joined yet: the partner with the stand-in opposite, and the stand-ins with each other. */
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
