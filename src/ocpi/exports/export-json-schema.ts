import type { Schema } from '../schemas/json-schema-type.ts';
import { oneDocument, type Source, sourceOf, type Wanted } from './schemas-to-export.ts';

/** The JSON forms in which all schemas of a version can be exported as one document. */
export type Form = 'json-schema' | 'json-schema-draft-07' | 'openapi';

/**
 * All schemas of a version in one JSON document that needs no keyword or format of this project: JSON Schema 2020-12 or
 * draft-07 with each object by its name, or the components of an OpenAPI 3.1 document. The rules that JSON Schema cannot say
 * are left out: unique ids in a list, times in order, one of two fields.
 */
export function jsonSchemaOf(wanted: Wanted, form: Form): string {
  const source = sourceOf(wanted);
  const { version, level } = wanted;
  const title = `OCPI ${version}`;
  const description =
    level === 'strict'
      ? 'The objects to the letter.'
      : 'The objects as a tolerant reader takes them, extensions included.';
  const at = (place: string, change: (schema: Schema) => Schema) => definitions(source, place, change);
  const documents: Record<Form, () => object> = {
    'json-schema': () => ({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title,
      description,
      $defs: at('#/$defs/', (schema) => schema),
    }),
    'json-schema-draft-07': () => ({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title,
      description,
      definitions: at('#/definitions/', withReferencesAlone),
    }),
    openapi: () => ({
      openapi: '3.1.0',
      info: { title, description, version },
      paths: {},
      components: { schemas: at('#/components/schemas/', (schema) => schema) },
    }),
  };
  return `${JSON.stringify(documents[form](), null, 1)}\n`;
}

function definitions(
  source: Source,
  place: string,
  change: (schema: Schema) => Schema,
): Record<string, Schema> {
  return oneDocument(source, (schema) => change(plain(schema)), place);
}

/** A pattern for a DateTime in place of a format; it does not check the calendar. */
const dateTime = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z?$';

/** A pattern in place of each keyword and format of this project's schemas. */
const patterns: Record<string, string> = {
  'x-ascii': '^[ -~]*$',
  'x-printable': '^[^\\p{Cc}\\p{Zl}\\p{Zp}]*$',
  'utc-date-time': dateTime,
  'http-url': '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#]\\S*$',
};

/** Rewrites a schema in plain JSON Schema: optional fields may be null, since a reader must accept that (TRANS-70). */
function plain(schema: Schema): Schema {
  const own: Schema = {};
  const found: string[] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'format' && value !== 'date') {
      found.push(patterns[value as string] as string);
      if (value === 'http-url') own.format = 'uri';
    } else if (key.startsWith('x-')) {
      if (patterns[key]) found.push(patterns[key]);
    } else if (key === 'pattern') found.push(value as string);
    else if (key === 'properties') own.properties = properties(schema);
    else if (['items', 'if', 'then', 'else', 'not'].includes(key)) own[key] = plain(value as Schema);
    else if (['allOf', 'anyOf', 'oneOf'].includes(key)) own[key] = (value as Schema[]).map(plain);
    else own[key] = value;
  }
  const [first, ...others] = [...new Set(found)];
  if (first !== undefined) own.pattern = first;
  if (others.length > 0) own.allOf = others.map((pattern) => ({ pattern }));
  const also = schema['x-reader-also'] as Schema | undefined;
  if (!also) return own;
  const { description, ...rest } = own;
  return { description, anyOf: [rest, plain(also)] };
}

function properties({ properties: given = {}, required = [] }: Schema): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(given).map(([name, property]) => [
      name,
      required.includes(name) ? plain(property) : orNull(plain(property)),
    ]),
  );
}

function orNull({ description, ...schema }: Schema): Schema {
  if (Object.keys(schema).length === 0) return { ...(description && { description }) };
  return { ...(description && { description }), anyOf: [schema, { type: 'null' }] };
}

/** Wraps references for draft-07, which ignores all other keywords beside a reference. */
function withReferencesAlone(schema: Schema): Schema {
  const change = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(change);
    if (typeof node !== 'object' || node === null) return node;
    const { $ref, ...rest } = Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, change(value)]),
    );
    if (typeof $ref !== 'string') return node && rest;
    return Object.keys(rest).length === 0
      ? { $ref }
      : { ...rest, allOf: [{ $ref }, ...((rest.allOf as []) ?? [])] };
  };
  return change(schema) as Schema;
}
