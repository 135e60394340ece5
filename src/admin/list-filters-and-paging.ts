import type { Hub } from '../hub/hub-dependencies.ts';
import { connectionById, connectionOf } from '../hub/market/connection-index.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { Party, Role } from '../ocpi/words/party-id.ts';
import type { Parameter, Values } from './query-parameters.ts';
import type { AdminRequest } from './route-types.ts';

/** One filter of a list: its query parameter, and whether a row passes for a value of the parameter. */
export interface Filter<T> extends Parameter {
  fits(row: T, value: string, hub: Hub): boolean;
}

/** The search, filters and orders that a list of the admin API offers. */
export interface Listing<T> {
  /** Name of the texts that `q` searches, for people; then the texts of a row. */
  searched: string;
  texts(row: T, hub: Hub): (string | null)[];
  filters: Filter<T>[];
  /**
   * By the name of each order: the value by which a row is sorted. Without an order, rows stay in the order of the
   * list.
   */
  orders: Record<string, (row: T, hub: Hub) => string | number | null>;
  /** Whether a row is shown at all; a hidden row keeps its position for cursors. */
  shows?(row: T): boolean;
  /** Maximum number of rows of a page, and the number where the query does not say. */
  most?: number;
  usual?: number;
}

/** The query parameter that names a party. */
export const partyParameter: Parameter = {
  name: 'party',
  kind: 'text',
  description: 'A party such as NL*ABC',
  shape: { words: 'a party such as NL*ABC', pattern: /^[A-Za-z]{2}\*[A-Za-z0-9]{3}$/ },
};

/** The query parameters that a list accepts. */
export function parametersOf<T>({
  searched,
  filters,
  orders,
  most = 1000,
  usual = most,
}: Listing<T>): Parameter[] {
  const names = Object.keys(orders);
  return [
    ...filters.map(({ fits: _, ...parameter }) => parameter),
    {
      name: 'q',
      kind: 'text',
      description: `Words that must all stand in ${searched}, in any case of letters`,
    },
    {
      name: 'sort',
      kind: 'text',
      description: 'Order of the list; with - the other way round',
      oneOf: names.flatMap((name) => [name, `-${name}`]),
    },
    {
      name: 'limit',
      kind: 'number',
      description: `How many at most; more than ${most} counts as ${most}`,
      least: 1,
      cap: most,
      default: usual,
    },
    { name: 'cursor', kind: 'text', description: 'Where the page before ended, from its header Link' },
  ];
}

/** A row that passes the filters, with the value by which it is sorted and its position in the whole list. */
interface Placed<T> {
  row: T;
  key: string | number;
  place: number;
}

/**
 * One page of a list, with the headers that tell the number of rows (`X-Total-Count`) and lead to the next page
 * (`Link`). A page begins behind the last row of the page before, wherever that row stands by now.
 */
export function pageOf<T>(
  rows: Iterable<T>,
  listing: Listing<T>,
  hub: Hub,
  { query, url }: Pick<AdminRequest, 'query' | 'url'>,
): { rows: T[]; headers: Record<string, string> } {
  const order = orderOf(listing, query, hub);
  const passes = passing(listing, query, hub);
  const all: Placed<T>[] = [];
  let place = 0;
  for (const row of rows) {
    if (passes(row)) all.push({ row, key: order.keyOf(row), place });
    place += 1;
  }
  if (query.sort !== undefined) all.sort(order.compare);
  const after = cursorOf(query);
  const from = after ? all.findIndex((one) => order.compare(one, after) > 0) : 0;
  const limit = Number(query.limit);
  const shown = from < 0 ? [] : all.slice(from, from + limit);
  const last = shown.at(-1);
  const isMore = last !== undefined && from + limit < all.length;
  return {
    rows: shown.map(({ row }) => row),
    headers: headersOf(all.length, url, isMore ? { cursor: textOf(last) } : undefined),
  };
}

/** The headers of a page: the number of rows of the list, and the query of the next page. */
export function headersOf(
  total: number,
  url: string,
  next: Record<string, string> | undefined,
): Record<string, string> {
  const [path = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(next ?? {})) parameters.set(name, value);
  return {
    'X-Total-Count': String(total),
    ...(next ? { Link: `<${path}?${parameters}>; rel="next"` } : {}),
  };
}

/** The texts by which an operator may search for a party. */
export function namesOf(hub: Hub, role: Role, party: Party): string[] {
  const name = connectionOf(hub.store.registry.read(), role, party)?.name;
  return name === undefined ? [party] : [party, name];
}

/** The texts by which an operator may search for a connection. */
export function namesOfConnection(hub: Hub, id: string): string[] {
  const connection = connectionById(hub.store.registry.read(), id);
  return connection ? [id, connection.name, ...connection.parties] : [id];
}

function orderOf<T>({ orders }: Listing<T>, { sort }: Values, hub: Hub) {
  const name = String(sort ?? '');
  const by = orders[name.replace(/^-/, '')];
  const way = name.startsWith('-') ? -1 : 1;
  return {
    keyOf: (row: T) => by?.(row, hub) ?? '',
    compare(one: Omit<Placed<T>, 'row'>, other: Omit<Placed<T>, 'row'>): number {
      if (one.key === other.key) return one.place - other.place;
      return (one.key < other.key ? -1 : 1) * way;
    },
  };
}

function passing<T>({ filters, texts, shows }: Listing<T>, query: Values, hub: Hub): (row: T) => boolean {
  const wanted = filters.filter(({ name }) => query[name] !== undefined);
  const words = String(query.q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean);
  return (row) => {
    if (shows?.(row) === false) return false;
    if (!wanted.every(({ name, fits }) => fits(row, String(query[name]), hub))) return false;
    if (words.length === 0) return true;
    const text = texts(row, hub).join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function textOf({ key, place }: Omit<Placed<unknown>, 'row'>): string {
  return Buffer.from(JSON.stringify([key, place])).toString('base64url');
}

function cursorOf({ cursor }: Values): { key: string | number; place: number } | undefined {
  if (cursor === undefined) return undefined;
  const wrong = 'is no cursor of a header Link';
  try {
    const [key, place] = JSON.parse(Buffer.from(String(cursor), 'base64url').toString()) as unknown[];
    const isKey = typeof key === 'string' || typeof key === 'number';
    if (isKey && typeof place === 'number') return { key, place };
  } catch {
    // A cursor that cannot be read is refused below, like any other wrong text.
  }
  throw new Refusal('invalid', `?cursor ${wrong}`, [{ pointer: '?cursor', message: wrong }]);
}
