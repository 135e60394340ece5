import type { Json, ObjectRow, Part } from '../editions/basic-ocpi-types.ts';
import type { Alike } from './conversion-types.ts';
import { aliasOf } from './shorten-and-fill-values.ts';

// In 2.1.1 ids that differ in case alone are different, in 2.2.1 equal: for readers of 2.2.1 the object that was seen
// first keeps its id, others get a short one.

/** An id in the form in which a version that ignores case compares it. */
export function folded(id: string): string {
  return id.toLowerCase();
}

/**
 * The id under which readers of another version know an object or a part of it; `ids` are the owner's ids that lead to
 * it.
 */
export function idAcross(alike: readonly Alike[] | undefined, kind: string, ids: readonly string[]): string {
  const last = ids.at(-1) ?? '';
  // The last ids are compared first: an object may have thousands of such parts, and an operator as many such objects.
  const isOwn = (one: Alike) =>
    one.at(-1) === last &&
    one.length === ids.length + 1 &&
    one[0] === kind &&
    ids.every((id, at) => one[at + 1] === id);
  return aliasOf(last, alike?.some(isOwn));
}

/**
 * Translates each step of a path for readers of another version: the object's id first, then those of the part and of
 * the part's part.
 */
export function idsAcross(
  alike: readonly Alike[] | undefined,
  kind: string,
  ids: readonly string[],
): string[] {
  return ids.map((_, at) => idAcross(alike, kind, ids.slice(0, at + 1)));
}

/**
 * Translates back from `idsAcross`: the owner's ids for the parts that a reader of another version names; an unknown id
 * stays.
 */
export function idsBack(
  { object: kind, key, parts = [] }: Pick<ObjectRow, 'object' | 'key' | 'parts'>,
  object: Json,
  named: readonly string[],
  alike?: readonly Alike[],
): string[] {
  const own = [String(object[key.at(-1) ?? 'id'])];
  let within: Json | undefined = object;
  for (const [level, id] of named.entries()) {
    const part = parts[level];
    const all: Json[] = part && within ? listOf(within, part.list) : [];
    const idOf = (one: Json) => String(one[part?.key ?? 'id']);
    const isNamed = (one: Json) => folded(idAcross(alike, kind, [...own, idOf(one)])) === folded(id);
    within = all.find(isNamed) ?? all.find((one) => idOf(one) === id);
    own.push(within ? idOf(within) : id);
  }
  return own.slice(1);
}

/** Whether no two parts of one list have ids that a reader who ignores case would take for the same. */
export function arePartsClear({ parts = [] }: Pick<ObjectRow, 'parts'>, object: Json, level = 0): boolean {
  const part = parts[level];
  if (!part) return true;
  const all = listOf(object, part.list);
  if (all.length > 1 && new Set(all.map((one) => folded(String(one[part.key])))).size < all.length)
    return false;
  return all.every((one) => arePartsClear({ parts }, one, level + 1));
}

/**
 * The parts of an object, by the ids that lead to them, whose ids a reader who ignores case would confuse with another
 * part's. Of two such parts the one keeps its id that had it in the state `before`, else the first; `known` are parts
 * that have had to give it up already.
 */
export function alikeParts(
  { parts = [] }: Pick<ObjectRow, 'parts'>,
  object: Json,
  before: () => Json | undefined,
  known: readonly string[][],
): string[][] {
  let earlier: Json | undefined;
  return alikeWithin(parts, object, () => (earlier ??= before() ?? {}), new Set(known.map(joined)), []);
}

function alikeWithin(
  parts: readonly Part[],
  object: Json,
  before: () => Json | undefined,
  known: ReadonlySet<string>,
  path: readonly string[],
): string[][] {
  const [part, ...deeper] = parts;
  if (!part) return [];
  const { list, key } = part;
  const all = listOf(object, list);
  const ids = all.map((one) => String(one[key]));
  const bearers = new Map<string, string>();
  const isClear = new Set(ids.map(folded)).size === new Set(ids).size;
  const earlier = isClear ? [] : listOf(before() ?? {}, list).map((one) => String(one[key]));
  for (const id of [...earlier, ...ids])
    if (!known.has(joined([...path, id])) && !bearers.has(folded(id))) bearers.set(folded(id), id);
  const within = (id: string) => () => listOf(before() ?? {}, list).find((one) => one[key] === id);
  return all.flatMap((one, at) => {
    const id = ids[at] as string;
    const own = bearers.get(folded(id)) === id ? [] : [[...path, id]];
    return [...own, ...alikeWithin(deeper, one, within(id), known, [...path, id])];
  });
}

