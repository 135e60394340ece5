import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compile, type Options } from 'json-schema-to-typescript';
import { controlOpenapi } from '../simulators/platform/control-api-openapi.ts';
import { version } from '../src/admin/package-version.ts';
import { editionOf } from '../src/ocpi/editions/supported-versions.ts';
import { ocpiOpenapi } from '../src/ocpi/openapi/ocpi-openapi-documents.ts';
import { lookup, readSchemas, refsByName, type Schema, type Schemas } from '../src/ocpi/schemas/schemas.ts';
import { atLevel } from '../src/ocpi/schemas/strict-and-tolerant-schemas.ts';
import { changesSinceRelease, promisedNow, unlisted } from './changes-since-release.ts';
import { stepDictionary } from './cucumber-step-dictionary.ts';
import { adminClientSource } from './generate-admin-client.ts';
import { faultKindsSource } from './generate-fault-kind-types.ts';
import { validatorSupportSource } from './generate-validator-support.ts';
import { kitSteps } from './kit-steps-page.ts';
import { statementsSource } from './read-requirements-table.ts';
import { versionsPage } from './version-differences-page.ts';

/**
 * Generates types, OpenAPI documents, the catalogue's data and the dictionary of steps from schemas, tables and steps.
 * With `--check` it writes nothing and exits 1 when a file differs from its source, a step has no docstring or no
 * feature uses it.
 */
const folders = [
  { folder: '2.1.1', file: 'src/ocpi/types/2.1.1.generated.ts', also: objectTypes },
  { folder: '2.2.1', file: 'src/ocpi/types/2.2.1.generated.ts', also: objectTypes },
  { folder: 'hub', file: 'src/hub/types.generated.ts', also: () => '' },
];

const options: Partial<Options> = {
  bannerComment: '',
  additionalProperties: false,
  ignoreMinAndMaxItems: true,
  style: { singleQuote: true, printWidth: 110 },
};

const everything: Schemas = Object.assign({}, ...folders.map(({ folder }) => readSchemas(folder)));

for (const { folder, file, also } of folders) {
  const schemas = atLevel(readSchemas(folder), 'hub');
  if (Object.keys(schemas).length === 0) continue;
  const text = [header(folder), imports(schemas), ...(await types(schemas)), also(schemas)]
    .filter(Boolean)
    .join('\n');
  keep(file, text);
}

keep('src/ocpi/types/names.generated.ts', namesSource(['2.1.1', '2.2.1']));
keep('src/ocpi/rules/statements.generated.ts', statementsSource());
keep('src/ocpi/exports/validator-support.generated.ts', await validatorSupportSource());
keep('simulators/testing/fault-kinds.generated.ts', faultKindsSource());

// The admin API depends on the hub, which reads the catalogue, so it is loaded after that is written.
const { openapi } = await import('../src/admin/openapi.ts');
const { routes } = await import('../src/admin/route-table.ts');
const { sandboxOpenapi } = await import('../src/sandbox/sandbox-api-router.ts');
const local = 'http://127.0.0.1:8080';
const documents = {
  admin: openapi(routes, local),
  sandbox: sandboxOpenapi(local),
  'ocpi-cpo': ocpiOpenapi(editionOf({}), 'cpo', local, version),
  'ocpi-emsp': ocpiOpenapi(editionOf({}), 'emsp', local, version),
  control: controlOpenapi('http://127.0.0.1:8081'),
};
for (const [name, document] of Object.entries(documents))
  keep(`docs/openapi/${name}.json`, `${JSON.stringify(document, null, 1)}\n`);

keep('src/admin/client/operations.generated.ts', adminClientSource(documents.admin));

const { page, complaints } = await stepDictionary();
keep('features/steps.md', page);
const kit = await kitSteps();
keep('docs/kit-steps.md', kit.page);
keep('docs/versions.md', versionsPage());
const changes = changesSinceRelease(promisedNow(kit.sentences));
for (const { place, words, breaking } of changes)
  console.log(`since the last release: ${place} ${words} (${breaking ? 'breaking' : 'additive'})`);
const changelog = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8');
if (process.argv.includes('--check'))
  for (const complaint of [...complaints, ...kit.complaints, ...unlisted(changes, changelog)]) {
    console.error(complaint);
    process.exitCode = 1;
  }

