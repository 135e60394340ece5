import { alpha3 } from '../words/country-codes.ts';
import type { Judged } from '../words/finding-type.ts';
import { lookup, type Schema, type Schemas } from './json-schema-type.ts';

/**
 * Mends values where the schema allows only one meaning (`x-mends`) and adds findings to `notes`: returns the same
 * reference where nothing changes, never mutates.
 */
export type PlainMender = (value: unknown, notes: Judged[]) => unknown;

/**
 * Builds the mender of a schema (TRANS-80). Its time grows with the size of the document alone, however large that is.
 */
export function plainMenderOf(schemas: Schemas, ref: string): PlainMender {
  const mend = mender(schemas, lookup(schemas, ref));
  return (value, notes) => (mend ? mend(value, notes, '') : value);
}

type Mend = (value: unknown, notes: Judged[], pointer: string) => unknown;

interface Way {
  requirement: string;
  read(text: string): unknown;
}

const ways: Record<string, Way> = {
  number: {
    requirement: 'TRANS-67',
    read: (text) => (/^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(text) ? Number(text) : undefined),
  },
  'alpha-3': { requirement: 'LOC-29', read: alpha3 },
};

/** Builds the mender of one schema; `undefined` where none of its values can be mended. */
function mender(schemas: Schemas, schema: Schema): Mend | undefined {
  if (schema.$ref !== undefined) return mender(schemas, lookup(schemas, schema.$ref));
  const way = ways[schema['x-mends'] as string];
  if (way) return textMender(way);
  if (schema.items) return listMender(mender(schemas, schema.items));
  return objectMender(
    Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
      const mend = mender(schemas, property);
      return mend ? [{ key, mend }] : [];
    }),
  );
}

function textMender({ requirement, read }: Way): Mend {
  return (value, notes, pointer) => {
    const to = typeof value === 'string' ? read(value) : undefined;
    if (to === undefined) return value;
    const message = `${JSON.stringify(value)} was read as ${JSON.stringify(to)}`;
    notes.push({ pointer, message, requirement, lenient: true });
    return to;
  };
}

function listMender(mend: Mend | undefined): Mend | undefined {
  if (!mend) return undefined;
  return (list, notes, pointer) => {
    if (!Array.isArray(list)) return list;
    const mended = list.map((entry, at) => mend(entry, notes, `${pointer}/${at}`));
    return mended.some((entry, at) => entry !== list[at]) ? mended : list;
  };
}

function objectMender(parts: { key: string; mend: Mend }[]): Mend | undefined {
  if (parts.length === 0) return undefined;
  return (value, notes, pointer) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const given = value as Record<string, unknown>;
    let copy = given;
    for (const { key, mend } of parts) {
      if (given[key] === undefined) continue;
      const mended = mend(given[key], notes, `${pointer}/${key}`);
      if (mended === given[key]) continue;
      if (copy === given) copy = { ...given };
      copy[key] = mended;
    }
    return copy;
  };
}
