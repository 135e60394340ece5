import fc from 'fast-check';
import { lookup, type Schema } from '../../src/ocpi/schemas/schemas.ts';
import { schemas, valid } from './valid-objects.ts';

type Json = Record<string, unknown>;

/** An object that violates its schema at one place, with a description. */
export interface Broken {
  object: Json;
  how: string;
}

/** One way to violate a schema. */
interface Breach {
  how: string;
  apply(root: Json): void;
}

/** Random objects of a kind that are valid but for one value; never their `id`, which is in the URL too. */
export function broken(name: string): fc.Arbitrary<Broken> {
  const root = lookup(schemas, `schema:/2.1.1/${name}.json`);
  return fc.tuple(valid(name), fc.nat(), fc.nat()).map(([whole, which, what]) => {
    const object = structuredClone(whole);
    const all = breaches(root, object, [], what);
    const breach = all[which % all.length] as Breach;
    breach.apply(object);
    return { object, how: breach.how };
  });
}

/** Random objects of a kind with an arbitrary value somewhere in them; they may still be valid. */
export function wild(name: string): fc.Arbitrary<unknown> {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>(null, '', [], {}, 0, -1, 1e308, '\u0000', 'x'.repeat(5000), ['', null], {
      id: {},
    }),
    fc
      .constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty')
      .map((key) =>
        Object.defineProperty({}, key, { value: { prototype: { polluted: 1 } }, enumerable: true }),
      ),
  );
  const place = fc.oneof(
    fc.constantFrom(...Object.keys(lookup(schemas, `schema:/2.1.1/${name}.json`).properties ?? {})),
    fc.constantFrom('__proto__', 'constructor', 'toJSON', 'length', 'x'.repeat(300), ''),
  );
  const changed = fc
    .tuple(valid(name), place, value)
    .map(([object, at, put]) =>
      Object.defineProperty({ ...object }, at, { value: put, enumerable: true, configurable: true }),
    );
  return fc.oneof(
    { weight: 6, arbitrary: changed as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: value },
  );
}

/** All ways to make the value at a place invalid, with the `what`th wrong value for each field. */
function breaches(schema: Schema, value: unknown, path: (string | number)[], what: number): Breach[] {
  if (schema.$ref) return breaches(lookup(schemas, schema.$ref), value, path, what);
  const found: Breach[] = [];
  const replace = (by: unknown, how: string) =>
    found.push({ how: `${path.join('.')}: ${how}`, apply: (root) => set(root, path, by) });
  if (path.length > 0 && !['id', 'uid'].includes(String(path[0]))) {
    const wrong = wrongFor(schema);
    const [by, how] = wrong[what % wrong.length] as [unknown, string];
    replace(by, how);
  }
  if (Array.isArray(value) && schema.items)
    for (const [index, entry] of value.entries())
      found.push(...breaches(schema.items, entry, [...path, index], what));
  if (!schema.properties || typeof value !== 'object' || value === null) return found;
  for (const name of schema.required ?? []) {
    if (path.length === 0 && ['id', 'uid', 'type'].includes(name)) continue;
    const place = [...path, name];
    found.push({ how: `${place.join('.')} is missing`, apply: (root) => set(root, place, undefined) });
    found.push({ how: `${place.join('.')} is null`, apply: (root) => set(root, place, null) });
  }
  for (const [name, property] of Object.entries(schema.properties)) {
    if (path.length === 0 && name === 'type' && schema.required?.includes('uid')) continue;
    if (name in value) found.push(...breaches(property, (value as Json)[name], [...path, name], what));
  }
  return found;
}

/** Values that are invalid for a field even for a tolerant reader. */
function wrongFor(schema: Schema): [unknown, string][] {
  if (schema.enum)
    return [
      ['NO_SUCH_VALUE', 'unknown value'],
      [7, 'number'],
      [[], 'list'],
    ];
  if (schema.type === 'array')
    return [
      ['no list', 'text'],
      [{ a: 1 }, 'object'],
      ...(schema.minItems ? [[[], 'empty'] as [unknown, string]] : []),
    ];
  if (schema.properties)
    return [
      ['no object', 'text'],
      [[1], 'list'],
      [3, 'number'],
    ];
  if (schema.type === 'boolean')
    return [
      ['maybe', 'text'],
      [[], 'list'],
      [3, 'number'],
    ];
  if (schema.type === 'string') {
    const long = 'x'.repeat(Number(schema.maxLength ?? 300) + 1);
    const shaped: [unknown, string][] =
      schema.pattern !== undefined || schema.format ? [['\u0007?', 'no such text']] : [];
    const limited: [unknown, string][] = schema.maxLength === undefined ? [] : [[long, 'too long']];
    return [[{ a: 1 }, 'object'], [['a'], 'list'], [true, 'boolean'], ...limited, ...shaped];
  }
  return [
    ['many', 'text'],
    [{}, 'object'],
    [true, 'boolean'],
  ];
}

function set(root: Json, path: (string | number)[], value: unknown): void {
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce<unknown>((from, name) => (from as Json)[name], root) as Json;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
}
