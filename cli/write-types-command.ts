import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Command, Option } from 'commander';
import { type Form, jsonSchemaOf } from '../src/ocpi/exports/export-json-schema.ts';
import { typescriptOf } from '../src/ocpi/exports/export-typescript-types.ts';
import { validatorsOf } from '../src/ocpi/exports/export-typescript-validators.ts';
import type { Wanted } from '../src/ocpi/exports/schemas-to-export.ts';
import { readExtensions } from '../src/ocpi/schemas/configured-extension-fields.ts';
import type { Level } from '../src/ocpi/schemas/strict-and-tolerant-schemas.ts';
import { type SchemaVersion, versions } from '../src/ocpi/types/names.generated.ts';
import { Failure } from './command-failure.ts';
import { withExample } from './make-admin-command.ts';

/**
 * `ocpi-hub types --out FILE`: writes TypeScript types of OCPI as one file; with `--check` exit 1 when the file differs
 * from what would be written.
 */
export function typesCommand(): Command {
  const command = withExample(new Command('types'), 'ocpi-hub types --out src/ocpi.ts --validators')
    .description(
      'write the types of OCPI into one file of a project: TypeScript, JSON Schema or OpenAPI components',
    )
    .requiredOption(
      '--out <file>',
      'the file: .ts, .mts, .cts or .d.ts for TypeScript, .json for the other forms',
    )
    .addOption(
      new Option(
        '--level <level>',
        'hub: what a tolerant reader takes, extensions included; strict: the version to the letter',
      )
        .choices(['strict', 'hub'])
        .default('hub'),
    )
    .addOption(new Option('--version <version>', 'the version of OCPI').choices(versions).default('2.1.1'))
    .addOption(
      new Option('--as <form>', 'the form')
        .choices(['typescript', 'json-schema', 'json-schema-draft-07', 'openapi'])
        .default('typescript'),
    )
    .option('--extend <file>', 'extension fields of your own; without it those of HUB_EXTENSIONS')
    .option('--validators', 'a file of validators beside it, FILE.validators.ts, that needs no package')
    .option('--check', 'write nothing; exit code 1 when a file is not what would be written');
  return command.action((options: Options) => {
    const files = filesOf(options, (message) => command.error(`error: ${message}`, { exitCode: 2 }));
    const stale = files.filter(({ file, text }) => contentOf(file) !== text);
    if (options.check) {
      for (const { file } of stale)
        console.error(`${file} is not what its command writes; run it without --check`);
      process.exitCode = stale.length > 0 ? 1 : 0;
      return;
    }
    for (const { file, text } of stale) write(file, text);
    for (const { file } of files)
      console.log(`${file} ${stale.some((one) => one.file === file) ? 'written' : 'is as it was'}`);
  });
}

interface Options {
  out: string;
  level: Level;
  version: SchemaVersion;
  as: Form | 'typescript';
  extend?: string;
  validators?: boolean;
  check?: boolean;
}

interface Made {
  file: string;
  text: string;
}

const endings = /\.(?:d\.ts|ts|mts|cts)$/;

function filesOf(options: Options, refuse: (message: string) => never): Made[] {
  const { out, as, level, version, validators } = options;
  const extend = options.extend ?? process.env.HUB_EXTENSIONS;
  const wanted: Wanted = { version, level, extensions: extend ? readExtensions(extend) : undefined };
  if (as !== 'typescript') {
    if (validators) refuse('--validators go with TypeScript');
    if (!out.endsWith('.json')) refuse(`--out must end in .json for ${as}, got ${out}`);
    return [{ file: out, text: jsonSchemaOf(wanted, as) }];
  }
  const [ending] = endings.exec(out) ?? refuse(`--out must end in .ts, .mts, .cts or .d.ts, got ${out}`);
  const again = commandOf(options, extend);
  const types = { file: out, text: typescriptOf(wanted, again) };
  if (!validators) return [types];
  if (ending === '.d.ts') refuse('--validators are a program: --out must end in .ts, .mts or .cts');
  const stem = out.slice(0, -ending.length);
  const imported = `./${basename(stem)}${ending.replace('t', 'j')}`;
  return [types, { file: `${stem}.validators${ending}`, text: validatorsOf(wanted, again, imported) }];
}

/**
 * The command that writes the same types, without the path of the output file, which may lie elsewhere on another
 * machine.
 */
function commandOf({ out, level, version, validators }: Options, extend: string | undefined): string {
  const words = ['npx ocpi-hub types', `--out ${basename(out)}`, `--version ${version}`, `--level ${level}`];
  return [
    ...words,
    ...(extend ? [`--extend ${basename(extend)}`] : []),
    ...(validators ? ['--validators'] : []),
  ].join(' ');
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure(`${file} cannot be written: ${(error as Error).message}`);
  }
}
