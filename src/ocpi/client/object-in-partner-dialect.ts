import type { Json, ModuleRow, ObjectName } from '../editions/basic-ocpi-types.ts';
import { tables, versionOf } from '../editions/module-tables-by-version.ts';
import { checksOf } from '../schemas/build-validators.ts';
import { type Foreign, leftOut, type Picker } from '../schemas/replace-nonstandard-parts.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Dialect } from '../words/partner-style-types.ts';
import { type Party, partyId } from '../words/party-id.ts';

/** The kind and the owner of an object that is sent to a partner; `patch` marks a partial update. */
export interface SentObject {
  object: ObjectName;
  owner?: Party | undefined;
  patch?: boolean;
}

/** A value in a partner's dialect, the variant of OCPI that it accepts, with the differences from the owner's value. */
export interface Translation {
  /** The value to send; `leftOut` where the dialect cannot express it. */
  value: unknown;
  /** The parts of the owner's value that the conversion replaces or leaves out. */
  changes: Foreign[];
}

/** Properties that name the owner of an object: the hub writes them itself where the module table says so (HUB-05). */
const marks = ['country_code', 'party_id'];

/** The version in which an object is written. */
interface Written {
  edition?: SchemaVersion | undefined;
}

/**
 * The objects into which the hub writes the owner's ids: into the object itself, and into nested objects for partners
 * with `extensions` `all` (HUB-06).
 */
function marked(of: Written, object: ObjectName): Required<Pick<ModuleRow, 'marksOwner' | 'marksInside'>> {
  const row = Object.values(tables[versionOf(of)]).find((one) => one.object === object);
  return { marksOwner: row?.marksOwner ?? false, marksInside: row?.marksInside ?? [] };
}

/**
 * Translates a value of the dialect's version into a partner's dialect (EXT-19); the store has objects as the dialect
 * with `extensions` `owner` has them.
 */
export function inDialect(
  given: unknown,
  { object, owner, patch = false }: SentObject,
  dialect: Dialect,
): Translation {
  if (isAsStored(dialect, object)) return { value: given, changes: [] };
  const value =
    dialect.extensions === 'all' && owner && !patch ? markedInside(dialect, object, given, owner) : given;
  const changes: Foreign[] = [];
  const wanted = pickerOf(dialect);
  const { withoutForeign } = checksOf(versionOf(dialect));
  const picks: Picker = (found) =>
    wanted(found) && (isMark(dialect, object, found) || changes.push(found) > 0);
  return { value: wanted === nothing ? value : withoutForeign(object, value, picks, patch), changes };
}

/** Tells whether stored objects of this kind are sent unchanged in a dialect. */
export function isAsStored(dialect: Dialect, object: ObjectName): boolean {
  const { extensions, enums, drops } = dialect;
  const isMarked = () => extensions === 'all' && marked(dialect, object).marksInside.length > 0;
  return extensions !== 'none' && enums === 'as_given' && drops.length === 0 && !isMarked();
}

/** A key that distinguishes dialects; it is stored with refusals. */
export function keyOf({ edition, extensions, enums, drops }: Dialect): string {
  const version = versionOf({ edition });
  return `${version === versionOf({}) ? '' : `${version} `}${extensions} ${enums} ${drops.join()}`;
}

/** Translates one enum value into a dialect, such as the token type in a query. */
export function enumValueIn(word: string, name: ObjectName, dialect: Dialect): string {
  const said = checksOf(versionOf(dialect)).withoutForeign(name, word, pickerOf(dialect));
  return said === leftOut ? word : String(said);
}

/** Copies an object and adds the owner's ids to its nested objects. */
export function markedInside(of: Written, object: ObjectName, given: unknown, owner: Party): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const holder = given as Json;
  const inner = marked(of, object).marksInside.flatMap((name) =>
    typeof holder[name] === 'object' && holder[name] !== null ? [[name, withMark(holder[name], owner)]] : [],
  );
  return inner.length > 0 ? { ...holder, ...(Object.fromEntries(inner) as Json) } : given;
}

function withMark(value: unknown, owner: Party): unknown {
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
  const { marksOwner, marksInside } = marked(dialect, object);
  if (marksOwner) return marks.every((name) => name in value);
  return dialect.extensions === 'all' && marksInside.length > 0;
}

/** Lists the parts of a value that a version of OCPI does not define: only these can make a strict reader refuse it. */
export function foreignIn(of: Written, given: unknown, { object, patch = false }: SentObject): Foreign[] {
  const found: Foreign[] = [];
  const all: Picker = (one) => isMark(of, object, one) || found.push(one) > 0;
  checksOf(versionOf(of)).withoutForeign(object, given, all, patch);
  return found;
}

/**
 * The name by which a partner's profile drops a part that its version does not define: the property's name or the value
 * itself.
 */
export function nameOf({ kind, property, value }: Foreign): string {
  return kind === 'value' ? String(value) : property;
}

const nothing: Picker = () => false;

function pickerOf({ extensions, enums, drops }: Dialect): Picker {
  if (extensions === 'none') return () => true;
  if (enums === 'as_given' && drops.length === 0) return nothing;
  return (found) => (enums === 'known_only' && found.kind === 'value') || drops.includes(nameOf(found));
}

function isMark(of: Written, object: ObjectName, { kind, property, pointer }: Foreign): boolean {
  if (kind !== 'property' || !marks.includes(property)) return false;
  const { marksOwner, marksInside } = marked(of, object);
  if (pointer === `/${property}`) return marksOwner || marksInside.length > 0;
  const holder = pointer.slice(1, -property.length - 1).replace(/\/\d+$/, '');
  return marksInside.includes(holder);
}
