import { lookup, type Schema, type Schemas } from './json-schema-type.ts';

/** Adds an example of each configured extension field that a value lacks. */
export type OwnFieldsWriter = (value: unknown) => unknown;

/**
 * Builds the writer of a schema; it returns the same reference where no extension field of the schema has `examples`.
 */
export function ownFieldsWriterOf(schemas: Schemas, ref: string): OwnFieldsWriter {
  return writer(schemas, lookup(schemas, ref)) ?? ((value) => value);
}

function writer(schemas: Schemas, schema: Schema): OwnFieldsWriter | undefined {
  if (schema.$ref !== undefined) return writer(schemas, lookup(schemas, schema.$ref));
  if (schema.items) return ofList(writer(schemas, schema.items));
  if (schema.properties) return ofObject(schemas, schema.properties);
  return undefined;
}

function ofList(write: OwnFieldsWriter | undefined): OwnFieldsWriter | undefined {
  return write && ((list) => (Array.isArray(list) ? list.map(write) : list));
}

function ofObject(schemas: Schemas, properties: Record<string, Schema>): OwnFieldsWriter | undefined {
  const own = new Map<string, unknown>();
  const inner = new Map<string, OwnFieldsWriter>();
  for (const [key, property] of Object.entries(properties)) {
    if (property['x-own'] !== true) {
      const write = writer(schemas, property);
      if (write) inner.set(key, write);
      continue;
    }
    const [example] = (property.examples ?? []) as unknown[];
    if (example !== undefined) own.set(key, example);
  }
  if (own.size === 0 && inner.size === 0) return undefined;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const given = value as Record<string, unknown>;
    const written = Object.entries(given).map(([key, part]) => [key, inner.get(key)?.(part) ?? part]);
    return { ...Object.fromEntries(own), ...Object.fromEntries(written) };
  };
}
