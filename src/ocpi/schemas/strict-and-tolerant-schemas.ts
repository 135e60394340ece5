import type { Schema, Schemas } from './json-schema-type.ts';

/**
 * The two levels of checks made from the same schemas: `hub` is the tolerant reader with the extensions, `strict` is
 * the version of OCPI to the letter.
 */
export type Level = 'hub' | 'strict';

/**
 * Keyword for the characters that strict strings may have: printable ASCII in 2.1.1, any printable character since 2.2.
 */
export type Text = 'x-ascii' | 'x-printable';

/**
 * Derives the schemas of one level: extensions in or out, `x-strict` applied or dropped. A value that is valid at
 * `both` is valid at either.
 */
export function atLevel(schemas: Schemas, level: Level | 'both', text: Text = 'x-ascii'): Schemas {
  const levelled = { hub: asHub, strict: asStrict, both: asBoth };
  return mapValues(schemas, (schema) => deeply(schema, (inner) => levelled[level](inner, text)));
}

/** Derives the schemas for validators: they accept null for every optional property (TRANS-70), and the other forms that a reader accepts (CMD-05). */
export function asRead(schemas: Schemas, level: Level | 'both'): Schemas {
  return mapValues(schemas, (schema) => {
    const { 'x-reader-also': also, ...own } = deeply(schema, nullForOptional);
    return level === 'hub' && also ? orElse(own, also as Schema) : own;
  });
}

/** Derives the schema of a PATCH: nothing is required, null is allowed only where the field is optional (TRANS-46, TRANS-51). */
export function asPatch({ required: _, ...schema }: Schema): Schema {
  return schema;
}

function asHub({ 'x-strict': _, 'x-extension-values': added, ...schema }: Schema): Schema {
  return Array.isArray(added) ? { ...schema, enum: [...(schema.enum ?? []), ...added] } : schema;
}

function asStrict(given: Schema, text: Text): Schema {
  const { properties, ...schema } = withoutReadersRule(asBoth(given, text));
  if (!properties) return schema;
  const own = Object.entries(properties).filter(([, property]) => !property['x-extension']);
  return { ...schema, properties: Object.fromEntries(own) };
}

/** Drops the rule against dots in ids, which is one of the hub and not of the specification. */
function withoutReadersRule({ 'x-in-urls': _, ...schema }: Schema): Schema {
  return schema;
}

function asBoth({ 'x-strict': strictly, 'x-extension-values': _, ...loose }: Schema, text: Text): Schema {
  const schema: Schema = { ...loose, ...(strictly as Schema | undefined) };
  return schema.type === 'string' ? { ...schema, [text]: true } : schema;
}

function nullForOptional(schema: Schema): Schema {
  if (!schema.properties) return schema;
  const required = new Set(schema.required);
  const properties = Object.entries(schema.properties).map(([name, property]) => [
    name,
    required.has(name)
      ? property
      : { 'x-or-null': property.items ? { ...property, 'x-or-empty': true } : property },
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** Combines two schemas by the type of the value, so that errors come from one of them only. */
function orElse({ $id, ...schema }: Schema, other: Schema): Schema {
  return { $id, if: { type: other.type }, then: other, else: schema };
}

/** Applies `change` to a schema and, innermost first, to all schemas inside it. */
function deeply(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const inner: Schema = { ...schema };
  if (inner.properties) inner.properties = mapValues(inner.properties, (entry) => deeply(entry, change));
  if (inner.$defs) inner.$defs = mapValues(inner.$defs, (entry) => deeply(entry, change));
  if (inner.items) inner.items = deeply(inner.items, change);
  return change(inner);
}

function mapValues(
  record: Record<string, Schema>,
  change: (schema: Schema) => Schema,
): Record<string, Schema> {
  return Object.fromEntries(Object.entries(record).map(([key, schema]) => [key, change(schema)]));
}
