import { lookup, type Schema, type Schemas } from './json-schema-type.ts';

/** Adds null, or an empty list, for every optional field of its schema that a value lacks, at every depth (EXT-22). */
export function withNulls(schemas: Schemas, ref: string, value: unknown): unknown {
  return added(schemas, lookup(schemas, ref), value);
}

function added(schemas: Schemas, schema: Schema, value: unknown): unknown {
  if (schema.$ref !== undefined) return added(schemas, lookup(schemas, schema.$ref), value);
  const { items, properties } = schema;
  if (Array.isArray(value)) return items ? value.map((entry) => added(schemas, items, entry)) : value;
  if (!properties || typeof value !== 'object' || value === null) return value;
  const given = value as Record<string, unknown>;
  const known = Object.entries(properties).map(([key, property]) => [
    key,
    given[key] === undefined ? (property.items ? [] : null) : added(schemas, property, given[key]),
  ]);
  return { ...given, ...Object.fromEntries(known) };
}
