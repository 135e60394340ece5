import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { type ObjectName } from '../editions/edition.ts';
import type { Finding, Judged } from '../words/finding.ts';
import { findingsOf } from './findings.ts';
import { newAjv } from './keywords.ts';
import { type LetterWriter, letterWriterOf, type Picker } from './letter.ts';
import { asPatch, asRead, atLevel, type Level } from './levels.ts';
import { patchWriterOf, type Writer, writerOf } from './normalise.ts';
import { type PlainMender, plainMenderOf } from './plain-mends.ts';
import { lookup, readSchemas, refsByName, type Schema, type Schemas } from './schemas.ts';

export type { ObjectName } from '../editions/edition.ts';
export type { Finding } from '../words/finding.ts';
export { summary } from './findings.ts';
export type { Level } from './levels.ts';

/**
 * Every problem of an object, each once; none when it is valid (TRANS-22, TRANS-44). Of a very large object that is not
 * valid only the first: gathering them all takes time that grows with their square, and a hub has other guests.
 */
export function check(name: ObjectName, value: unknown, level: Level = 'hub'): Finding[] {
  const first = run(validatorOf(name, level, 'first'), value);
  return first.length === 0 || isLarge(value) ? first : run(validatorOf(name, level, 'all'), value);
}

/** Whether an object has a problem at neither level: one validator tells, and most are so. False where that cannot be told so cheaply. */
export function isFlawless(name: ObjectName, value: unknown): boolean {
  return validatorOf(name, 'both', 'first')(value);
}

/** Every problem of a PATCH: nothing is required at the top, null only where the field is optional (TRANS-46, TRANS-51). */
export function checkPatch(name: ObjectName, value: unknown, level: Level = 'hub'): Finding[] {
  return run(patchValidatorOf(name, level), value);
}

/** The same problems as the validator has them, for who mends them; of a very large object none. */
export function problems(name: ObjectName, value: unknown, level: Level, patch: boolean): ErrorObject[] {
  if (isLarge(value)) return [];
  const validate = patch ? patchValidatorOf(name, level) : validatorOf(name, level, 'all');
  return validate(value) ? [] : [...(validate.errors ?? [])];
}

/** An object with null, or an empty list, for every optional field of 2.1.1-d2 that it has not, at every depth: some readers want them all (EXT-22). */
export function emptied(name: ObjectName, value: unknown): unknown {
  return withNulls(lookup(schemas.strict, refOf(name)), value);
}

/**
 * What the hub writes for an object it read: no null and no empty list in optional fields at any depth, coordinates with
 * six decimals, everything else as it came (LOC-27, TRANS-70, EXT-22). Never mutates; the same reference when nothing had to change.
 */
export function normalise<T>(name: ObjectName, value: T): T {
  return objectWriterOf(name)(value) as T;
}

/** The same for a PATCH, where null at the top clears a field and so stays (TRANS-51), and an empty list empties one. */
export function normalisePatch<T>(name: ObjectName, value: T): T {
  return objectPatchWriterOf(name)(value) as T;
}

/** An object or a PATCH of it with what anybody would mend: a price in quotes, a country of two letters; and what was read for what (TRANS-80). */
export function mendPlainly(name: ObjectName, value: unknown): { value: unknown; findings: Judged[] } {
  const findings: Judged[] = [];
  return { value: menderOf(name)(value, findings), findings };
}

/** What 2.1.1-d2 to the letter has of an object or a PATCH of it, as far as `picks` says so; `leftOut` where it cannot be without. */
export function toTheLetter(name: ObjectName, value: unknown, picks: Picker, patch = false): unknown {
  return letterOf(name, patch ? 'patch' : 'whole')(value, picks);
}

/** Every name there is, as the specification spells it (`Location`, `CDR`, `EnergyMix`), in order. */
export function titles(): string[] {
  return [...refs].map(([name, ref]) => lookup(source, ref).title ?? name).sort();
}

/** The name a person means: case, dashes and underscores do not count, `response` is the envelope. */
export function nameOf(word: string): ObjectName | undefined {
  const folded = fold(word);
  return folded === 'response' ? 'envelope' : names.find((name) => fold(name) === folded);
}

const source = readSchemas('2.1.1');
const refs = refsByName(source);
const names = [...refs.keys()] as ObjectName[];
const schemas: Record<Level | 'both', Schemas> = {
  hub: atLevel(source, 'hub'),
  strict: atLevel(source, 'strict'),
  both: atLevel(source, 'both'),
};

const readableOf = once((level: Level | 'both') => asRead(schemas[level], level));
const ajvOf = once((level: Level | 'both', reports: 'first' | 'all') => {
  const ajv = newAjv(reports === 'all');
  for (const schema of Object.values(readableOf(level))) ajv.addSchema(schema);
  return ajv;
});
const validatorOf = once((name: ObjectName, level: Level | 'both', reports: 'first' | 'all') =>
  ajvOf(level, reports).compile({ $ref: refOf(name) }),
);
const patchValidatorOf = once((name: ObjectName, level: Level) => {
  const whole = lookup(readableOf(level), refOf(name));
  return ajvOf(level, 'all').compile({ ...asPatch(whole), $id: `schema:/patch/${name}` });
});
const objectWriterOf = once((name: ObjectName): Writer => writerOf(schemas.hub, refOf(name)));
const menderOf = once((name: ObjectName): PlainMender => plainMenderOf(schemas.hub, refOf(name)));
const letterOf = once(
  (name: ObjectName, form: 'whole' | 'patch'): LetterWriter =>
    letterWriterOf(source, refOf(name), form === 'patch'),
);
const objectPatchWriterOf = once((name: ObjectName): Writer => patchWriterOf(schemas.hub, refOf(name)));

function run(validate: ValidateFunction, value: unknown): Finding[] {
  return validate(value) ? [] : findingsOf(validate.errors ?? []);
}

/** Values in a document beyond which its problems are not all gathered. */
const large = 5000;

function isLarge(value: unknown): boolean {
  let seen = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && seen <= large) {
    const next = open.pop();
    seen += 1;
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) open.push(inner);
  }
  return seen > large;
}

function withNulls(schema: Schema, value: unknown): unknown {
  if (schema.$ref !== undefined) return withNulls(lookup(schemas.strict, schema.$ref), value);
  if (Array.isArray(value))
    return schema.items ? value.map((entry) => withNulls(schema.items as Schema, entry)) : value;
  if (!schema.properties || typeof value !== 'object' || value === null) return value;
  const given = value as Record<string, unknown>;
  const known = Object.entries(schema.properties).map(([key, property]) => [
    key,
    given[key] === undefined ? (property.items ? [] : null) : withNulls(property, given[key]),
  ]);
  return { ...given, ...Object.fromEntries(known) };
}

function refOf(name: ObjectName): string {
  const ref = refs.get(name);
  if (ref === undefined) throw new Error(`no schema is named ${name}`);
  return ref;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}

/** Remembers what `make` gave for the same names: compiling takes milliseconds. */
function once<A extends string[], R>(make: (...args: A) => R): (...args: A) => R {
  const made = new Map<string, R>();
  return (...args) => {
    const key = args.join(' ');
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(...args);
    made.set(key, fresh);
    return fresh;
  };
}
