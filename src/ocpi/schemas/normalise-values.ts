import { lookup, type Schema, type Schemas } from './json-schema-type.ts';

/** Rewrites a value as the hub writes it: returns the same reference when nothing changes, never mutates. */
export type Writer = (value: unknown) => unknown;

/**
 * Builds the writer of a schema: it drops null and empty lists from optional properties at every depth, and limits the
 * decimals of coordinates and times (LOC-27, TRANS-70, TRANS-77, EXT-22).
 */
export function writerOf(schemas: Schemas, ref: string): Writer {
  return writer({ schemas, empty: 'dropped' }, lookup(schemas, ref)) ?? same;
}

/**
 * Builds the writer for a PATCH: a null at its top clears a field and stays (TRANS-51), and so do empty lists; an empty
 * list clears a list, never null (EXT-22).
 */
export function patchWriterOf(schemas: Schemas, ref: string): Writer {
  const schema = lookup(schemas, ref);
  const all = { ...schema, required: Object.keys(schema.properties ?? {}) };
  return writer({ schemas, empty: 'kept' }, all) ?? same;
}

/** The schemas for `$ref`, and whether empty lists are dropped. */
interface Rules {
  schemas: Schemas;
  empty: 'dropped' | 'kept';
}

/** Least and greatest number of decimals of a coordinate, by the value of `x-normalise`. */
const decimals: Record<string, [least: number, most: number]> = {
  'six decimals': [6, 6],
  'five to seven decimals': [5, 7],
};

/**
 * A decimal number as text with at least `least` and at most `most` decimals: padded, or rounded half away from zero,
 * digit by digit.
 */
export function withDecimals(text: string, least: number, most: number): string {
  const [, sign = '', whole, fraction] = /^(-?)(\d{1,3})\.(\d+)$/.exec(text) ?? [];
  if (whole === undefined || fraction === undefined) return text;
  if (fraction.length <= most)
    return fraction.length < least ? text.padEnd(text.length + least - fraction.length, '0') : text;
  const roundsUp = Number(fraction[most]) >= 5;
  const units = Number(whole + fraction.slice(0, most)) + (roundsUp ? 1 : 0);
  const digits = String(units).padStart(whole.length + most, '0');
  return `${sign}${digits.slice(0, -most)}.${digits.slice(-most)}`;
}

/** A time whose fraction is cut to three digits: a longer one does not fit into the field (TRANS-77). */
function milliseconds(time: string): string {
  return time.replace(/(\.\d{3})\d+/, '$1');
}

/** Builds the writer of one schema; `undefined` where none of its values can change. */
function writer(rules: Rules, schema: Schema): Writer | undefined {
  if (schema.$ref !== undefined) return writer(rules, lookup(rules.schemas, schema.$ref));
  const bounds = decimals[schema['x-normalise'] as string];
  if (bounds) return (value) => (typeof value === 'string' ? withDecimals(value, ...bounds) : value);
  if (schema['x-normalise'] === '25 characters')
    return (value) => (typeof value === 'string' && value.length > 25 ? milliseconds(value) : value);
  if (schema.items) return listWriter(writer(rules, schema.items));
  if (schema.properties) return objectWriter(rules, schema.properties, schema.required ?? []);
  return undefined;
}

function listWriter(write: Writer | undefined): Writer | undefined {
  if (write === undefined) return undefined;
  return (list) => {
    if (!Array.isArray(list)) return list;
    let copy = list;
    for (let at = 0; at < list.length; at += 1) {
      const written = write(list[at]);
      if (written === list[at]) continue;
      if (copy === list) copy = [...list];
      copy[at] = written;
    }
    return copy;
  };
}

function objectWriter(given: Rules, properties: Record<string, Schema>, required: string[]): Writer {
  const all = Object.entries(properties).map(([key, property]) => ({
    key,
    keepsNull: required.includes(key),
    keepsEmpty: required.includes(key) || given.empty === 'kept' || property.items === undefined,
    none: given.empty === 'kept' && required.includes(key) && property.items ? [] : null,
    write: writer(given, property) ?? same,
  }));
  // Most objects need no change: properties that cannot change are skipped, and a copy is made at the first change.
  const rules = all.filter(({ keepsNull, write, none }) => !keepsNull || none || write !== same);
  return (object) => {
    if (!isRecord(object)) return object;
    let copy = object;
    for (const { key, keepsNull, keepsEmpty, none, write } of rules) {
      const old = object[key] === null && keepsNull ? none : object[key];
      if (old === undefined || (old === null && keepsNull)) continue;
      const goes = old === null || (!keepsEmpty && Array.isArray(old) && old.length === 0);
      const written = goes ? undefined : write(old);
      if (written === object[key]) continue;
      if (copy === object) copy = { ...object };
      if (written === undefined) delete copy[key];
      else copy[key] = written;
    }
    return copy;
  };
}

function same(value: unknown): unknown {
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
