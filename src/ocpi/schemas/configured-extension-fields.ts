import { readFileSync } from 'node:fs';
import { versions as spoken } from '../types/names.generated.ts';
import type { Schema, Schemas } from './json-schema-type.ts';

/**
 * Thrown for a wrong file of extension fields: the message is one line that names the file, the place in it and the
 * error.
 */
export class WrongExtensions extends Error {
  override name = 'WrongExtensions';
}

/**
 * Extension fields from a user's file: objects and classes of OCPI with the properties that they gain, and types of the
 * user's own.
 */
export interface Extensions {
  /** The name of the file, for messages. */
  from: string;
  /** Versions of OCPI to which the file applies. */
  versions: string[];
  $defs: Record<string, Schema>;
}

/**
 * Reads a file of extension fields: a JSON Schema whose `$defs` are named like objects, classes and enums of OCPI
 * (`Tariff`) and contain the `properties`, or the values of `enum`, that these gain; other names are types of the
 * user's own. `x-versions` lists the versions of OCPI to which it applies, `["2.1.1"]` by default. Messages call the
 * file `from`. Throws `WrongExtensions`.
 */
export function readExtensions(file: string, from: string = file): Extensions {
  const fail = (message: string): never => {
    throw new WrongExtensions(`${from}: ${message}`);
  };
  const document = parsed(file, fail);
  if (!isObject(document)) return fail('must be a JSON Schema, an object');
  const known = ['$schema', '$id', 'title', 'description', '$comment', 'x-versions', '$defs'];
  for (const key of Object.keys(document))
    if (!known.includes(key)) fail(`/${key}: is not known here; fields stand below /$defs`);
  const { $defs, 'x-versions': versions = ['2.1.1'] } = document;
  if (!isObject($defs) || Object.keys($defs).length === 0)
    return fail('/$defs: must hold at least one object of OCPI, such as {"Tariff": {"properties": {…}}}');
  if (!Array.isArray(versions) || versions.length === 0 || !versions.every((one) => spoken.includes(one)))
    return fail(`/x-versions: must be a list of ${spoken.join(', ')}, got ${JSON.stringify(versions)}`);
  for (const [name, schema] of Object.entries($defs)) {
    if (!/^[A-Za-z]\w*$/.test(name)) fail(`/$defs/${name}: a name has letters and digits only`);
    checkSchema(schema, `/$defs/${name}`, fail);
  }
  return { from, versions, $defs: $defs as Record<string, Schema> };
}

/**
 * Adds extension fields to the schemas of a version, each marked as an extension; returns the same schemas where the
 * file is not for that version. Throws `WrongExtensions` where a field exists already, or a name is unknown.
 */
export function withExtensions(schemas: Schemas, version: string, extensions: Extensions): Schemas {
  if (!extensions.versions.includes(version)) return schemas;
  const fail = (place: string, message: string): never => {
    throw new WrongExtensions(`${extensions.from}: ${place}: ${message}`);
  };
  const places = placesOf(schemas);
  const home = `schema:/${version}/types.json`;
  const own = Object.keys(extensions.$defs).filter((name) => !places.has(name));
  const refs = new Map([
    ...[...places].map(([name, { ref }]): [string, string] => [name, ref]),
    ...own.map((name): [string, string] => [name, `${home}#/$defs/${name}`]),
  ]);
  const resolved = (node: unknown, place: string): unknown => {
    if (Array.isArray(node)) return node.map((entry, at) => resolved(entry, `${place}/${at}`));
    if (!isObject(node)) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (key !== '$ref') return [key, resolved(value, `${place}/${key}`)];
        const name = String(value).replace('#/$defs/', '');
        return [
          key,
          refs.get(name) ?? fail(`${place}/$ref`, `OCPI ${version} has no ${name}, nor has the file`),
        ];
      }),
    );
  };
  const extended: Schemas = structuredClone(schemas);
  for (const [name, given] of Object.entries(extensions.$defs)) {
    const place = `/$defs/${name}`;
    const schema = resolved(given, place) as Schema;
    const known = places.get(name);
    if (known) extend(known.in(extended), schema, { name, place, fail });
    else if (schema.type === undefined && schema.enum === undefined && schema.$ref === undefined)
      fail(
        place,
        `OCPI ${version} has no object of this name; a type of your own has a type, an enum or a $ref`,
      );
    else defsOf(extended, home)[name] = { ...schema, 'x-extension': true, 'x-own': true };
  }
  return extended;
}

interface Failing {
  name: string;
  place: string;
  fail(place: string, message: string): never;
}