function joined(ids: readonly string[]): string {
  return ids.join('\n');
}

/**
 * Replaces in an object every id that differs from another's in case alone by the id that readers who ignore case know.
 */
export function renamed(
  kind: string,
  given: Json,
  alike: readonly Alike[] | undefined,
  lose: (pointer: string) => void,
): Json {
  const rule = rules[kind];
  if (!rule || !alike?.length) return given;
  const renamedOnes = new Set(alike.map(joined));
  const name: Name = (pointer, ...ids) => {
    const [value] = ids.slice(-1);
    if (!ids.every((id) => typeof id === 'string')) return value;
    const id = aliasOf(value as string, renamedOnes.has(joined(ids as string[])));
    if (id !== value) lose(pointer);
    return id;
  };
  return rule(given, name, '');
}

/**
 * Gives the reader's id for the object or part that the owner's ids lead to, the kind first; `pointer` is the place of
 * the id.
 */
type Name = (pointer: string, ...ids: unknown[]) => unknown;

type Renaming = (given: Json, name: Name, at: string) => Json;

const place: Renaming = (location, name, at) =>
  changed(location, {
    id: (id) => name(`${at}/id`, 'location', id),
    evses: each((evse, which) =>
      changed(evse, {
        uid: (uid) => name(`${at}/evses/${which}/uid`, 'location', location.id, uid),
        connectors: each((connector, which2) => {
          const here = `${at}/evses/${which}/connectors/${which2}`;
          return changed(connector, {
            id: (id) => name(`${here}/id`, 'location', location.id, evse.uid, id),
            tariff_id: (id) => name(`${here}/tariff_id`, 'tariff', id),
          });
        }),
      }),
    ),
  });

const price: Renaming = (tariff, name, at) => changed(tariff, { id: (id) => name(`${at}/id`, 'tariff', id) });

const visit: Renaming = (given, name, at) =>
  changed(given, {
    location: (location) => place(location as Json, name, `${at}/location`),
    tariffs: each((tariff, which) => price(tariff, name, `${at}/tariffs/${which}`)),
    charging_periods: each((period, which) =>
      changed(period, { tariff_id: (id) => name(`${at}/charging_periods/${which}/tariff_id`, 'tariff', id) }),
    ),
  });

/** The places at which each kind of object has its own ids or refers to others by theirs. */
const rules: Record<string, Renaming> = {
  location: place,
  tariff: price,
  session: (session, name, at) =>
    changed(visit(session, name, at), { id: (id) => name(`${at}/id`, 'session', id) }),
  cdr: visit,
  'location-references': (references, name, at) =>
    changed(references, {
      location_id: (id) => name(`${at}/location_id`, 'location', id),
      evse_uids: (uids) =>
        Array.isArray(uids)
          ? uids.map((uid, which) =>
              name(`${at}/evse_uids/${which}`, 'location', references.location_id, uid),
            )
          : uids,
    }),
};

function changed(given: Json, changes: Record<string, (value: unknown) => unknown>): Json {
  const entries = Object.entries(given).map(([field, value]) => {
    const change = value === null || value === undefined ? undefined : changes[field];
    return [field, change ? change(value) : value];
  });
  return Object.fromEntries(entries) as Json;
}

function each(change: (entry: Json, at: number) => Json): (value: unknown) => unknown {
  return (value) => (Array.isArray(value) ? value.map((entry, at) => change(entry as Json, at)) : value);
}

function listOf(object: Json, list: string): Json[] {
  const value = object[list];
  return Array.isArray(value) ? (value as Json[]) : [];
}
