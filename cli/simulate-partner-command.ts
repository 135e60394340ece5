import { Command, InvalidArgumentError, Option } from 'commander';
import { readToken, readUrl, withExample } from './make-admin-command.ts';

type Options = {
  party: `${string}*${string}`;
  name: string;
  port: number;
  host: string;
  url?: string;
  controlToken?: string;
  versionsUrl?: string;
  token?: string;
  accept?: string;
  data?: string;
  hubParty?: `${string}*${string}`;
  live: boolean;
  speed: number;
  locations?: number;
  updates?: number;
  history?: number;
  adversary: boolean;
  seed?: number;
  start?: number;
  tokens?: number;
  version?: '2.1.1' | '2.2.1';
  pullOnly?: boolean;
  idle: boolean;
  ownIds: boolean;
};

/** `ocpi-hub simulate cpo|emsp`: a simulated partner for any hub or peer. */
export function simulateCommand(): Command {
  return withExample(new Command('simulate'), "ocpi-hub simulate cpo --party 'NL*ABC' --port 9001")
    .description('run a simulated partner against this hub, another one or a single partner')
    .addCommand(partner('cpo', 'ES*CPO', 'Simulated CPO', portOf('CPO_PORT', 8081)))
    .addCommand(partner('emsp', 'ES*MSP', 'Simulated eMSP', portOf('EMSP_PORT', 8082)));
}

/** The port of this role's simulator in the lab, which a simulator that runs alone uses by default. */
function portOf(variable: string, usual: number): number {
  const given = process.env[variable] ?? '';
  return /^\d{1,5}$/.test(given) ? Number(given) : usual;
}

function partner(side: 'cpo' | 'emsp', party: string, name: string, port: number): Command {
  const command = common(side, party, name, port);
  if (side === 'emsp')
    return command
      .option('--tokens <number>', 'how many Tokens', readWhole(20, 10_000_000), 20)
      .addOption(
        new Option('--version <version>', 'the version of OCPI that it speaks')
          .choices(['2.1.1', '2.2.1'])
          .default('2.1.1'),
      )
      .option('--pull-only', 'offer no interface for pushes, and read lists every five seconds', false);
  return command
    .option('--locations <number>', 'how many Locations', readWhole(0, 1_000_000), 12)
    .addOption(
      new Option(
        '--history <days>',
        'Sessions and CDRs of so many days up to now, such as 365d, to be pulled',
      )
        .argParser(readDays)
        .conflicts('idle'),
    )
    .option('--updates <rate>', 'how many changes of EVSEs, such as 200/s (default: none)', readRate);
}

function common(side: 'cpo' | 'emsp', party: string, name: string, port: number): Command {
  return withExample(new Command(side), `ocpi-hub simulate ${side} --party '${party}' --port 9001 --idle`)
    .description(side === 'cpo' ? 'a charge point operator' : 'an e-mobility service provider')
    .option('--party <party>', 'country code and party id', readParty, party)
    .option('--name <name>', 'business name', readName, name)
    .option('--port <port>', 'port to listen on, 0 for any free one', readWhole(0, 65_535), port)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--url <url>', 'public base URL (default: where it listens)', readUrl)
    .option(
      '--control-token <token>',
      'what the control API asks for (default: nothing, or where others can reach it one that is printed)',
      readToken,
    )
    .option('--versions-url <url>', 'versions endpoint of the partner to register with', readUrl)
    .option('--token <token>', 'TOKEN_A of that partner', readToken)
    .option('--accept <token>', 'a token to accept from the start, as if it were a TOKEN_B', readToken)
    .option('--data <folder>', 'where registration and open sessions are kept (default: nowhere)')
    .option('--hub-party <party>', 'party to name in the To headers', readParty)
    .option('--live', 'let cars come by themselves', false)
    .option('--adversary', 'mix the harmless faults into one message of twenty', false)
    .addOption(
      new Option('--calm', 'no cars and no faults by themselves (default)').conflicts(['live', 'adversary']),
    )
    .option(
      '--seed <number>',
      'the same traffic for the same number, dates and tokens included (default: chance as for 1, dates as they are)',
      readWhole(0, 2 ** 31 - 1),
    )
    .option('--start <datetime>', `with --seed: when its time starts (default: ${seededStart})`, readDateTime)
    .option('--speed <factor>', 'simulated seconds in a second: how fast cars charge', readFactor, 120)
    .option(
      '--own-ids',
      'its party in the ids of its Locations, EVSEs and Tokens, such as LOC-NLABC-MADRID-1',
      false,
    )
    .option('--idle', 'serve only: push, pull and start nothing', false)
    .action((options: Options, command: Command) => {
      if (options.token && !options.versionsUrl)
        command.error("error: option '--token <token>' needs option '--versions-url <url>'", { exitCode: 2 });
      if (options.start && options.seed === undefined)
        command.error("error: option '--start <datetime>' needs option '--seed <number>'", { exitCode: 2 });
      return simulate(side, options);
    });
}

async function simulate(side: 'cpo' | 'emsp', options: Options): Promise<void> {
  process.umask(0o077);
  const [{ startSimulator }, { logger }] = await Promise.all([
    import('../simulators/start-simulator.ts'),
    import('../src/logger.ts'),
  ]);
  const log = await logger(process.env.LOG_LEVEL ?? 'info');
  const simulator = await startSimulator({
    side,
    publicUrl: options.url,
    log,
    locations: 0,
    ...options,
    mark: options.ownIds ? `${options.party.replace('*', '')}-` : '',
    start: options.seed === undefined ? undefined : (options.start ?? Date.parse(seededStart)),
  }).catch((error: unknown) => {
    log.fatal({ event: 'failed' }, `the simulator cannot start: ${(error as Error).message}`);
    process.exit(1);
  });
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Start of the simulated time where a seed is given. */
const seededStart = '2026-01-01T12:00:00Z';

function readParty(text: string): Options['party'] {
  if (!/^[A-Za-z]{2}\*[A-Za-z0-9]{3}$/.test(text))
    throw new InvalidArgumentError('It must be a country code and a party id such as ES*CPO.');
  return text.toUpperCase() as Options['party'];
}

function readName(text: string): string {
  if (text.length < 1 || text.length > 100)
    throw new InvalidArgumentError('It must have 1 to 100 characters.');
  return text;
}

function readWhole(min: number, max: number) {
  return (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

function readFactor(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 1_000_000))
    throw new InvalidArgumentError('It must be a number above 0, at most 1000000.');
  return value;
}

/** Parses a DateTime into milliseconds since 1970. */
function readDateTime(text: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError('It must be a DateTime such as 2026-01-01T12:00:00Z.');
  return time;
}

/** Parses a period such as `365d` into a number of days. */
function readDays(text: string): number {
  const value = Number(/^(\d{1,4})d$/.exec(text)?.[1]);
  if (value >= 1 && value <= 1000) return value;
  throw new InvalidArgumentError('It must be a number of days from 1d to 1000d, such as 365d.');
}

/** Parses a rate of changes per second. */
function readRate(text: string): number {
  const value = Number(/^(\d+(?:\.\d+)?)\/s$/.exec(text)?.[1]);
  if (value > 0 && value <= 10_000) return value;
  throw new InvalidArgumentError('It must be a number above 0, at most 10000, and /s, such as 200/s.');
}
