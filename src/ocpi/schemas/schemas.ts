import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A JSON Schema (draft 2020-12) with this project's `x-` keywords; see `schemas/README.md`. */
export interface Schema {
  $id?: string;
  $ref?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  [keyword: string]: unknown;
}

/** Schema documents by their id, `schema:/2.1.1/location.json`. */
export type Schemas = Record<string, Schema>;

/** Reads `schemas/<folder>`; every `$id` and `$ref` becomes absolute. A folder that is not there holds nothing. */
export function readSchemas(folder: string): Schemas {
  const path = new URL(`../../../schemas/${folder}/`, import.meta.url);
  if (!existsSync(path)) return {};
  const files = readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .sort();
  return Object.fromEntries(
    files.map((file) => {
      const id = `schema:/${folder}/${file}`;
      const schema = JSON.parse(readFileSync(new URL(file, path), 'utf8')) as Schema;
      return [id, { ...(absolute(schema, id) as Schema), $id: id }];
    }),
  );
}

/** The schema a reference names: a whole document or one of its `$defs`. Throws when there is none. */
export function lookup(schemas: Schemas, ref: string): Schema {
  const [id = '', def] = ref.split('#/$defs/');
  const schema = def === undefined ? schemas[id] : schemas[id]?.$defs?.[def];
  if (schema === undefined) throw new Error(`no schema at ${ref}`);
  return schema;
}

/** References by name: documents by file name (`location`, `version-details`), definitions by their own (`EnergyMix`). */
export function refsByName(schemas: Schemas): Map<string, string> {
  const refs = new Map<string, string>();
  for (const [id, schema] of Object.entries(schemas)) {
    if (isObjectFile(schema)) refs.set(id.replace(/^.*\/|\.json$/g, ''), id);
    for (const def of Object.keys(schema.$defs ?? {})) refs.set(def, `${id}#/$defs/${def}`);
  }
  return refs;
}

/** Tells whether a document describes an object; a document with `$defs` alone is a collection. */
export function isObjectFile(schema: Schema): boolean {
  return schema.$defs === undefined || schema.type !== undefined || schema.$ref !== undefined;
}

function absolute(node: unknown, base: string): unknown {
  if (Array.isArray(node)) return node.map((entry) => absolute(entry, base));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, new URL(value, base).href]
        : [key, absolute(value, base)],
    ),
  );
}
