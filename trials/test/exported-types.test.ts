import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { transform } from 'esbuild';
import fc from 'fast-check';
import ts from 'typescript';
import { type Form, jsonSchemaOf } from '../../src/ocpi/exports/export-json-schema.ts';
import { typescriptOf } from '../../src/ocpi/exports/export-typescript-types.ts';
import { validatorsOf } from '../../src/ocpi/exports/export-typescript-validators.ts';
import { sourceOf, type Wanted } from '../../src/ocpi/exports/schemas-to-export.ts';
import { checksOf } from '../../src/ocpi/schemas/build-validators.ts';
import { readExtensions } from '../../src/ocpi/schemas/configured-extension-fields.ts';
import type { ObjectName } from '../../src/ocpi/types/names.generated.ts';
import { valid } from '../fuzz/valid-objects.ts';

// Types, validators and JSON Schema for other projects say the same as the schemas of this one.

const folder = mkdtempSync(join(tmpdir(), 'ocpi-hub-exports-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const command = 'npx ocpi-hub types';
const fields = new URL('./exports/my-fields.schema.json', import.meta.url).pathname;
const extensions = readExtensions(fields);
const hub: Wanted = { version: '2.1.1', level: 'hub' };
const strict: Wanted = { version: '2.1.1', level: 'strict' };
const every: [string, Wanted][] = [
  ['hub211', hub],
  ['strict211', strict],
  ['hub221', { version: '2.2.1', level: 'hub' }],
  ['strict221', { version: '2.2.1', level: 'strict' }],
  ['own', { ...strict, extensions }],
];

/** Exports for other projects by the name of their file; making the validators takes most of the time of these tests. */
const made = new Map(every.map(([name]) => [name, madeFor(name)]));

write('package.json', '{"type":"module"}');

test('types and validators compile in a strict project, and say what an object is', () => {
  const files = [...made].flatMap(([name, { types, validators }]) => [
    write(`${name}.ts`, types),
    write(`${name}.validators.ts`, validators),
  ]);
  const used = write('used.ts', usage);
  assert.deepEqual(complaintsOf([...files, used]), []);
});

/** Whatever must not compile stands below `@ts-expect-error`, which is an error itself where it does. */
const usage = `
import type { Allowed, Connector, Location, LocationPatch, Response, Session, Tariff, TokenPatch } from './strict211.js';
import type { Token as Token221 } from './hub221.js';
import type { CommandResponse, Tariff as HubTariff, TokenType } from './hub211.js';
import type { Connector as OwnConnector, Tariff as OwnTariff } from './own.js';
import { check, checkPatch, is, type Finding } from './strict211.validators.js';
declare const answer: Response<Location[]>;
export const city: string | undefined = answer.data?.[0]?.city;
export const name: string | null | undefined = answer.data?.[0]?.name;
// @ts-expect-error a name may be absent or null
export const sure: string = answer.data?.[0]?.name;
export const allowed: Allowed = 'NO_CREDIT';
// @ts-expect-error there is no such verdict
export const verdict: Allowed = 'MAYBE';
export const patch: LocationPatch = { name: null, city: 'Delft' };
// @ts-expect-error a city is not optional
export const wrong: LocationPatch = { city: null };
// @ts-expect-error kwh is a number
export const kwh: Pick<Session, 'kwh'> = { kwh: '1.5' };
// @ts-expect-error whitelist has four values
export const token: TokenPatch = { whitelist: 'SOMETIMES' };
// @ts-expect-error a Token of 2.2.1 has a contract_id
export const id: Token221['auth_id'] = 'C1';
export const type: TokenType = 'APP_USER';
export const bare: CommandResponse = 'ACCEPTED';
export const owner: HubTariff['party_id'] = 'ABC';
// @ts-expect-error a Tariff to the letter has no owner inside
export const letter: Tariff['party_id'] = 'ABC';
export const price: OwnTariff['driver_price'] = { per_kwh: 0.59, currency: 'EUR' };
// @ts-expect-error the price has a currency
export const cheap: OwnTariff['driver_price'] = { per_kwh: 0.59 };
export const side: OwnConnector['plug_side'] = 'LEFT';
export const plug: OwnConnector['standard'] = 'MCS';
// @ts-expect-error a Connector to the letter has no such standard
export const none: Connector['standard'] = 'MCS';
declare const value: unknown;
export const found: Finding[] = [...check('Location', value), ...checkPatch('Token', value)];
export const where: string = is('Location', value) ? value.city : '';
// @ts-expect-error there are no such objects
check('Lokation', value);
`;

const objects = ['location', 'tariff', 'session', 'cdr', 'token', 'start-session'] as const;
const titles = { cdr: 'CDR', 'start-session': 'StartSession' } as Record<string, string>;
const titleOf = (name: string) => titles[name] ?? `${name[0]?.toUpperCase()}${name.slice(1)}`;

test('what the schemas allow has the generated type, and what is not of the type they refuse', async () => {
  const { check } = await validators('hub211');
  const seed = Number(process.env.SEED ?? 24);
  const lines = ["import type * as ocpi from './hub211.js';"];
  for (const name of objects)
    for (const [at, value] of fc.sample(valid(name), { numRuns: 25, seed }).entries()) {
      assert.deepEqual(check(titleOf(name), value), [], name);
      lines.push(
        `export const ${name.replace('-', '_')}${at}: ocpi.${titleOf(name)} = ${JSON.stringify(value)};`,
      );
      for (const wrong of damaged(value)) {
        const isRefused = check(titleOf(name), wrong).length > 0;
        assert.ok(isRefused, `${name}: ${JSON.stringify(wrong).slice(0, 200)}`);
      }
      const [worse] = damaged(value);
      if (worse)
        lines.push(
          '// @ts-expect-error a field is wrong',
          `export const x_${name.replace('-', '_')}${at}: ocpi.${titleOf(name)} = ${JSON.stringify(worse)};`,
        );
    }
  const file = write('values.ts', lines.join('\n'));
  assert.deepEqual(complaintsOf([write('hub211.ts', made.get('hub211')!.types), file]), []);
});

/** Copies of an object in which each field in turn has a type that no field has. */
function damaged(value: Record<string, unknown>): Record<string, unknown>[] {
  return Object.keys(value).map((key) => ({ ...value, [key]: [[false]] }));
}

for (const [name, wanted] of every.slice(0, 3))
  test(`validators of ${wanted.version} ${wanted.level} find what the hub finds, in its words`, async () => {
    const { check, checkPatch } = await validators(name);
    const checks = checksOf(wanted.version);
    const found: string[] = [];
    for (const { name: title, ref, isDocument, isPatched } of sourceOf(wanted).named) {
      if (!isDocument) continue;
      const object = ref.replace(/^.*\/|\.json$/g, '') as ObjectName;
      const golden = goldenOf(wanted.version, object);
      if (golden === undefined) continue;
      const variants = [golden, {}, null, [], 'x', ...wrongsOf(golden)];
      const called = title === 'Envelope' ? 'Response' : title;
      for (const variant of variants) {
        const expected = checks.check(object, variant, wanted.level);
        assert.deepEqual(sorted(check(called, variant)), sorted(expected));
        found.push(...expected.map(({ message }) => message));
        if (!isPatched) continue;
        const patched = checks.checkPatch(object, variant, wanted.level);
        assert.deepEqual(sorted(checkPatch(called, variant)), sorted(patched));
      }
    }
    const words = ['is required', 'must be one of', 'must be unique in its list', 'must be at most'];
    for (const word of wanted.level === 'hub' ? words : [...words, 'must be later than'])
      assert.ok(
        found.some((message) => message.includes(word)),
        `nothing ${word}`,
      );
  });

const dialects: [Form, () => Ajv][] = [
  ['json-schema', () => new Ajv2020({ allErrors: true, multipleOfPrecision: 6 })],
  ['json-schema-draft-07', () => new Ajv({ allErrors: true, multipleOfPrecision: 6 })],
];
for (const [form, newAjv] of dialects)
  for (const [name, wanted] of every.slice(0, 4))
    test(`${form} of ${name} is read by a strict validator without our keywords, and judges alike`, () => {
      const document = JSON.parse(jsonSchemaOf(wanted, form)) as Record<string, object>;
      const ajv = formats.default(newAjv());
      ajv.addSchema(document, 'ocpi');
      const place = form === 'json-schema' ? '$defs' : 'definitions';
      for (const { name: title, ref, isDocument } of sourceOf(wanted).named) {
        if (!isDocument) continue;
        const object = ref.replace(/^.*\/|\.json$/g, '') as ObjectName;
        const golden = goldenOf(wanted.version, object);
        if (golden === undefined) continue;
        const validate = ajv.getSchema(`ocpi#/${place}/${title}`);
        assert.ok(validate, title);
        for (const variant of [golden, {}, null, ...wrongsOf(golden)]) {
          const findings = checksOf(wanted.version).check(object, variant, wanted.level);
          const said = findings.filter(
            ({ message }) =>
              !/unique in its list|later than|only one of|no part|UTC time.*2026-02-30T/.test(message),
          );
          if (validate(variant) !== (said.length === 0))
            assert.fail(`${title} ${JSON.stringify(variant)} ${JSON.stringify(said)}`);
        }
      }
    });

test('the OpenAPI components are a valid document', async () => {
  for (const [name, { openapi }] of made) {
    const result = await new Validator().validate(JSON.parse(openapi) as Record<string, unknown>);
    assert.deepEqual(result.errors ?? [], [], name);
  }
});

test('the same input gives the same bytes', () => {
  for (const [name] of every) assert.deepEqual(madeFor(name), made.get(name));
});

test('validators import nothing but types', async () => {
  for (const { validators } of made.values()) {
    const { code } = await transform(validators, { loader: 'ts' });
    assert.doesNotMatch(code, /\b(import|require)\b\s*[({"']/);
  }
});

/** Copies of an object, each with one part changed: of a wrong type, missing, empty, too long, doubled. */
function wrongsOf(golden: unknown): unknown[] {
  if (Array.isArray(golden)) {
    const inner = golden.flatMap((entry, at) => wrongsOf(entry).map((one) => golden.with(at, one)));
    return [[], [...golden, ...golden], ...inner];
  }
  if (typeof golden !== 'object' || golden === null)
    return [7.5, '', 'é\u0007', 'x'.repeat(600), '2026-02-30T00:00:00Z', '23:59', null];
  const entries = Object.entries(golden);
  const without = entries.map(([key]) => Object.fromEntries(entries.filter(([other]) => other !== key)));
  const inner = entries.flatMap(([key, value]) => wrongsOf(value).map((one) => ({ ...golden, [key]: one })));
  return [...without, ...inner];
}

function goldenOf(version: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(`schemas/golden/${version}/${name}.json`, 'utf8'));
  } catch {
    return undefined;
  }
}

type Found = { pointer: string; message: string };

function sorted(findings: Found[]): Found[] {
  return findings.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

interface Validators {
  check(name: string, value: unknown): Found[];
  checkPatch(name: string, value: unknown): Found[];
}

async function validators(name: string): Promise<Validators> {
  const { code } = await transform(made.get(name)!.validators, { loader: 'ts' });
  return (await import(pathToFileURL(write(`${name}.mjs`, code)).href)) as Validators;
}

function madeFor(name: string) {
  const wanted = new Map(every).get(name)!;
  return {
    types: typescriptOf(wanted, command),
    validators: validatorsOf(wanted, command, `./${name}.js`),
    openapi: jsonSchemaOf(wanted, 'openapi'),
  };
}

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Errors of the TypeScript compiler about a project with the strictest options. */
function complaintsOf(files: string[]): string[] {
  const program = ts.createProgram(files, {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, start, messageText }) =>
        `${file?.fileName} ${start}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}
