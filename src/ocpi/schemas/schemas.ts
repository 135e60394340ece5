import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readExtensions, withExtensions } from './configured-extension-fields.ts';
import type { Schema, Schemas } from './json-schema-type.ts';

export { lookup, type Schema, type Schemas } from './json-schema-type.ts';

/**
 * Reads the schemas in `schemas/<folder>`; every `$id` and `$ref` becomes absolute. A missing folder has no schemas.
 * Extension fields of a file are included (EXT-19), by default those of the file that `HUB_EXTENSIONS` names, so that
 * all checks and documents of this process know the same fields. Throws `WrongExtensions`.
 */
export function readSchemas(
  folder: string,
  extensions: string | undefined = process.env.HUB_EXTENSIONS,
): Schemas {
  const schemas = schemasIn(folder);
  if (!extensions) return schemas;
  return withExtensions(schemas, folder, readExtensions(extensions, `HUB_EXTENSIONS ${extensions}`));
}

function schemasIn(folder: string): Schemas {
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
        ? [key, value.startsWith('#') ? base + value : new URL(value, base).href]
        : [key, absolute(value, base)],
    ),
  );
}
