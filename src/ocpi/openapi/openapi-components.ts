import { existsSync, readFileSync } from 'node:fs';
import type { ObjectName } from '../editions/basic-ocpi-types.ts';
import type { Edition } from '../editions/edition-type.ts';
import { lookup, readSchemas, refsByName, type Schema } from '../schemas/schemas.ts';
import { asPatch, atLevel } from '../schemas/strict-and-tolerant-schemas.ts';
import { openapiSchema } from './json-schema-to-openapi.ts';

/** The schemas of a version of OCPI as components of an OpenAPI document. */
export interface Components {
  /** Every schema by its name, and for each object that a PATCH can change the schema of the PATCH. */
  schemas: Record<string, Schema>;
  /** The name of a schema's object as the specification spells it. */
  title(name: ObjectName): string;
  /** A reference to a schema; with the suffix `Patch` to that of a PATCH. */
  reference(name: ObjectName, suffix?: 'Patch'): object;
  /** The golden object of a schema as an example; `undefined` where there is none. */
  example(name: ObjectName): unknown;
}

/** The components of the OpenAPI documents of one version of OCPI. */
export function componentsOf({ version, rows }: Pick<Edition, 'version' | 'rows'>): Components {
  const source = atLevel(readSchemas(version), 'hub');
  const refs = refsByName(source);
  const nameAt = (ref: string) => ref.split('#/$defs/')[1] ?? lookup(source, ref).title ?? ref;
  const title = (name: ObjectName) => nameAt(refs.get(name) ?? name);
  const reference = (name: ObjectName, suffix = '') => ({
    $ref: `#/components/schemas/${title(name)}${suffix}`,
  });
  const patched = new Set(patchedIn(rows).map(title));
  const all = [...refs.values()].flatMap((ref): [string, Schema][] => {
    const name = nameAt(ref);
    const schema = openapiSchema(lookup(source, ref), (target) => `#/components/schemas/${nameAt(target)}`);
    return [[name, schema], ...(patched.has(name) ? [patchOf(schema, name)] : [])];
  });
  return {
    schemas: Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))),
    title,
    reference,
    example: (name) => goldenObject(version, name),
  };
}

/** The objects and parts that may be changed by PATCH, from the module table. */
function patchedIn(rows: Edition['rows']): ObjectName[] {
  return Object.values(rows)
    .filter(({ receiver }) => receiver?.object.includes('PATCH'))
    .flatMap(({ object, parts = [] }) => [...(object ? [object] : []), ...parts.map((part) => part.object)]);
}

function patchOf(schema: Schema, name: string): [string, Schema] {
  const title = `${name}Patch`;
  return [title, { ...asPatch(schema), title, description: `The fields of a ${name} that change.` }];
}

function goldenObject(version: string, name: ObjectName): unknown {
  const file = new URL(`../../../schemas/golden/${version}/${name}.json`, import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined;
}
