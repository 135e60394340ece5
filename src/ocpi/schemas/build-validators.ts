import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { ObjectName, SchemaVersion } from '../types/names.generated.ts';
import type { Finding, Judged } from '../words/finding-type.ts';
import { withNulls } from './add-explicit-nulls.ts';
import { type OwnFieldsWriter, ownFieldsWriterOf } from './add-extension-examples.ts';
import { findingsOf } from './ajv-errors-to-findings.ts';
import { newAjv, type Passed } from './ajv-with-keywords.ts';
import { isLarge } from './is-large-document.ts';
import { patchWriterOf, type Writer, writerOf } from './normalise-values.ts';
import { mend } from './repair-document.ts';
import { type StrictWriter, strictWriterOf } from './replace-nonstandard-parts.ts';
import { lookup, readSchemas, refsByName, type Schemas } from './schemas.ts';
import { asPatch, asRead, atLevel, type Level, type Text } from './strict-and-tolerant-schemas.ts';
import { type PlainMender, plainMenderOf } from './unambiguous-repairs.ts';
import type { Checks } from './validator-types.ts';

/** The `x-` keyword for strict strings in each version of OCPI. */
const texts: Record<SchemaVersion, Text> = { '2.1.1': 'x-ascii', '2.2.1': 'x-printable' };

/** The checks of a version of OCPI, made once, from the schemas in `schemas/<version>`. */
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
  const rate: Checks['rate'] = (name, value) => {
    const passed: Passed = { sparse: false };
    if (!validatorOf(name, 'both', 'first').call(passed, value)) return undefined;
    return passed.sparse ? 'sparse' : 'normal';
  };
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
    isFlawless: (name, value) => rate(name, value) !== undefined,
    rate,
    checkPatch: (name, value, level = 'hub') => run(patchValidatorOf(name, level), value),
    mend: (name, value, allowed, level = 'hub', patch = false) =>
      mend(value, allowed, () => problems(name, value, level, patch)),
    withNulls: (name, value) => withNulls(schemas.strict, refOf(name), value),
    withOwnFields: <T>(name: ObjectName, value: T) => writers.own(name)(value) as T,
    normalise: <T>(name: ObjectName, value: T) => writers.whole(name)(value) as T,
    normalisePatch: <T>(name: ObjectName, value: T) => writers.patch(name)(value) as T,
    mendPlainly(name, value) {
      const findings: Judged[] = [];
      return { value: writers.mender(name)(value, findings), findings };
    },
    withoutForeign: (name, value, picks, patch = false) =>
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
    const ajv = newAjv(reports === 'all', level === 'both');
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
    own: once((name: ObjectName): OwnFieldsWriter => ownFieldsWriterOf(source, refOf(name))),
    mender: once((name: ObjectName): PlainMender => plainMenderOf(hub, refOf(name))),
    letter: once(
      (name: ObjectName, form: 'whole' | 'patch'): StrictWriter =>
        strictWriterOf(source, refOf(name), form === 'patch'),
    ),
  };
}

function run(validate: ValidateFunction, value: unknown): Finding[] {
  return validate(value) ? [] : findingsOf(validate.errors ?? []);
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}

/** Remembers the result of `make` for the same names: compiling a schema takes milliseconds. */
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
