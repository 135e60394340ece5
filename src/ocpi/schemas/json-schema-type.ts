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

/** Schema documents by their `$id`, `schema:/2.1.1/location.json`. */
export type Schemas = Record<string, Schema>;

/** The schema a reference names: a whole document or one of its `$defs`. Throws when there is none. */
export function lookup(schemas: Schemas, ref: string): Schema {
  const [id = '', def] = ref.split('#/$defs/');
  const schema = def === undefined ? schemas[id] : schemas[id]?.$defs?.[def];
  if (schema === undefined) throw new Error(`no schema at ${ref}`);
  return schema;
}
