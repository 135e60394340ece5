import type { ObjectName } from '../editions/edition.ts';
import type { Json } from '../editions/parts.ts';
import { type Foreign, leftOut, type Picker } from '../schemas/letter.ts';
import { toTheLetter } from '../schemas/validation.ts';
import { type Party, partyId } from '../words/party.ts';
import type { Dialect } from '../words/style.ts';

/** What is written: which object, whose it is, and whether it is only a change of it. */
export interface Written {
  object: ObjectName;
  owner?: Party | undefined;
  patch?: boolean;
}

/** A value in a partner's dialect. */
export interface Said {
  /** `leftOut` where the dialect has no words for it. */
  value: unknown;
  /** What the dialect has not of what the owner sent. */
  changes: Foreign[];
}

/** Properties that name the owner: on Locations and Tariffs the hub writes them itself (HUB-05). */
const marks = ['country_code', 'party_id'];

/** Objects that are marked inside others for who wants all extensions (HUB-06). */
const embedded: Partial<Record<ObjectName, string[]>> = {
  session: ['location'],
  cdr: ['location', 'tariffs'],
};

/** A value as it leaves for a partner with this dialect; as it is stored it is what `owner` says (EXT-19). */
export function inDialect(given: unknown, { object, owner, patch = false }: Written, dialect: Dialect): Said {
  if (isAsStored(dialect, object)) return { value: given, changes: [] };
  const value = dialect.extensions === 'all' && owner && !patch ? markedInside(object, given, owner) : given;
  const changes: Foreign[] = [];
  const wanted = pickerOf(dialect);
  const picks: Picker = (found) => wanted(found) && (isMark(object, found) || changes.push(found) > 0);
  return { value: wanted === nothing ? value : toTheLetter(object, value, picks, patch), changes };
}

/** Whether what is stored is what is said. */
export function isAsStored({ extensions, enums, drops }: Dialect, object: ObjectName): boolean {
  const marks = extensions === 'all' && embedded[object] !== undefined;
  return extensions !== 'none' && enums === 'as_given' && drops.length === 0 && !marks;
}

/** A key that tells dialects apart. */
export function keyOf({ extensions, enums, drops }: Dialect): string {
  return `${extensions} ${enums} ${drops.join()}`;
}

/** A value of an enum in a dialect: a token's type in a query. */
export function wordIn(word: string, name: ObjectName, dialect: Dialect): string {
  const said = toTheLetter(name, word, pickerOf(dialect));
  return said === leftOut ? word : String(said);
}

/** One object with the owner's mark on what it holds. */
export function markedInside(object: ObjectName, given: unknown, owner: Party): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const holder = given as Json;
  const marked = (embedded[object] ?? []).flatMap((name) =>
    typeof holder[name] === 'object' && holder[name] !== null ? [[name, marking(holder[name], owner)]] : [],
  );
  return marked.length > 0 ? { ...holder, ...(Object.fromEntries(marked) as Json) } : given;
}

function marking(value: unknown, owner: Party): unknown {
  return Array.isArray(value)
    ? value.map((entry) => ({ ...(entry as Json), ...partyId(owner) }))
    : { ...(value as Json), ...partyId(owner) };
}

/** Whether the hub has added something of its own to an object: what a refusal without words may be about (EXT-20). */
export function hasAdditions({ object, patch = false }: Written, value: unknown, dialect: Dialect): boolean {
  if (patch || dialect.extensions === 'none' || typeof value !== 'object' || value === null) return false;
  if (object === 'location' || object === 'tariff') return marks.every((name) => name in value);
  return dialect.extensions === 'all' && embedded[object] !== undefined;
}

/** What of a value `none` would not say: only that can be what a reader to the letter refuses. */
export function foreignIn(given: unknown, { object, patch = false }: Written): Foreign[] {
  const found: Foreign[] = [];
  const all: Picker = (one) => isMark(object, one) || found.push(one) > 0;
  toTheLetter(object, given, all, patch);
  return found;
}

/** By what name a foreign thing is learnt and dropped: a property's own, a value's own. */
export function nameOf({ kind, property, value }: Foreign): string {
  return kind === 'value' ? String(value) : property;
}

const nothing: Picker = () => false;

function pickerOf({ extensions, enums, drops }: Dialect): Picker {
  if (extensions === 'none') return () => true;
  if (enums === 'as_given' && drops.length === 0) return nothing;
  return (found) => (enums === 'known_only' && found.kind === 'value') || drops.includes(nameOf(found));
}

function isMark(object: ObjectName, { kind, property, pointer }: Foreign): boolean {
  const holds = object === 'location' || object === 'tariff' || embedded[object] !== undefined;
  const deep = /^\/(location|tariffs\/\d+)\/[a-z_]+$/.test(pointer) || pointer === `/${property}`;
  return holds && kind === 'property' && marks.includes(property) && deep;
}
