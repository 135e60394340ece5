import { type Command, Option } from 'commander';
import { adminCommand, group, readParty } from './command.ts';
import { type PartyId, partyName } from './connections.ts';
import { Failure } from './failure.ts';
import type { Reach } from './reach.ts';
import { table } from './table.ts';

interface Agreement {
  id: string;
  cpo: PartyId;
  emsp: PartyId;
  status: string;
  valid_from: string | null;
  valid_to: string | null;
  run_off: boolean;
  in_force: boolean;
}

interface Validity {
  from?: string;
  to?: string;
  runOff?: string;
}

/** `ocpi-hub agree`: which parties may exchange data, and when. */
export function agreeCommand(): Command {
  return group(
    'agree',
    'roaming agreements between operators and providers',
    "ocpi-hub agree create 'NL*ABC' 'ES*MSP'",
    [
      adminCommand('list', 'all agreements, oldest first', 'ocpi-hub agree list', async ({ hub, print }) => {
        const all = await hub.ask<Agreement[]>('GET', '/agreements');
        print(all, () =>
          table(all, columns, 'no agreements yet: "ocpi-hub agree create CPO EMSP" makes one'),
        );
      }),
      window(
        adminCommand<Validity>(
          'create',
          'let an operator and a provider exchange data',
          "ocpi-hub agree create 'NL*ABC' 'ES*MSP' --to 2027-01-01T00:00:00Z",
          async ({ hub, options, print }, cpo, emsp) => {
            const made = await hub.ask<Agreement>('POST', '/agreements', { cpo, emsp, ...validity(options) });
            print(made, () => inWords(made));
          },
        )
          .argument('<operator>', 'CPO such as NL*ABC', readParty)
          .argument('<provider>', 'eMSP such as ES*MSP', readParty),
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
            "ocpi-hub agree validity 'NL*ABC' 'ES*MSP' --from 2026-01-01T00:00:00Z --to none",
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
        ),
      ),
    ],
  );
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
  'IN FORCE': ({ in_force }: Agreement) => (in_force ? 'yes' : 'no'),
  FROM: ({ valid_from }: Agreement) => valid_from,
  TO: ({ valid_to }: Agreement) => valid_to,
  ID: ({ id }: Agreement) => id,
};

function window(command: Command): Command {
  return command
    .option('--from <time>', 'from when it holds, such as 2026-01-01T00:00:00Z; none: at once')
    .option('--to <time>', 'until when (exclusive); none: without end')
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

function validity({ from, to, runOff }: Validity): object {
  const time = (text: string) => (text === 'none' ? null : text);
  return {
    ...(from && { valid_from: time(from) }),
    ...(to && { valid_to: time(to) }),
    ...(runOff && { run_off: runOff === 'yes' }),
  };
}

/** The agreement with an id, or the newest between two parties that has not been terminated. */
async function agreementNamed(hub: Reach, words: string[]): Promise<Agreement> {
  const all = await hub.ask<Agreement[]>('GET', '/agreements');
  const wanted = words.map((word) => word.toUpperCase());
  const fit = all.filter(
    ({ id, cpo, emsp }) =>
      (words.length === 1 && id === words[0]) ||
      (words.length === 2 && wanted.includes(partyName(cpo)) && wanted.includes(partyName(emsp))),
  );
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
  return `the agreement of ${pair(agreement)} is ${status}${window && `, valid ${window}`}: ${in_force ? 'data is exchanged' : 'no data is exchanged now'}${run_off ? '' : ', and nothing runs off after its end'}`;
}