// A unit test of the simulated world compares its digests, which takes as long as writing them.
if (!process.argv.includes('--check')) {
  const { worldDigests } = await import('./world-event-digests.ts');
  keep('trials/world/digests.generated.json', worldDigests());
}

/** Writes a file that differs from its source, or reports the difference. */
function keep(file: string, text: string): void {
  const path = new URL(`../${file}`, import.meta.url);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  if (process.argv.includes('--check')) {
    console.error(`${file} is not what its source says; run npm run generate`);
    process.exitCode = 1;
  } else {
    mkdirSync(new URL('./', path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${file}`);
  }
}

function header(folder: string): string {
  return `// Generated from schemas/${folder} by scripts/generate.ts (npm run generate). Do not edit.\n`;
}

/** One exported type for each document and definition, sorted by name. */
async function types(schemas: Schemas): Promise<string[]> {
  const named = [...refsByName(schemas).values()].map((ref) => ({
    name: typeName(ref),
    schema: lookup(schemas, ref),
  }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = named.find(({ name }, index) => named[index + 1]?.name === name);
  if (twice) throw new Error(`two schemas are named ${twice.name}`);
  return Promise.all(
    named.map(({ name, schema }) =>
      compile({ ...(withTypes(schema) as object), title: name }, name, options),
    ),
  );
}

/**
 * The source of `names.generated.ts`: the versions that have schemas, and the names of all objects, classes and enums
 * of any version.
 */
function namesSource(versions: string[]): string {
  const all = new Set(versions.flatMap((version) => [...refsByName(readSchemas(version)).keys()]));
  const listed = (values: string[]) => values.map((value) => `'${value}'`);
  return [
    '// Generated from schemas by scripts/generate.ts (npm run generate). Do not edit.\n',
    '/** Versions of OCPI that have schemas. */',
    `export const versions = [${listed(versions).join(', ')}] as const;`,
    'export type SchemaVersion = (typeof versions)[number];\n',
    '/** Anything with a schema in one of them: objects by file name (`location`, `version-details`), classes and enums by their own (`EnergyMix`). */',
    'export type ObjectName =',
    `${listed([...all].sort())
      .map((name) => `  | ${name}`)
      .join('\n')};\n`,
  ].join('\n');
}

/** The type that maps the names that `check` and `normalise` accept to their types. */
function objectTypes(schemas: Schemas): string {
  const entries = [...refsByName(schemas)].map(([name, ref]) => `  ${quoted(name)}: ${typeName(ref)};`);
  return [
    '/**',
    ' * Every type by the name of its schema.',
    ' */',
    'export interface ObjectTypes {',
    ...entries.sort(),
    '}',
    '',
  ].join('\n');
}

/** The import of types from the other folder of schemas that these schemas refer to. */
function imports(schemas: Schemas): string {
  const foreign = references(schemas).filter((ref) => !(ref.split('#')[0]! in schemas));
  const names = [...new Set(foreign.map(typeName))].sort();
  return names.length === 0
    ? ''
    : `import type { ${names.join(', ')} } from '../ocpi/types/2.1.1.generated.ts';\n`;
}

function references(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { $ref } = node as Schema;
  return [...($ref === undefined ? [] : [$ref]), ...Object.values(node).flatMap(references)];
}

/**
 * A schema with the name of a type in place of each reference, so that each type is generated once, where it is
 * defined.
 */
function withTypes(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withTypes);
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...rest } = node as Schema;
  if (rest['x-extension']) rest.description = `${rest.description} Extension.`;
  if ($ref !== undefined) return { tsType: typeName($ref), description: rest.description };
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => key !== '$defs')
      .map(([key, value]) => [key, withTypes(value)]),
  );
}

/** The name of the type for a `$ref`: the title of the document, or the name of the definition. */
function typeName(ref: string): string {
  const name = ref.split('#/$defs/')[1] ?? lookup(everything, ref).title;
  if (name === undefined) throw new Error(`${ref} has no title`);
  return name;
}

function quoted(name: string): string {
  return /^\w+$/.test(name) ? name : `'${name}'`;
}
