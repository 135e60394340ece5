import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { checksOf } from '../src/ocpi/schemas/build-validators.ts';
import type { Level } from '../src/ocpi/schemas/strict-and-tolerant-schemas.ts';
import { type ObjectName, type SchemaVersion, versions } from '../src/ocpi/types/names.generated.ts';
import type { Finding } from '../src/ocpi/words/finding-type.ts';
import { withExample } from './make-admin-command.ts';

/** `ocpi-hub validate OBJECT FILE…`: exit 0 when all documents are valid, 1 when one is not, 2 for wrong usage. */
export function validateCommand(): Command {
  const command = withExample(new Command('validate'), 'ocpi-hub validate Location my-location.json --strict')
    .description(
      'check JSON documents against the schemas: objects, lists of objects, or whole OCPI responses',
    )
    .argument('<object>', 'what the documents are: Location, CDR, VersionDetails, EnergyMix, Response, …')
    .argument('<file...>', 'JSON files; - reads standard input')
    .option('--strict', 'check against the letter of the version instead of what the hub accepts')
    .addOption(new Option('--version <version>', 'the version of OCPI').choices(versions).default('2.1.1'))
    .option('--patch', 'the documents are parts of the object, as in a PATCH')
    .option('--json', 'print [{file, valid, findings: [{pointer, message}]}]');
  return command.action(async (word: string, files: string[], options: Options) => {
    const { nameOf, titles } = checksOf(options.version ?? '2.1.1');
    const name = nameOf(word);
    if (name === undefined)
      return command.error(
        `error: no object is named ${word}; OCPI ${options.version} has ${titles().join(', ')}`,
        {
          exitCode: 2,
        },
      );
    const documents = await Promise.all(
      files.map(async (file) => ({ file, text: await read(file, command) })),
    );
    const verdicts = documents.map(({ file, text }) => verdict(file, findingsIn(name, text, options)));
    console.log(options.json ? JSON.stringify(verdicts, null, 2) : verdicts.map(inWords).join('\n'));
    process.exitCode = verdicts.every(({ valid }) => valid) ? 0 : 1;
  });
}

/** Options of `ocpi-hub validate`. */
export interface Options {
  version?: SchemaVersion;
  strict?: boolean;
  patch?: boolean;
  json?: boolean;
}

/**
 * Findings about a JSON text that should be one object of this kind, a list of them, or a response that contains
 * either.
 */
export function findingsIn(
  name: ObjectName,
  text: string,
  { version = '2.1.1', strict, patch }: Options,
): Finding[] {
  const { check, checkPatch } = checksOf(version);
  const level: Level = strict ? 'strict' : 'hub';
  const one = (value: unknown) => (patch ? checkPatch : check)(name, value, level);
  const parsed = parse(text);
  if ('findings' in parsed) return parsed.findings;
  const { value } = parsed;
  if (!isEnvelope(value)) return each(value, one);
  const findings = check('envelope', value, level);
  return name === 'envelope' ? findings : [...findings, ...below('/data', dataFindings(value, one))];
}

interface Envelope {
  status_code: unknown;
  data?: unknown;
}

interface Verdict {
  file: string;
  valid: boolean;
  findings: Finding[];
}

function parse(text: string): { value: unknown } | { findings: Finding[] } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { findings: [{ pointer: '', message: `is not JSON: ${(error as Error).message}` }] };
  }
}

/** Whether a JSON value is an OCPI response: each has a `status_code`, which no object of OCPI has. */
function isEnvelope(value: unknown): value is Envelope {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'status_code');
}

/**
 * Findings about the data of an OCPI response: with an error code it may be anything (TRANS-12), with a success the
 * object or a list of it.
 */
function dataFindings({ status_code, data }: Envelope, one: (value: unknown) => Finding[]): Finding[] {
  const success = typeof status_code === 'number' && Math.floor(status_code / 1000) === 1;
  if (!success) return [];
  return data == null ? [{ pointer: '', message: 'is required' }] : each(data, one);
}

function each(value: unknown, one: (value: unknown) => Finding[]): Finding[] {
  if (!Array.isArray(value)) return one(value);
  return value.flatMap((entry, index) => below(`/${index}`, one(entry)));
}

function below(place: string, findings: Finding[]): Finding[] {
  return findings.map(({ pointer, message }) => ({ pointer: place + pointer, message }));
}

async function read(file: string, command: Command): Promise<string> {
  try {
    return file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    return command.error(`error: cannot read ${file}: ${(error as Error).message}`, { exitCode: 2 });
  }
}

function verdict(file: string, findings: Finding[]): Verdict {
  return { file, valid: findings.length === 0, findings };
}

function inWords({ file, valid, findings }: Verdict): string {
  const lines = findings.map(({ pointer, message }) => `  ${pointer ? `${pointer}: ` : ''}${message}`);
  return [`${valid ? 'ok' : 'invalid'}  ${file}`, ...lines].join('\n');
}
