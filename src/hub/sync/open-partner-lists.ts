import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { endpointOf, withQuery } from '../../ocpi/editions/endpoint-urls.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { learn, profileOf } from '../market/learnt-partner-profile.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { ListAgain } from '../remembered-lists.ts';
import { type Crawl, crawl } from './crawl-list-pages.ts';
import type { Window } from './date-window.ts';
import { type ToHeaders, toHeadersBy } from './detect-to-header-support.ts';
import { askPage, type SyncPage, wholeObject } from './request-list-page.ts';

/**
 * The lists to read from a partner: the module, the window (absent: objects of all dates), and the deadline in
 * milliseconds since 1970.
 */
export interface Wanted {
  connection: Connection;
  module: ObjectModuleId;
  window?: Window;
  until: number;
  /** Begins to read a list of which the hub remembers what it was the last time. */
  again?: ((party: Party) => ListAgain) | undefined;
}

/** The list that a partner gives in the name of one of its parties, of which the first page has been read. */
export interface OpenList {
  party: Party;
  /** Number of objects per page (`limit`) for which the hub asked the partner. */
  limit: number;
  /** The list as the hub remembers it. */
  before: ListAgain | undefined;
  first: IteratorResult<SyncPage, Crawl>;
  /** Reads the next page of the list, or the result when it has ended. */
  next(): Promise<IteratorResult<SyncPage, Crawl>>;
}

/**
 * Lists to be read one after another, each opened when its turn comes; one list for all parties where the platform
 * ignores To headers.
 */
export interface OpenLists {
  toHeaders: ToHeaders;
  lists: (() => Promise<OpenList>)[];
}

/** Begins to read a partner's list of the objects of one of its parties. */
export async function openList(hub: Hub, wanted: Wanted, party: Party): Promise<OpenList> {
  const { connection, module, window, until } = wanted;
  const { page_size: size } = profileOf(connection);
  const limit = Math.min(connection.options.page_limit, size ?? Number.MAX_SAFE_INTEGER);
  const first = new URL(
    withQuery(endpointOf(connection.endpoints, module) ?? '', {
      ...(window?.from ? { date_from: window.from } : {}),
      ...(window ? { date_to: window.to } : {}),
      ...{ offset: '0', limit: String(limit) },
    }),
  );
  const before = wanted.again?.(party);
  const pages = crawl<SyncPage>({
    first,
    ask: (url) => askPage(hub, { connection, module, party, before }, url),
    wait: (milliseconds) => new Promise<void>((done) => hub.after(milliseconds, done)),
    pause: hub.pullPause,
    rest: () => hub.rests.left(connection.id),
    over: (later) =>
      hub.now() + later < until
        ? undefined
        : `not finished within the ${hub.syncTimeout} ms that a sync may take`,
  });
  return { party, limit, before, first: await pages.next(), next: () => pages.next() };
}

/**
 * Opens the lists of a partner, one after another as they are read: one for each of its parties, or one for all where
 * the platform ignores To headers (SYNC-13, SYNC-18). The hub finds that out anew each time, and stores it in the
 * partner's profile for questions; a setting of the hub's operator counts before it.
 */
export async function openLists(hub: Hub, wanted: Wanted, started: number): Promise<OpenLists> {
  const { connection, module } = wanted;
  const [one = connection.party, other, ...others] = connection.parties;
  const first = await openList(hub, wanted, one);
  const opened = (list: OpenList) => () => Promise.resolve(list);
  if (!other) return { toHeaders: 'heeds', lists: [opened(first)] };
  const set = connection.profile?.set.ignores_to;
  const known = set ?? connection.profile?.learnt.ignores_to;
  // An empty first list tells nothing: if the platform ignored To, the other lists would be empty too.
  if (set === true || (first.first.done && known !== false))
    return { toHeaders: known ? 'ignores' : 'heeds', lists: [opened(first)] };
  const second = await openList(hub, wanted, other);
  const found =
    set === undefined
      ? compared(first, second, started - hub.syncOverlap, objectRow(module).key.at(-1))
      : undefined;
  if (found) await learn(hub.store.registry, connection.id, { ignores_to: found === 'ignores' });
  const toHeaders = found ?? (known ? 'ignores' : 'heeds');
  if (toHeaders === 'ignores') return { toHeaders, lists: [opened(first)] };
  const rest = others.map((party) => () => openList(hub, wanted, party));
  return { toHeaders, lists: [opened(first), opened(second), ...rest] };
}

function compared(one: OpenList, other: OpenList, since: number, idField = 'id'): ToHeaders | undefined {
  if (one.first.done || other.first.done) return undefined;
  const [left = [], right = []] = [one.first.value, other.first.value].map(wholeObjects);
  return toHeadersBy(left, right, since, idField);
}

function wholeObjects(page: SyncPage): unknown[] {
  return (page.reply.data as unknown[]).map((_, at) => wholeObject(page, at));
}
