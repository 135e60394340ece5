import type { ObjectName } from '../editions/edition.ts';
import type { Json } from '../editions/parts.ts';
import { type Foreign, leftOut, type Picker } from '../schemas/foreign-parts.ts';
import { withoutForeign } from '../schemas/validation.ts';
import { type Party, partyId } from '../words/party.ts';
import type { Dialect } from '../words/style.ts';

/** The kind and the owner of an object that is sent; `patch` marks a partial update. */
export interface SentObject {
  object: ObjectName;
  owner?: Party | undefined;
  patch?: boolean;
}

/** A value in a partner's dialect, with the differences from the owner's value. */
export interface Translation {
  /** The value to send; `leftOut` where the dialect cannot express it. */
  value: unknown;
  /** The parts of the owner's value that the dialect replaces or leaves out. */
  changes: Foreign[];
}

/** Properties that name the owner: on Locations and Tariffs the hub writes them itself (HUB-05). */
const marks = ['country_code', 'party_id'];

/** Objects inside others that carry their owner's ids for partners with `extensions` `all` (HUB-06). */
const embedded: Partial<Record<ObjectName, string[]>> = {
  session: ['location'],
  cdr: ['location', 'tariffs'],
};

/** Translates a stored value into a partner's dialect (EXT-19); objects are stored as the dialect with `extensions` `owner` has them. */
export function inDialect(
  given: unknown,
  { object, owner, patch = false }: SentObject,
  dialect: Dialect,
): Translation {
  if (isAsStored(dialect, object)) return { value: given, changes: [] };
  const value = dialect.extensions === 'all' && owner && !patch ? markedInside(object, given, owner) : given;
  const changes: Foreign[] = [];
  const wanted = pickerOf(dialect);
  const picks: Picker = (found) => wanted(found) && (isMark(object, found) || changes.push(found) > 0);
  return { value: wanted === nothing ? value : withoutForeign(object, value, picks, patch), changes };
}

/** Tells whether a dialect takes stored objects of this kind unchanged. */
export function isAsStored({ extensions, enums, drops }: Dialect, object: ObjectName): boolean {
  const marks = extensions === 'all' && embedded[object] !== undefined;
  return extensions !== 'none' && enums === 'as_given' && drops.length === 0 && !marks;
}

/** A key that tells dialects apart. */
export function keyOf({ extensions, enums, drops }: Dialect): string {
  return `${extensions} ${enums} ${drops.join()}`;
}

/** Translates one enum value into a dialect, such as the token type in a query. */
export function enumValueIn(word: string, name: ObjectName, dialect: Dialect): string {
  const said = withoutForeign(name, word, pickerOf(dialect));
  return said === leftOut ? word : String(said);
}

/** Copies an object and adds the owner's ids to the objects inside it. */
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

/** Tells whether the hub has added properties to an object: a refusal that names no reason may be about them (EXT-20). */
export function hasAdditions(
  { object, patch = false }: SentObject,
  value: unknown,
  dialect: Dialect,
): boolean {
  if (patch || dialect.extensions === 'none' || typeof value !== 'object' || value === null) return false;
  if (object === 'location' || object === 'tariff') return marks.every((name) => name in value);
  return dialect.extensions === 'all' && embedded[object] !== undefined;
}

/** Lists the parts of a value that 2.1.1-d2 does not define: only these can make a strict reader refuse it. */
export function foreignIn(given: unknown, { object, patch = false }: SentObject): Foreign[] {
  const found: Foreign[] = [];
  const all: Picker = (one) => isMark(object, one) || found.push(one) > 0;
  withoutForeign(object, given, all, patch);
  return found;
}

/** The name under which a profile drops a foreign part: the property's name or the value itself. */
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
