import { Command, InvalidArgumentError, Option } from 'commander';
import { NobodyThere } from '../conformance/check-and-verdict-types.ts';
import type { Bundle } from '../conformance/evidence/evidence-file.ts';
import type { Report } from '../conformance/report/json-report.ts';
import { type RunOutput, runOutputs } from '../conformance/report/run-output.ts';
import { formats, writeReport } from '../conformance/report/write-report-files.ts';
import type { Watcher } from '../conformance/run/start-conformance-run.ts';
import { defaults, type Options, type PartnerRole } from '../conformance/run-options.ts';
import { type Reach, readNetwork } from '../src/ocpi/client/allowed-networks.ts';
import { requirements } from '../src/ocpi/rules/requirement-catalogue.ts';
import { Failure } from './command-failure.ts';
import { readToken, readUrl, withExample } from './make-admin-command.ts';

type Given = Omit<Options, 'settle' | 'timeout' | 'wait' | 'only'> & {
  only: string[];
  timeout: number;
  wait: number;
  list?: boolean;
  dryRun?: boolean;
  strict?: boolean;
  json?: boolean;
  lines?: boolean;
  report?: string;
  guide?: string;
  bundle?: string;
  key?: string;
  publicOnly?: true | string[];
  format: string[];
  url?: string;
};

/**
 * `ocpi-hub conformance`: exit 0 when the partner breaks no binding rule of 2.1.1, 1 when it breaks one, 2 for wrong
 * usage or when no partner answers.
 */
export function conformanceCommand(): Command {
  const command = withExample(
    new Command('conformance'),
    'ocpi-hub conformance --role cpo --versions-url https://cpo.example/ocpi/versions --token TOKEN_A',
  )
    .description('check a partner against OCPI 2.1.1-d2: registers, runs the suite, unregisters, reports')
    .requiredOption('--role <role>', "the partner's role, cpo or emsp", readRole)
    .option(
      '--versions-url <url>',
      "the partner's versions; without it the suite waits to be registered with",
      readUrl,
    )
    .addOption(
      new Option(
        '--token <token>',
        'TOKEN_A of the partner, or one for it to use; with --read-only any token',
      )
        .env('CONFORMANCE_TOKEN')
        .argParser(readToken),
    )
    .option('--read-only', 'registers nowhere, writes nothing: for production', false)
    .option('--only <ids>', 'areas and requirements, such as LOC,CRED-05', readOnly, [])
    .option(
      '--at <place>',
      'LOCATION/EVSE where commands may be given; no charge point is moved without',
      readPlace,
    )
    .option('--party <party>', 'the party the suite plays and writes under', readParty, defaults.party)
    .option('--to <party>', 'party to address by routing headers, for a partner behind a hub', readParty)
    .option('--timeout <seconds>', 'time for an answer', readSeconds, defaults.timeout / 1000)
    .option(
      '--wait <seconds>',
      'time for what only the partner can begin (default: 300 without --versions-url, else 0)',
      readSeconds,
    )
    .option('--host <host>', 'address to listen on for the partner', defaults.host)
    .option('--port <port>', 'port to listen on, 0 for any free one', readPort, defaults.port)
    .option('--url <url>', 'public base URL of that address', readUrl)
    .option(
      '--public-only [networks]',
      'calls public addresses with TLS alone, and those in networks such as 10.20.0.0/16,192.0.2.7',
      readNetworks,
    )
    .option('--strict', 'what 2.1.1 advises counts too', false)
    .option('--list', 'list the requirements that are checked, and end')
    .option('--dry-run', 'list the checks that these options would make, and end')
    .option('--report <folder>', 'write the report there')
    .option(
      '--format <names>',
      `forms of the report: ${Object.keys(formats).join(', ')}`,
      readFormats,
      Object.keys(formats),
    )
    .option(
      '--guide <url>',
      'a guide such as http://127.0.0.1:8080/guide/, whose pages the report links to',
      readUrl,
    )
    .option('--bundle <file>', 'write signed evidence there: every exchange and verdict, tokens concealed')
    .option(
      '--key <file>',
      'Ed25519 key that signs it, made where there is none (default: ~/.config/ocpi-hub/evidence-key.pem)',
    )
    .option('--json', 'print the report as JSON instead of words')
    .addOption(new Option('--lines', 'print each event as a line of JSON instead of words').conflicts('json'))
    .configureOutput({
      outputError(text, write) {
        write(text);
        // A program that reads the events of `--lines` gets wrong usage as an event too.
        if (command.opts<Given>().lines)
          runOutputs.lines(console.log).noVerdict(new Error(text.replace(/^error: /, '').trim()));
      },
    });
  return command.action(async (given: Given) => {
    const options = optionsFrom(given);
    if (given.list) return list(options, given.json);
    if (given.dryRun) return plan(options, given.json);
    if (given.versionsUrl && !given.token)
      return command.error("error: option '--versions-url <url>' needs option '--token <token>'", {
        exitCode: 2,
      });
    if (given.readOnly && !given.versionsUrl)
      return command.error("error: option '--read-only' needs option '--versions-url <url>'", {
        exitCode: 2,
      });
    const bundle = given.bundle ? await evidence(given.bundle, given.key, command) : undefined;
    await run(options, given, bundle);
    if (bundle?.trouble) throw new Failure(`--bundle: it was not written: ${bundle.trouble}`);
  });
}

