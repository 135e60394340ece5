import { type Command, Option } from 'commander';
import { agreeFileCommands } from './agreements-file-commands.ts';
import { Failure } from './command-failure.ts';
import { type PartyId, partyName } from './find-connection-by-name.ts';
import type { Reach } from './hub-of-command.ts';
import { choice, paged, pageOf, rowsById, withRest } from './list-command-options.ts';
import { adminCommand, group, readParty } from './make-admin-command.ts';
import { table } from './print-table.ts';

interface Agreement {
  id: string;
  cpo: PartyId;
  emsp: PartyId;
  status: string;
  valid_from: string | null;
  valid_to: string | null;
  run_off: boolean;
  in_force: boolean;
  obstacles: string[];
}

interface Validity {
  from?: string;
  to?: string;
  zone?: string;
  runOff?: string;
}

interface Filters {
  party?: string;
  status?: string;
  search?: string;
  sort?: string;
  limit: string;
}

/** `ocpi-hub agree`: which parties may exchange data, and when. */
export function agreeCommand(): Command {
  return group(
    'agree',
    'roaming agreements between operators and providers',
    "ocpi-hub agree create 'NL*ABC' 'ES*MSP'",
    [
      listCommand(),
      window(
        adminCommand<Validity>(
          'create',
          'let an operator and a provider exchange data',
          "ocpi-hub agree create 'NL*ABC' 'ES*MSP' --to 2026-12-31 --zone Europe/Amsterdam",
          async ({ hub, options, print }, cpo, emsp) => {
            const made = await hub.ask<Agreement>('POST', '/agreements', { cpo, emsp, ...validity(options) });
            print(made, () => inWords(made));
          },
        )
          .argument('<operator>', 'CPO such as NL*ABC', readParty)
          .argument('<provider>', 'eMSP such as ES*MSP', readParty)
          .aliases(['add', 'new']),
      ),
      ...changes.map(([name, description, status]) =>
        named(
          adminCommand(
            name,
            description,
            `ocpi-hub agree ${name} 'NL*ABC' 'ES*MSP'`,
            async ({ hub, print }, ...which) => {
              const { id } = await agreementNamed(hub, which.flat());
              const changed = await hub.ask<Agreement>('PATCH', `/agreements/${id}`, { status });
              print(changed, () => inWords(changed));
            },
          ),
        ),
      ),
      window(
        named(
          adminCommand<Validity>(
            'validity',
            'set from when to when an agreement holds, and whether it runs off',
            "ocpi-hub agree validity 'NL*ABC' 'ES*MSP' --from 2026-01-01 --to none",
            async ({ hub, options, print, wrongUsage }, ...which) => {
              if (!options.from && !options.to && !options.runOff)
                wrongUsage('give --from, --to, --run-off or several of them');
              const { id } = await agreementNamed(hub, which.flat());
              const changed = await hub.ask<Agreement>('PATCH', `/agreements/${id}`, validity(options));
              print(changed, () => inWords(changed));
            },
          ),
        ),
      ),
      named(
        adminCommand(
          'delete',
          'end an agreement and take it off the list',
          "ocpi-hub agree delete 'NL*ABC' 'ES*MSP'",
          async ({ hub, print }, ...which) => {
            const found = await agreementNamed(hub, which.flat());
            await hub.ask('DELETE', `/agreements/${found.id}`);
            print({ deleted: found.id }, () => `deleted the agreement of ${pair(found)}`);
          },
        ).aliases(['remove', 'rm']),
      ),
      ...agreeFileCommands(),
    ],
  );
}

function listCommand(): Command {
  return paged(
    adminCommand<Filters>(
      'list',
      'agreements, oldest first',
      "ocpi-hub agree list --party 'NL*ABC' --status SUSPENDED",
      async ({ hub, options, print }) => {
        const { party, status } = options;
        const rows = await pageOf<Agreement>(hub, '/agreements', options, { party, status });
        print(rows.all, () => withRest(table(rows.all, columns, none(options)), rows));
      },
    ),
  )
    .option('--party <party>', 'only those of this party, on either side')
    .addOption(
      choice('--status <status>', 'only those in this status', ['ACTIVE', 'SUSPENDED', 'TERMINATED']),
    );
}

