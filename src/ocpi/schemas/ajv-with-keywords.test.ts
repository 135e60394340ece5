import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020, type FuncKeywordDefinition } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { ObjectName } from '../types/names.generated.ts';
import { findingsOf } from './ajv-errors-to-findings.ts';
import { newAjv } from './ajv-with-keywords.ts';
import { formats, keywordRules } from './schema-formats-and-keywords.ts';
import { readSchemas, refsByName, type Schema, type Schemas } from './schemas.ts';
import { asRead, atLevel } from './strict-and-tolerant-schemas.ts';
import { check } from './validation.ts';

test('characters of a text are counted as Ajv counts them', () => {
  const limit = fc.integer({ min: 0, max: 4 });
  // Of `binary` texts many have surrogates, in pairs and alone.
  const text = fc.string({ unit: 'binary', maxLength: 6 });
  fc.assert(
    fc.property(limit, limit, text, (minLength, maxLength, value) => {
      const schema = { type: 'string', minLength, maxLength };
      const [ours, theirs] = [newAjv(), new Ajv2020({ allErrors: true, verbose: true })].map((ajv) => {
        const validate = ajv.compile(schema);
        validate(value);
        return validate.errors;
      });
      assert.deepEqual(ours, theirs);
    }),
  );
});

test('own keywords find what they find as functions, and null where `if` allows it', () => {
  for (const level of ['hub', 'strict'] as const) {
    const source = atLevel(readSchemas('2.1.1'), level);
    const refs = refsByName(source);
    const ajv = plainAjv(asRead(source, level));
    const object = fc.constantFrom<ObjectName>('location', 'cdr', 'tariff', 'token').chain((name) =>
      fc
        .tuple(fc.constantFrom(...JSON.stringify(golden(name)).matchAll(part)), broken)
        .map(([{ 0: old, index }, now]) => {
          const text = JSON.stringify(golden(name));
          return { name, text: text.slice(0, index) + now + text.slice(index + old.length) };
        }),
    );
    fc.assert(
      fc.property(object, ({ name, text }) => {
        const value = JSON.parse(text) as unknown;
        const validate = ajv.getSchema(refs.get(name) ?? '')!;
        const expected = validate(value) ? [] : findingsOf(validate.errors ?? []);
        assert.deepEqual(check(name, value, level), expected);
      }),
    );
  }
});

/** A value that stands behind a name, without the lists and objects around it. */
const part = /(?<=":)(?:"[^"]*"|[\d.]+|true|false|\[\]|\{\})/g;

/** Values that break one rule or another, as JSON. */
const broken = fc.constantFrom(
  ...['null', '[]', '{}', '""', '"é"', '"\\u0007"', '"a/../b"', `"${'x'.repeat(600)}"`, '7', '-1.5', 'true'],
);

/** An Ajv with the rules as functions, and `if` in place of `x-or-null`. */
function plainAjv(schemas: Schemas): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, multipleOfPrecision: 6 });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  for (const [keyword, { type, validate }] of Object.entries(keywordRules()))
    ajv.addKeyword({
      keyword,
      type,
      ...(validate.errors && { errors: 'full' }),
      validate,
    } as FuncKeywordDefinition);
  for (const schema of Object.values(schemas)) ajv.addSchema(withIf(schema) as Schema);
  return ajv;
}

function withIf(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withIf);
  if (typeof node !== 'object' || node === null) return node;
  const { 'x-or-null': other, ...own } = node as Schema;
  if (other) return { if: { type: 'null' }, else: withIf(other) };
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, withIf(value)]));
}

function golden(name: ObjectName): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../../schemas/golden/2.1.1/${name}.json`, import.meta.url), 'utf8'),
  );
}
