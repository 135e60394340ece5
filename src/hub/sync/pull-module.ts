import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { forEver } from '../ports/expiring-key-values.ts';
import type { ListsBefore } from '../remembered-lists.ts';
import { type ModuleSync, newModuleSync } from '../sync-report-types.ts';
import { type Mark, markOf, windowOf } from './date-window.ts';
import { withRetired } from './module-sync-report.ts';
import { listAgain } from './objects-listed-before.ts';
import { openLists } from './open-partner-lists.ts';
import { type Reading, type ReadLists, readLists, warned } from './read-partner-lists.ts';
import { retire, type SecondLook } from './retire-missing-objects.ts';
import { secondLooks } from './second-list-reading.ts';
import { shareTariffs } from './tariffs-of-several-parties.ts';

/** A pull of one module of a partner. */
export interface Pull extends Reading {
  /** Id of the sync that this pull is part of. */
  sync: string;
  /** True for a full sync, false for a delta sync. */
  full: boolean;
  /** Tells whether objects that a complete list lacks are retired. */
  retires: boolean;
  /** Number of the hub's newest change when the sync was asked for. */
  begun: number;
  /** Deadline in milliseconds since 1970: no page is requested after it. */
  until: number;
  /** The hub's memory of lists, which a full sync uses. */
  before?: ListsBefore | undefined;
}

/** The result of a pull of one module. */
export interface Pulled {
  report: ModuleSync;
  /** Whether a failure ended the pull that may be over at the next attempt. */
  passing: boolean;
}

/**
 * Pulls one module of a partner, and stores each object through `receive`, like a push (SYNC-02 to SYNC-20); yields the
 * report anew as it grows. A failure is part of the report and does not move the window (SYNC-05).
 */
export async function* pullModule(hub: Hub, pull: Pull): AsyncGenerator<ModuleSync, Pulled> {
  const { connection, module, full, until, before } = pull;
  const row = editionOf(connection).objectRow(module);
  const started = hub.now();
  const key = `${connection.id} ${module}`;
  const last = full ? undefined : await hub.store.notes.get<Mark>('sync', key);
  const needsFrom = row.sender.required?.includes('date_from') ?? false;
  const window = windowOf(last, { now: started, overlap: hub.syncOverlap, needsFrom });
  const begun = { ...newModuleSync(module, started), date_from: window.from, date_to: window.to };
  yield begun;
  const again =
    full && before ? (party: Party) => listAgain(hub, before, { connection, module, party }) : undefined;
  const lists = await openLists(hub, { connection, module, window, until, again }, started);
  const read = yield* readLists(hub, pull, lists, begun);
  const second = secondLooks(hub, { connection, module, until }, lists.toHeaders);
  const report =
    full && pull.retires && row.marksOwner ? yield* retireMissing(hub, pull, read, second) : read.report;
  if (lists.toHeaders === 'ignores' && (row.names || row.namedBy)) await shareTariffs(hub, connection);
  if (!report.error) await hub.store.notes.put('sync', key, markOf(started, read.timestamps), forEver);
  return { report, passing: read.passing };
}

/** Retires objects that complete lists lack, owner after owner. */
async function* retireMissing(
  hub: Hub,
  { connection, module, begun, sync }: Pull,
  read: ReadLists,
  again: SecondLook,
): AsyncGenerator<ModuleSync, ModuleSync> {
  let { report } = read;
  // An object as young as the window's end may have moved out of the window while the list was read.
  const until = Date.parse(report.date_to) - hub.syncOverlap;
  for (const owner of read.whole) {
    const seen = read.seen.get(owner) ?? new Set();
    const retired = await retire(hub, { module, owner, seen, until, begun, sync, again });
    const { held, of, unsure } = retired;
    report = withRetired(report, retired);
    if (held > 0)
      report = warned(
        hub,
        connection,
        report,
        `${held} of the ${of} ${module} of ${owner} are not on its list: they stay until "ocpi-hub sync confirm ${sync}", or until another full sync an hour later lacks them too`,
      );
    if (unsure)
      report = warned(
        hub,
        connection,
        report,
        `${unsure.lacking} of the ${of} ${module} of ${owner} are not on its list, which could not be read once more to be sure (${unsure.error}): they stay`,
      );
    yield report;
  }
  return report;
}