function none({ party, status, search }: Filters): string {
  return party || status || search
    ? 'no agreement fits'
    : `no agreements yet: "ocpi-hub agree add 'NL*ABC' 'ES*MSP'" makes one`;
}

// biome-ignore format: a table
const changes: [name: string, description: string, status: string][] = [
  ['suspend',   'stop the exchange for a while', 'SUSPENDED'],
  ['resume',    'take it up again',              'ACTIVE'],
  ['terminate', 'end it for good',               'TERMINATED'],
];

const columns = {
  OPERATOR: ({ cpo }: Agreement) => partyName(cpo),
  PROVIDER: ({ emsp }: Agreement) => partyName(emsp),
  STATUS: ({ status }: Agreement) => status,
  'IN FORCE': ({ in_force, obstacles }: Agreement) =>
    !in_force ? 'no' : obstacles.length > 0 ? 'blocked' : 'yes',
  FROM: ({ valid_from }: Agreement) => valid_from,
  TO: ({ valid_to }: Agreement) => valid_to,
  ID: ({ id }: Agreement) => id,
};

function window(command: Command): Command {
  return command
    .option(
      '--from <day>',
      'first day, such as 2026-01-01, or time, such as 2026-01-01T08:00:00Z; none: at once',
    )
    .option('--to <day>', 'last day, which is still in, or the time at which it ends; none: without end')
    .option('--zone <zone>', 'time zone of the days, such as Europe/Amsterdam (default: UTC)')
    .addOption(
      new Option('--run-off <whether>', 'whether sessions begun under it are settled after its end').choices([
        'yes',
        'no',
      ]),
    );
}

function named(command: Command): Command {
  return command.argument('<agreement...>', 'operator and provider, or the id of the agreement');
}

function validity({ from, to, zone, runOff }: Validity): object {
  const end = (text: string | undefined, day: string, time: string) =>
    text && (text === 'none' ? { [time]: null } : { [/^\d{4}-\d{2}-\d{2}$/.test(text) ? day : time]: text });
  return {
    ...end(from, 'first_day', 'valid_from'),
    ...end(to, 'last_day', 'valid_to'),
    ...(zone && { zone }),
    ...(runOff && { run_off: runOff === 'yes' }),
  };
}

/** The agreement with an id, or the newest between two parties that has not been terminated. */
async function agreementNamed(hub: Reach, words: string[]): Promise<Agreement> {
  const [one = '', other] = words;
  const of = (cpo: string, emsp: string) =>
    hub.ask<Agreement[]>('GET', `/agreements?${new URLSearchParams({ cpo, emsp })}`);
  const fit =
    other === undefined
      ? await rowsById<Agreement>(hub, '/agreements', one)
      : [...(await of(one, other)), ...(await of(other, one))];
  const found = fit.find(({ status }) => status !== 'TERMINATED') ?? fit.at(-1);
  if (!found)
    throw new Failure(
      `there is no agreement ${words.join(' ')}: "ocpi-hub agree list" shows those there are`,
    );
  return found;
}

function pair({ cpo, emsp }: Agreement): string {
  return `${partyName(cpo)} and ${partyName(emsp)}`;
}

function inWords(agreement: Agreement): string {
  const { status, valid_from, valid_to, run_off, in_force } = agreement;
  const window = [valid_from && `from ${valid_from}`, valid_to && `until ${valid_to}`]
    .filter(Boolean)
    .join(' ');
  const flows = !in_force
    ? 'no data is exchanged now'
    : agreement.obstacles.length > 0
      ? `no data is exchanged, since ${agreement.obstacles.join(', and ')}`
      : 'data is exchanged';
  return `the agreement of ${pair(agreement)} is ${status}${window && `, valid ${window}`}: ${flows}${run_off ? '' : ', and nothing runs off after its end'}`;
}