/** Adds properties or enum values to a schema of OCPI; those that it has already are refused. */
function extend(
  target: Schema,
  { properties, enum: values, ...rest }: Schema,
  { name, place, fail }: Failing,
): void {
  const [other] = Object.keys(rest).filter((key) => !['description', 'type', '$comment'].includes(key));
  if (other !== undefined)
    fail(`${place}/${other}`, `${name} is OCPI's: only properties or enum can be added to it`);
  if (!properties && !values)
    fail(place, `${name} is OCPI's: it needs properties, or an enum, to be added to it`);
  if (properties && !target.properties) fail(place, `${name} has no properties in OCPI`);
  for (const [key, property] of Object.entries(properties ?? {})) {
    if (Object.hasOwn(target.properties ?? {}, key))
      fail(`${place}/properties/${key}`, `${name} has ${key} already`);
    target.properties![key] = { ...property, 'x-extension': true, 'x-own': true };
  }
  if (!values) return;
  if (!target.enum) fail(place, `${name} is no enum in OCPI`);
  const foreign = (target['x-extension-values'] ?? []) as unknown[];
  for (const value of values)
    if (target.enum?.includes(value) || foreign.includes(value))
      fail(`${place}/enum`, `${name} has ${value} already`);
  target['x-extension-values'] = [...foreign, ...values];
  target['x-own-values'] = values;
}

/** Allowed keywords of an extension field: those that hub, simulators, types and validators all understand. */
const keywords: Record<string, (value: unknown) => boolean> = {
  $ref: (value) => typeof value === 'string' && /^#\/\$defs\/\w+$/.test(value),
  $comment: (value) => typeof value === 'string',
  title: (value) => typeof value === 'string',
  description: (value) => typeof value === 'string',
  type: (value) => ['string', 'number', 'integer', 'boolean', 'array', 'object'].includes(value as string),
  enum: (value) => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'),
  properties: isObject,
  required: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  items: isObject,
  minItems: isCount,
  maxItems: isCount,
  minLength: isCount,
  maxLength: isCount,
  pattern: (value) => typeof value === 'string' && isPattern(value),
  format: (value) => ['date', 'utc-date-time', 'http-url'].includes(value as string),
  minimum: (value) => typeof value === 'number',
  maximum: (value) => typeof value === 'number',
  multipleOf: (value) => typeof value === 'number' && value > 0,
  default: () => true,
  examples: (value) => Array.isArray(value) && value.length > 0,
  'x-expected': (value) => typeof value === 'string',
};

function checkSchema(schema: unknown, place: string, fail: (message: string) => never): void {
  if (!isObject(schema)) return fail(`${place}: must be a JSON Schema, an object`);
  for (const [key, value] of Object.entries(schema)) {
    const fits = keywords[key];
    if (!fits)
      return fail(`${place}/${key}: is not known here; known are ${Object.keys(keywords).join(', ')}`);
    if (!fits(value)) return fail(`${place}/${key}: cannot be ${JSON.stringify(value)}`);
  }
  const { properties, items, required } = schema as Schema;
  for (const [key, property] of Object.entries(properties ?? {}))
    checkSchema(property, `${place}/properties/${key}`, fail);
  if (items !== undefined) checkSchema(items, `${place}/items`, fail);
  const [stray] = (required ?? []).filter((key) => !Object.hasOwn(properties ?? {}, key));
  if (stray !== undefined) fail(`${place}/required: names ${stray}, which is none of the properties`);
}

/** Every object, class and enum of a version: its reference, and its place in a copy of the schemas. */
function placesOf(schemas: Schemas): Map<string, { ref: string; in(copy: Schemas): Schema }> {
  const places = new Map<string, { ref: string; in(copy: Schemas): Schema }>();
  for (const [id, schema] of Object.entries(schemas)) {
    if (schema.title && (schema.$defs === undefined || schema.type !== undefined))
      places.set(schema.title, { ref: id, in: (copy) => copy[id]! });
    for (const name of Object.keys(schema.$defs ?? {}))
      places.set(name, { ref: `${id}#/$defs/${name}`, in: (copy) => defsOf(copy, id)[name]! });
  }
  return places;
}

function defsOf(schemas: Schemas, id: string): Record<string, Schema> {
  return (schemas[id]!.$defs ??= {});
}

function parsed(file: string, fail: (message: string) => never): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return fail(`cannot be read: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail(`is not JSON: ${(error as Error).message}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** The schemas with the user's extension fields treated as fields of OCPI, so that the strict level keeps them. */
export function withOwnAsTheirs(schemas: Schemas): Schemas {
  const change = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(change);
    if (!isObject(node)) return node;
    const { 'x-own': own, 'x-own-values': values = [], ...rest } = node;
    if (own) delete rest['x-extension'];
    if (Array.isArray(values) && values.length > 0) {
      rest.enum = [...(rest.enum as unknown[]), ...values];
      const foreign = (rest['x-extension-values'] as unknown[]).filter((value) => !values.includes(value));
      rest['x-extension-values'] = foreign;
      if (foreign.length === 0) delete rest['x-extension-values'];
    }
    return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, change(value)]));
  };
  return change(schemas) as Schemas;
}