/**
 * Prepares the evidence file of a run; a key or a folder that cannot be used is wrong usage, reported before the first
 * request.
 */
async function evidence(file: string, key: string | undefined, command: Command) {
  const { bundleFile } = await import('../conformance/evidence/evidence-file.ts');
  try {
    return await bundleFile(file, key);
  } catch (error) {
    return command.error(`error: --bundle: ${(error as Error).message}`, { exitCode: 2 });
  }
}

async function run(options: Options, given: Given, bundle?: Bundle): Promise<void> {
  const teller = runOutputs[given.lines ? 'lines' : given.json ? 'json' : 'words'](console.log);
  try {
    const report = await reportOf(options, teller, bundle?.write);
    const files = given.report ? await writeReport(report, given.report, given.format) : [];
    teller.finished(report, bundle && !bundle.trouble ? [...files, bundle.file] : files);
    process.exitCode = hasPassed(report, given.strict) ? 0 : 1;
  } catch (error) {
    process.exitCode = error instanceof NobodyThere ? 2 : 1;
    teller.noVerdict(error as Error);
  }
}

/** Runs the conformance suite to its end; SIGINT and SIGTERM end it early. */
async function reportOf(options: Options, teller: RunOutput, ended: Watcher['ended']): Promise<Report> {
  const { startConformance } = await import('../conformance/run/start-conformance-run.ts');
  const running = startConformance(options, {
    ready: (invitation) => teller.begun(options, invitation),
    checked: teller.checked,
    waiting: teller.waiting,
    ended,
  });
  const interrupt = () => {
    teller.interrupted();
    running.interrupt();
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await running.report;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** Whether a run proves conformance: an interrupted one, or one without any possible check, does not. */
function hasPassed({ conformant, checks, run: { interrupted }, totals }: Report, strict = false): boolean {
  const broken = checks.some(({ verdict, authority }) => verdict === 'warned' && authority === 'should');
  return conformant && !interrupted && totals.passed > 0 && !(strict && broken);
}

function list({ role }: Options, json = false): void {
  const other = role === 'cpo' ? 'MSP' : 'CPO';
  const rows = [...requirements().values()].filter((one) => one.role !== other);
  if (json) console.log(JSON.stringify(rows, undefined, 2));
  else
    for (const { id, authority, words } of rows)
      console.log(`${id.padEnd(9)} ${authority.padEnd(13)} ${words}`);
}

async function plan(options: Options, json = false): Promise<void> {
  const { planOf } = await import('../conformance/run-suite.ts');
  const checks = await planOf(options);
  if (json) console.log(JSON.stringify(checks, undefined, 2));
  else for (const { id, feature, name } of checks) console.log(`${id.padEnd(9)} ${feature}: ${name}`);
}

function optionsFrom(given: Given): Options {
  const { role, versionsUrl, token, readOnly: isReadOnly, only, at, party, to, host, port, url } = given;
  return {
    ...defaults,
    ...{ role, versionsUrl, token, readOnly: isReadOnly, only, at, party, to, host, port, publicUrl: url },
    timeout: given.timeout * 1000,
    wait: (given.wait ?? (versionsUrl ? 0 : 300)) * 1000,
    ...(given.guide ? { guide: given.guide.endsWith('/') ? given.guide : `${given.guide}/` } : {}),
    ...(given.publicOnly ? { reach: reachOf(given.publicOnly) } : {}),
  };
}

function reachOf(given: true | string[]): Reach {
  return { privateNetworks: false, plainHttp: false, networks: given === true ? [] : given };
}

function readRole(text: string): PartnerRole {
  const role = text.toLowerCase();
  if (role !== 'cpo' && role !== 'emsp') throw new InvalidArgumentError('It must be cpo or emsp.');
  return role;
}

function readOnly(text: string): string[] {
  const known = [...requirements().keys()];
  const names = text
    .toUpperCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !known.some((id) => id === name || id.startsWith(`${name}-`)));
  if (unknown || names.length === 0)
    throw new InvalidArgumentError(
      `${unknown ?? 'It'} is no area or requirement that is checked; see --list.`,
    );
  return names;
}

function readNetworks(text: string): string[] {
  const networks = text.split(',').filter(Boolean);
  const wrong = networks.find((network) => !readNetwork(network));
  if (wrong) throw new InvalidArgumentError(`${wrong} is no address or network.`);
  return networks;
}

function readPlace(text: string): { location: string; evse: string } {
  const [location = '', evse = '', more] = text.split('/');
  if (!location || !evse || more !== undefined)
    throw new InvalidArgumentError('It must be a Location id and an EVSE uid such as LOC1/EVSE1.');
  return { location, evse };
}

function readParty(text: string): `${string}*${string}` {
  if (!/^[A-Za-z]{2}\*[A-Za-z0-9]{3}$/.test(text))
    throw new InvalidArgumentError('It must be a country code and a party id such as ZZ*TST.');
  return text.toUpperCase() as `${string}*${string}`;
}

function readSeconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 86_400))
    throw new InvalidArgumentError('It must be a number of seconds from 0 to 86400.');
  return value;
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
  return Number(text);
}

function readFormats(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(formats, name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(
      `It must be some of ${Object.keys(formats).join(', ')}, not "${unknown}".`,
    );
  return names;
}
