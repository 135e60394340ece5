import type { Schema } from '../src/ocpi/schemas/json-schema-type.ts';

/**
 * A change of a schema since the last release: its place, a description, and whether code or data that fitted the old
 * schema may fail.
 */
export interface Change {
  place: string;
  words: string;
  breaking: boolean;
}

/**
 * Compares the schemas of a release, by name, with the present ones. Breaking is a change that refuses a value that was
 * valid, or lets correct code no longer compile: a name, field or enum value less, a required field more, another type,
 * a tighter limit.
 */
export function schemaChanges(then: Record<string, Schema>, now: Record<string, Schema>): Change[] {
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [old, young] = [then[name], now[name]];
    if (!young) return [{ place: name, words: 'is gone', breaking: true }];
    if (!old) return [{ place: name, words: 'is new', breaking: false }];
    return changesAt(name, old, young);
  });
}

function changesAt(place: string, old: Schema, young: Schema): Change[] {
  const change = (words: string, breaking: boolean): Change => ({ place, words, breaking });
  const kindOf = ({ $ref, type }: Schema) => $ref ?? JSON.stringify(type) ?? 'anything';
  if (kindOf(old) !== kindOf(young))
    return [change(`was ${kindOf(old)}, is ${kindOf(young)}`, kindOf(young) !== 'anything')];
  return [
    ...valuesAt(old, young, change),
    ...limitsAt(old, young, change),
    ...fieldsAt(place, old, young),
    ...(old.items && young.items ? changesAt(`${place}[]`, old.items, young.items) : []),
  ];
}

function valuesAt(
  old: Schema,
  young: Schema,
  change: (words: string, breaking: boolean) => Change,
): Change[] {
  if (!old.enum || !young.enum)
    return old.enum === young.enum
      ? []
      : [change(young.enum ? 'is an enum now' : 'is no enum any more', !!young.enum)];
  return [
    ...old.enum
      .filter((value) => !young.enum?.includes(value))
      .map((value) => change(`has no ${value} any more`, true)),
    ...young.enum
      .filter((value) => !old.enum?.includes(value))
      .map((value) => change(`has ${value} too`, false)),
  ];
}

/**
 * Keywords of JSON Schema that limit a value, each with the direction in which it becomes tighter; `other` ones limit
 * by being there.
 */
const limits: Record<string, 'up' | 'down' | 'other'> = {
  minLength: 'up',
  minItems: 'up',
  minimum: 'up',
  maxLength: 'down',
  maxItems: 'down',
  maximum: 'down',
  pattern: 'other',
  format: 'other',
  multipleOf: 'other',
  'x-unique': 'other',
  'x-ascending': 'other',
  'x-either': 'other',
  'x-ascii': 'other',
  'x-printable': 'other',
};

function limitsAt(
  old: Schema,
  young: Schema,
  change: (words: string, breaking: boolean) => Change,
): Change[] {
  return Object.entries(limits).flatMap(([keyword, tighter]) => {
    const [was, is] = [old[keyword], young[keyword]];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    if (is === undefined) return [change(`has no ${keyword} any more`, false)];
    const words = `${keyword} is ${JSON.stringify(is)}${was === undefined ? ' now' : `, was ${JSON.stringify(was)}`}`;
    if (was === undefined || tighter === 'other') return [change(words, true)];
    return [change(words, tighter === 'up' ? Number(is) > Number(was) : Number(is) < Number(was))];
  });
}

function fieldsAt(place: string, old: Schema, young: Schema): Change[] {
  const [was, is] = [old.properties ?? {}, young.properties ?? {}];
  const needed = (schema: Schema, key: string) => schema.required?.includes(key) ?? false;
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => {
    const at = `${place}.${key}`;
    const [then, now] = [was[key], is[key]];
    if (!now) return [{ place: at, words: 'is gone', breaking: true }];
    if (!then)
      return [
        {
          place: at,
          words: needed(young, key) ? 'is new, and required' : 'is new',
          breaking: needed(young, key),
        },
      ];
    const [required, isRequired] = [needed(old, key), needed(young, key)];
    const obligation =
      required === isRequired
        ? []
        : [{ place: at, words: isRequired ? 'is required now' : 'is optional now', breaking: true }];
    return [...obligation, ...changesAt(at, then, now)];
  });
}
