import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Repair } from '../../ocpi/words/repair-kinds.ts';
import type { Hub } from '../hub-dependencies.ts';
import { learn } from '../market/learnt-partner-profile.ts';
import type { FiledFrom } from '../objects/owner-of-listed-object.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { type ListAgain, ListedBefore } from '../remembered-lists.ts';
import type { ModuleSync, PulledObject, Unchanged } from '../sync-report-types.ts';
import { type Crawl, totalOf } from './crawl-list-pages.ts';
import { withObjects, withPage, withWarning } from './module-sync-report.ts';
import type { OpenList, OpenLists } from './open-partner-lists.ts';
import { type SyncPage, wholeObject } from './request-list-page.ts';

/** Number of objects of a page that are checked and stored in parallel. */
const width = 128;

/** Ids in the store of the objects on a partner's lists, by owner. */
type Seen = ReadonlyMap<Party, Set<string>>;

/** The dependencies of reading a module's lists: the connection and the function that stores an object. */
export interface Reading {
  connection: Connection;
  module: ObjectModuleId;
  /**
   * Stores an object of a list; `valid` says that it has been checked as it is, `text` is its own in the list where the object is
   * normal and `JSON.stringify` would write the same.
   */
  take(from: FiledFrom, object: unknown, valid: boolean, text: Buffer | undefined): Promise<PulledObject>;
  /** Finds the valid objects of a list that the hub has already in the same form, with the report on each. */
  unchanged(from: FiledFrom, objects: unknown[]): Promise<Map<unknown, Unchanged>>;
}

/** The lists of a module after they were read. */
export interface ReadLists {
  report: ModuleSync;
  seen: Seen;
  /** Owners whose lists were read to the end, so that what they lack is gone. */
  whole: Party[];
  /** The times that the partner gave on first pages. */
  timestamps: (string | undefined)[];
  /** A temporary failure ended a list early. */
  passing: boolean;
}

/** Reads a partner's lists one after another to their ends; yields the report anew as it grows. */
export async function* readLists(
  hub: Hub,
  reading: Reading,
  { lists, toHeaders }: OpenLists,
  begun: ModuleSync,
): AsyncGenerator<ModuleSync, ReadLists> {
  const { connection } = reading;
  const seen: Seen = new Map(connection.parties.map((party) => [party, new Set<string>()]));
  const whole: Party[] = [];
  const timestamps: (string | undefined)[] = [];
  let report = begun;
  let passing = false;
  for (const open of lists) {
    const list = await open();
    const asked = toHeaders === 'ignores' ? 'all' : list.party;
    const read = yield* readList(hub, reading, list, { report, asked, seen });
    const { error, short } = read.crawl;
    if (!list.first.done) timestamps.push(list.first.value.reply.timestamp);
    passing ||= read.crawl.passing;
    report = read.report;
    if (error) report = { ...report, error: lists.length > 1 ? `${list.party}: ${error}` : error };
    else if (short > 0)
      report = warned(
        hub,
        connection,
        report,
        `the list counts ${short} objects more than it holds: nothing is retired by it`,
      );
    else whole.push(...(asked === 'all' ? connection.parties : [list.party]));
  }
  return { report, seen, whole, timestamps, passing };
}

/** A list about to be read: the report so far, the party in whose name the hub asked, and the set for the ids. */
interface Before {
  report: ModuleSync;
  asked: FiledFrom['asked'];
  seen: Seen;
}

/** Reads a list to its end, and learns from it how the partner writes and how large its pages may be. */
async function* readList(
  hub: Hub,
  reading: Reading,
  list: OpenList,
  { report: begun, asked, seen }: Before,
): AsyncGenerator<ModuleSync, { report: ModuleSync; crawl: Crawl }> {
  const { connection, module } = reading;
  const from = { connection, module, asked };
  const repairs = new Set<Repair>();
  let report = begun;
  let page = list.first;
  for (; !page.done; page = await list.next()) {
    const { reply, repaired } = page.value;
    const objects = reply.data as unknown[];
    const place = report.received;
    for (const repair of repaired) repairs.add(repair);
    const counted = totalOf(reply);
    const expected = counted === undefined ? undefined : begun.received + counted;
    yield (report = withPage(report, objects.length, expected));
    for (let at = 0; at < objects.length; at += width) {
      const pulled = await pullSome(reading, from, { page: page.value, at, before: list.before });
      for (const { seen: one } of pulled) if (one) seen.get(one.owner)?.add(one.id);
      yield (report = withObjects(report, place + at, pulled));
    }
  }
  const { complete, limit } = page.value;
  if (complete) list.before?.keep(asked);
  const { registry } = hub.store;
  if (complete && limit > 0 && limit < list.limit) await learn(registry, connection.id, { page_size: limit });
  // The partner pushes objects written like those that it lists.
  if (repairs.size > 0) await learn(registry, connection.id, { repairs: [...repairs] });
  return { report, crawl: page.value };
}

/** Objects of a page from a place on, and what the hub remembers of their list. */
interface Some {
  page: SyncPage;
  at: number;
  before: ListAgain | undefined;
}

/**
 * Pulls some objects of a page: those that are remembered and stand are unchanged, and so are those that the hub has
 * byte for byte, which are remembered from now on; each other object is taken.
 */
async function pullSome(
  { take, unchanged }: Reading,
  from: FiledFrom,
  { page, at, before }: Some,
): Promise<PulledObject[]> {
  const listed = (page.reply.data as unknown[]).slice(at, at + width);
  const standing = (await before?.standing(listed, from.asked)) ?? new Set();
  const objects = listed.map((one, nth) => (standing.has(one) ? one : wholeObject(page, at + nth)));
  const compared = objects.filter((one, nth) => page.valid.has(listed[nth]) && !standing.has(one));
  const known = await unchanged(from, compared);
  return Promise.all(
    objects.map(async (object, nth) => {
      if (standing.has(object)) return listedAgain(object as ListedBefore, before);
      const element = page.reply.elements?.[at + nth];
      const same = known.get(object);
      const rating = page.flawless.get(listed[nth]);
      if (same && element && rating) before?.add(new ListedBefore(element, object as Json, same.state));
      if (same) return same;
      const text = rating === 'normal' && element?.asWritten ? element.text : undefined;
      return take(from, object, page.valid.has(listed[nth]), text);
    }),
  );
}

function listedAgain(object: ListedBefore, before: ListAgain | undefined): PulledObject {
  before?.add(object);
  const { owner, id } = object.state;
  return { outcome: 'unchanged', seen: { owner, id } };
}

/** Adds a warning to a report, and logs it. */
export function warned(hub: Hub, { id }: Connection, report: ModuleSync, message: string): ModuleSync {
  hub.log.warn({ event: 'sync', connection: id, module: report.module }, message);
  return withWarning(report, message);
}
