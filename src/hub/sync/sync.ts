import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import { endpointOf } from '../../ocpi/editions/versions.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { Repair } from '../../ocpi/words/style.ts';
import type { Hub } from '../hub.ts';
import { learn } from '../market/profile.ts';
import type { FiledFrom } from '../objects/filing.ts';
import type { Connection } from '../ports/registry.ts';
import type { ModuleSync, PulledObject } from '../sync-report.ts';
import type { Crawl } from './crawl.ts';
import { type OpenList, openLists } from './lists.ts';
import { retire } from './retirement.ts';
import { shareTariffs } from './shared-tariffs.ts';
import type { SyncPage } from './sync-page.ts';
import { type Mark, markOf, windowOf } from './window.ts';

/** Rejected objects kept by name in a report. */
const mostRejections = 100;

/** Objects of a page that are checked and stored side by side. */
const width = 128;

/** Notes of when a module was last pulled have no end. */
const forEver = 8.64e15;

/** A pull of one module of a partner. */
export interface Pull {
  /** Id of the sync that it is part of. */
  sync: string;
  connection: Connection;
  /** Everything, not only what changed. */
  full: boolean;
  /** Whether what a complete list lacks is retired. */
  retires: boolean;
  /** The hub's position when the sync was asked for. */
  begun: number;
  /** After this, in milliseconds since 1970, no page is asked for. */
  until: number;
  /** The report, filled while it runs. */
  progress: ModuleSync;
  /** Takes an object of a list; `valid` says that it has been checked as it is. */
  take(from: FiledFrom, object: unknown, valid: boolean): Promise<PulledObject>;
}

/** Store ids of what stood on lists, by owner. */
type Seen = Map<Party, Set<string>>;

/** The modules the hub pulls from a partner: what it owns and offers (SYNC-01). */
export function pulledFrom({ role, endpoints }: Connection): ObjectModuleId[] {
  return objectModules.filter((module) => objectRow(module).owner === role && endpointOf(endpoints, module));
}

/**
 * Pulls one module of a partner, each object through the same door as a push (SYNC-02 to SYNC-20). A failure is told in the
 * report and does not move the window (SYNC-05). Resolves with whether it failed by something that may be over in a while.
 */
export async function pullModule(hub: Hub, pull: Pull): Promise<boolean> {
  const { connection, progress, full, until } = pull;
  const { module } = progress;
  const row = objectRow(module);
  const started = hub.now();
  const key = `${connection.id} ${module}`;
  const last = full ? undefined : await hub.store.notes.get<Mark>('sync', key);
  const needsFrom = row.sender.required?.includes('date_from') ?? false;
  const window = windowOf(last, { now: started, overlap: hub.syncOverlap, needsFrom });
  Object.assign(progress, { date_from: window.from, date_to: window.to });
  const { lists, ears } = await openLists(hub, { connection, module, window, until }, started);
  const seen: Seen = new Map(connection.parties.map((party) => [party, new Set<string>()]));
  const whole: Party[] = [];
  const timestamps: (string | undefined)[] = [];
  let passing = false;
  for (const open of lists) {
    const list = await open();
    const asked = ears === 'deaf' ? 'deaf' : list.party;
    const crawled = await readList(hub, pull, list, { connection, module, asked }, seen);
    if (!list.first.done) timestamps.push(list.first.value.reply.timestamp);
    passing ||= crawled.passing;
    if (crawled.error) progress.error = lists.length > 1 ? `${list.party}: ${crawled.error}` : crawled.error;
    else if (crawled.short > 0)
      warn(
        hub,
        pull,
        `the list counts ${crawled.short} objects more than it holds: nothing is retired by it`,
      );
    else whole.push(...(asked === 'deaf' ? connection.parties : [list.party]));
  }
  if (full && pull.retires && row.marksOwner)
    for (const owner of whole) await retireOf(hub, pull, owner, seen.get(owner) ?? new Set());
  if (ears === 'deaf' && (row.names || row.namedBy)) await shareTariffs(hub, connection);
  if (!progress.error) await hub.store.notes.put('sync', key, markOf(started, timestamps), forEver);
  return passing;
}

/** Reads a list to its end, and learns from it how the partner writes and how large its pages may be. */
async function readList(hub: Hub, pull: Pull, list: OpenList, from: FiledFrom, seen: Seen): Promise<Crawl> {
  const repairs = new Set<Repair>();
  let page = list.first;
  while (!page.done) {
    for (const repair of page.value.repaired) repairs.add(repair);
    await takePage(pull, page.value, from, seen);
    page = await list.next();
  }
  const { complete, limit } = page.value;
  const { registry } = hub.store;
  if (complete && limit > 0 && limit < list.limit)
    await learn(registry, from.connection.id, { page_size: limit });
  // What it lists like that it will push like that.
  if (repairs.size > 0) await learn(registry, from.connection.id, { repairs: [...repairs] });
  return page.value;
}

async function takePage(
  { progress, take }: Pull,
  { reply, valid }: SyncPage,
  from: FiledFrom,
  seen: Seen,
): Promise<void> {
  const objects = reply.data as unknown[];
  const before = progress.received;
  progress.pages += 1;
  progress.received += objects.length;
  for (let at = 0; at < objects.length; at += width) {
    const some = objects.slice(at, at + width);
    const pulled = await Promise.all(some.map((object) => take(from, object, valid.has(object))));
    for (const [index, one] of pulled.entries()) {
      progress[one.outcome] += 1;
      if (one.seen) seen.get(one.seen.owner)?.add(one.seen.id);
      if (one.rejection && progress.rejections.length < mostRejections)
        progress.rejections.push({ place: before + at + index, ...one.rejection });
    }
  }
}

async function retireOf(hub: Hub, pull: Pull, owner: Party, seen: Set<string>): Promise<void> {
  const { progress, begun, sync } = pull;
  const { module, date_to } = progress;
  // What is as young as the window's end may have moved out of it while it was read.
  const until = Date.parse(date_to) - hub.syncOverlap;
  const { removed, held, of } = await retire(hub, { module, owner, seen, until, begun, sync });
  progress.removed += removed;
  progress.held += held;
  if (held > 0)
    warn(
      hub,
      pull,
      `${held} of the ${of} ${module} of ${owner} are not on its list: they stay until "ocpi-hub sync confirm ${sync}", or until another full sync an hour later lacks them too`,
    );
}

function warn(hub: Hub, { progress, connection }: Pull, message: string): void {
  progress.warnings.push(message);
  hub.log.warn({ event: 'sync', connection: connection.id, module: progress.module }, message);
}
