import { nearestValues } from '../words/nearest-enum-values.ts';
import { lookup, type Schema, type Schemas } from './json-schema-type.ts';

/** A part of a document that strict 2.1.1-d2 does not define: a property, an enum value, or the end of a text that is too long. */
export interface Foreign {
  kind: 'property' | 'value' | 'text';
  /** The property that strict 2.1.1 does not define, or the property whose value it does not define. */
  property: string;
  value: unknown;
  pointer: string;
  /** The value that replaces the nonstandard part; `leftOut` where there is none. */
  to: unknown;
}

/** Stands in place of a replacement where a nonstandard part of an object is left out. */
export const leftOut = Symbol('left out');

/**
 * Decides for each part unknown to strict 2.1.1 whether it is replaced or left out; called once for each, in the order
 * of the document.
 */
export type Picker = (found: Foreign) => boolean;

/**
 * Writes a value without the unknown parts that are picked: returns the same reference where nothing changes, never
 * mutates.
 */
export type StrictWriter = (value: unknown, picks: Picker) => unknown;

/**
 * Builds the writer of a schema that replaces or leaves out parts unknown to strict 2.1.1 (EXT-19). A value with an
 * equivalent is replaced by it, an entry of a list is removed, and an object whose required field is removed is removed
 * itself: a Connector with an unknown standard, and an EVSE without another Connector. In a `patch` an emptied list
 * stays: without it the receiver would keep its old list (EXT-22).
 */
export function strictWriterOf(schemas: Schemas, ref: string, patch: boolean): StrictWriter {
  const write = writer(schemas, lookup(schemas, ref), patch) ?? same;
  return (value, picks) => write(value, picks, '', '');
}

type Write = (value: unknown, picks: Picker, pointer: string, property: string) => unknown;

/** Builds the writer of one schema; `undefined` where none of its values can be unknown to strict 2.1.1. */
function writer(schemas: Schemas, schema: Schema, patch: boolean): Write | undefined {
  if (schema.$ref !== undefined) return writer(schemas, lookup(schemas, schema.$ref), patch);
  if (Array.isArray(schema['x-extension-values'])) return valueWriter(schema);
  if (schema.items) return listWriter(writer(schemas, schema.items, false), (schema.minItems as number) ?? 0);
  if (schema.properties) return objectWriter(schemas, schema, patch);
  return textWriter(schema);
}

function valueWriter(schema: Schema): Write {
  const known = new Set(schema.enum);
  const foreign = new Set(schema['x-extension-values'] as unknown[]);
  return (value, picks, pointer, property) => {
    if (!foreign.has(value)) return value;
    const near = nearestValues[value as string];
    const to = known.has(near) ? near : leftOut;
    return picks({ kind: 'value', property, value, pointer, to }) ? to : value;
  };
}

/**
 * Builds the writer for texts whose length is limited in strict 2.1.1 alone; coordinates have a writer of their own.
 */
function textWriter(schema: Schema): Write | undefined {
  const limit = (schema['x-strict'] as Schema | undefined)?.maxLength as number | undefined;
  if (limit === undefined || schema['x-normalise'] !== undefined) return undefined;
  return (value, picks, pointer, property) => {
    if (typeof value !== 'string' || value.length <= limit) return value;
    const to = [...value].slice(0, limit).join('');
    return to !== value && picks({ kind: 'text', property, value, pointer, to }) ? to : value;
  };
}

function listWriter(write: Write | undefined, least: number): Write | undefined {
  if (write === undefined) return undefined;
  return (list, picks, pointer, property) => {
    if (!Array.isArray(list)) return list;
    const written = list.map((entry, at) => write(entry, picks, `${pointer}/${at}`, property));
    if (written.every((entry, at) => entry === list[at])) return list;
    const left = written.filter((entry) => entry !== leftOut);
    return left.length < least ? leftOut : left;
  };
}

function objectWriter(schemas: Schemas, schema: Schema, patch: boolean): Write {
  const known = new Map(
    Object.entries(schema.properties ?? {}).map(([key, property]) => [
      key,
      {
        foreign: property['x-extension'] === true,
        required: schema.required?.includes(key) ?? false,
        write: writer(schemas, property, false),
      },
    ]),
  );
  return (object, picks, pointer) => {
    if (typeof object !== 'object' || object === null || Array.isArray(object)) return object;
    const given = object as Record<string, unknown>;
    let copy = given;
    for (const key of Object.keys(given)) {
      const value = given[key];
      const rule = known.get(key);
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const goes = !rule || rule.foreign;
      let written: unknown = value;
      if (goes && picks({ kind: 'property', property: key, value, pointer: at, to: leftOut }))
        written = leftOut;
      else if (rule?.write && value !== null) written = rule.write(value, picks, at, key);
      if (written === value) continue;
      if (written === leftOut && rule?.required) return leftOut;
      if (copy === given) copy = { ...given };
      const emptied = Array.isArray(written) && written.length === 0 && !patch && !rule?.required;
      if (written === leftOut || emptied) delete copy[key];
      else copy[key] = written;
    }
    return copy;
  };
}

function same(value: unknown): unknown {
  return value;
}
