import { tables } from '../editions/module-tables-by-version.ts';
import {
  type Extensions,
  WrongExtensions,
  withExtensions,
  withOwnAsTheirs,
} from '../schemas/configured-extension-fields.ts';
import { lookup, readSchemas, refsByName, type Schema, type Schemas } from '../schemas/schemas.ts';
import { asPatch, atLevel, type Level, type Text } from '../schemas/strict-and-tolerant-schemas.ts';
import type { ObjectName, SchemaVersion } from '../types/names.generated.ts';

/** The export that a user wants: a version of OCPI, strict or tolerant, and with which extension fields. */
export interface Wanted {
  version: SchemaVersion;
  level: Level;
  extensions?: Extensions | undefined;
}

/** One exported object, class, enum or scalar: its name as the specification spells it, its reference and its schema. */
export interface Named {
  name: string;
  ref: string;
  schema: Schema;
  /** Whether it is an object that is exchanged, which has a document of its own in `schemas/`. */
  isDocument: boolean;
  /** Whether the object may be changed by PATCH. */
  isPatched: boolean;
}

/** All schemas to be exported, sorted by name. */
export interface Source {
  schemas: Schemas;
  named: Named[];
  /** The name of the schema to which a reference leads. */
  nameAt(ref: string): string;
}

/**
 * Collects the schemas to export: at level `strict` without this hub's extensions; the user's own extension fields are
 * in both levels.
 */
export function sourceOf({ version, level, extensions }: Wanted): Source {
  const plain = readSchemas(version, '');
  if (extensions && !extensions.versions.includes(version))
    throw new WrongExtensions(
      `${extensions.from}: is for OCPI ${extensions.versions.join(', ')}; ${version} is not in x-versions`,
    );
  const extended = extensions ? withOwnAsTheirs(withExtensions(plain, version, extensions)) : plain;
  const text: Text = version === '2.1.1' ? 'x-ascii' : 'x-printable';
  const schemas = atLevel(extended, level, text);
  const nameAt = (ref: string) => ref.split('#/$defs/')[1] ?? lookup(schemas, ref).title ?? ref;
  const patched = new Set<string>(patchedIn(version));
  const named = [...refsByName(schemas)]
    .map(([key, ref]): Named => {
      const schema = lookup(schemas, ref);
      return { name: nameAt(ref), ref, schema, isDocument: !ref.includes('#'), isPatched: patched.has(key) };
    })
    .filter(({ schema }) => level === 'hub' || schema['x-extension'] !== true)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { schemas, named, nameAt };
}

/** The objects and parts that may be changed by PATCH, from the module table of a version. */
function patchedIn(version: SchemaVersion): ObjectName[] {
  return Object.values(tables[version])
    .filter(({ receiver }) => receiver?.object.includes('PATCH'))
    .flatMap(({ object, parts = [] }) => [...(object ? [object] : []), ...parts.map((part) => part.object)]);
}

/**
 * All schemas in one document below `$defs`, each by its name, those of PATCHes as `…Patch`; references lead to places
 * in the document.
 */
export function oneDocument(
  { named, nameAt }: Source,
  change: (schema: Schema) => Schema,
  place = '#/$defs/',
): Record<string, Schema> {
  const inner = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(inner);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).filter(([key]) => !['$defs', '$id', '$schema'].includes(key));
    return Object.fromEntries(
      entries.map(([key, value]) => [
        key,
        key === '$ref' ? `${place}${nameAt(String(value))}` : inner(value),
      ]),
    );
  };
  const entries = named.flatMap(({ name, schema, isPatched }): [string, Schema][] => {
    const whole = inner(change(schema)) as Schema;
    return [[name, whole], ...(isPatched ? [[`${name}Patch`, asPatch(whole)] as [string, Schema]] : [])];
  });
  return Object.fromEntries(entries);
}
