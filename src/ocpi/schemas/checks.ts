import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { ObjectName, SchemaVersion } from '../types/names.generated.ts';
import type { Finding, Judged } from '../words/finding.ts';
import { type Repair } from '../words/style.ts';
import { emptied } from './emptied.ts';
import { findingsOf } from './findings.ts';
import { newAjv } from './keywords.ts';
import { isLarge } from './large.ts';
import { type LetterWriter, letterWriterOf, type Picker } from './letter.ts';
import { asPatch, asRead, atLevel, type Level, type Text } from './levels.ts';
import { type Mended, mend } from './mend.ts';
import { patchWriterOf, type Writer, writerOf } from './normalise.ts';
import { type PlainMender, plainMenderOf } from './plain-mends.ts';
import { lookup, readSchemas, refsByName, type Schemas } from './schemas.ts';

/** All that is read off the schemas of one version of OCPI. A name that the version has not is thrown. */
export interface Checks {
  /**
   * Every problem of an object, each once; none when it is valid (TRANS-22, TRANS-44). Of a very large object that is not
   * valid only the first: gathering them all takes time that grows with their square, and a hub has other guests.
   */
  check(name: ObjectName, value: unknown, level?: Level): Finding[];
  /** Whether an object has a problem at neither level: one validator tells, and most are so. False where that cannot be told so cheaply. */
  isFlawless(name: ObjectName, value: unknown): boolean;
  /** Every problem of a PATCH: nothing is required at the top, null only where the field is optional (TRANS-46, TRANS-51). */
  checkPatch(name: ObjectName, value: unknown, level?: Level): Finding[];
  /** Mends what a reader can understand in only one way, if it is of the kinds allowed; what else is wrong stays wrong. Never mutates. */
  mend(name: ObjectName, value: unknown, allowed: Repair[], level?: Level, patch?: boolean): Mended;
  /** An object with null, or an empty list, for every optional field that it has not, at every depth: some readers want them all (EXT-22). */
  emptied(name: ObjectName, value: unknown): unknown;
  /**
   * An object as the hub writes it: no null and no empty list in optional fields at any depth, coordinates with the decimals
   * of the version, everything else as it came (LOC-27, TRANS-70, EXT-22). Never mutates; the same reference when nothing had to change.
   */
  normalise<T>(name: ObjectName, value: T): T;
  /** The same for a PATCH, where null at the top clears a field and so stays (TRANS-51), and an empty list empties one. */
  normalisePatch<T>(name: ObjectName, value: T): T;
  /** An object or a PATCH of it with what anybody would mend: a price in quotes, a country of two letters; and what was read for what (TRANS-80). */
  mendPlainly(name: ObjectName, value: unknown): { value: unknown; findings: Judged[] };
  /** An object or a PATCH of it in the letter of the version, as far as `picks` says so; `leftOut` where it cannot be without. */
  toTheLetter(name: ObjectName, value: unknown, picks: Picker, patch?: boolean): unknown;
  /** Every name there is, as the specification spells it (`Location`, `CDR`, `EnergyMix`), in order. */
  titles(): string[];
  /** The name a person means: case, dashes and underscores do not count, `response` is the envelope. */
  nameOf(word: string): ObjectName | undefined;
}

/** Strings to the letter of each version. */
const texts: Record<SchemaVersion, Text> = { '2.1.1': 'x-ascii', '2.2.1': 'x-printable' };

/** The checks of a version, made once: its schemas stand in `schemas/<version>`. */
export const checksOf = once((version: SchemaVersion): Checks => {
  const text = texts[version];
  const source = readSchemas(version);
  const refs = refsByName(source);
  const names = [...refs.keys()] as ObjectName[];
  const schemas: Record<Level | 'both', Schemas> = {
    hub: atLevel(source, 'hub', text),
    strict: atLevel(source, 'strict', text),
    both: atLevel(source, 'both', text),
  };
  const refOf = (name: ObjectName): string => {
    const ref = refs.get(name);
    if (ref === undefined) throw new Error(`no schema is named ${name}`);
    return ref;
  };
  const { validatorOf, patchValidatorOf } = validatorsOf(schemas, refOf);
  const writers = writersOf(source, schemas.hub, refOf);
  const problems = (name: ObjectName, value: unknown, level: Level, patch: boolean): ErrorObject[] => {
    if (isLarge(value)) return [];
    const validate = patch ? patchValidatorOf(name, level) : validatorOf(name, level, 'all');
    return validate(value) ? [] : [...(validate.errors ?? [])];
  };
  return {
    check(name, value, level = 'hub') {
      const first = run(validatorOf(name, level, 'first'), value);
      return first.length === 0 || isLarge(value) ? first : run(validatorOf(name, level, 'all'), value);
    },
    isFlawless: (name, value) => validatorOf(name, 'both', 'first')(value),
    checkPatch: (name, value, level = 'hub') => run(patchValidatorOf(name, level), value),
    mend: (name, value, allowed, level = 'hub', patch = false) =>
      mend(value, allowed, () => problems(name, value, level, patch)),
    emptied: (name, value) => emptied(schemas.strict, refOf(name), value),
    normalise: <T>(name: ObjectName, value: T) => writers.whole(name)(value) as T,
    normalisePatch: <T>(name: ObjectName, value: T) => writers.patch(name)(value) as T,
    mendPlainly(name, value) {
      const findings: Judged[] = [];
      return { value: writers.mender(name)(value, findings), findings };
    },
    toTheLetter: (name, value, picks, patch = false) =>
      writers.letter(name, patch ? 'patch' : 'whole')(value, picks),
    titles: () => [...refs].map(([name, ref]) => lookup(source, ref).title ?? name).sort(),
    nameOf(word) {
      const folded = fold(word);
      return folded === 'response' ? 'envelope' : names.find((name) => fold(name) === folded);
    },
  };
});

function validatorsOf(schemas: Record<Level | 'both', Schemas>, refOf: (name: ObjectName) => string) {
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
  return { validatorOf, patchValidatorOf };
}

function writersOf(source: Schemas, hub: Schemas, refOf: (name: ObjectName) => string) {
  return {
    whole: once((name: ObjectName): Writer => writerOf(hub, refOf(name))),
    patch: once((name: ObjectName): Writer => patchWriterOf(hub, refOf(name))),
    mender: once((name: ObjectName): PlainMender => plainMenderOf(hub, refOf(name))),
    letter: once(
      (name: ObjectName, form: 'whole' | 'patch'): LetterWriter =>
        letterWriterOf(source, refOf(name), form === 'patch'),
    ),
  };
}

function run(validate: ValidateFunction, value: unknown): Finding[] {
  return validate(value) ? [] : findingsOf(validate.errors ?? []);
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
