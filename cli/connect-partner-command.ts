import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { Failure } from './command-failure.ts';
import { type Connection, connectionNamed, type PartyId, partyName } from './find-connection-by-name.ts';
import type { Reach } from './hub-of-command.ts';
import { extensionsOption, invitation, optionsOf } from './invite-and-end-partners-command.ts';
import { type Invited, invite } from './invite-partner.ts';
import { run } from './lab-processes.ts';
import { adminCommand, type Run, readParty, readRole } from './make-admin-command.ts';

interface Options {
  role?: 'CPO' | 'EMSP';
  party?: PartyId;
  name?: string;
  agreeWith?: PartyId;
  simulate?: boolean;
  extensions?: 'all' | 'owner' | 'none';
  wait: string;
  json?: boolean;
}

type Told = Required<Pick<Options, 'role' | 'party' | 'name'>> &
  Pick<Options, 'agreeWith' | 'simulate' | 'extensions'>;

/**
 * `ocpi-hub connect`: connects a new partner until it exchanges data, step by step; it does not ask for values that the
 * options give.
 */
export function connectCommand(): Command {
  return adminCommand<Options>(
    'connect',
    'connect a partner step by step; with all options it asks nothing',
    "ocpi-hub connect --role cpo --party 'NL*ABC' --name 'My company' --simulate",
    async (given) => {
      const told = await asked(given);
      const { hub, options } = given;
      const say = (text: string) => (options.json ? undefined : console.log(text));
      const made = await invite(hub, {
        ...{ role: told.role, party: told.party, name: told.name },
        ...(told.simulate
          ? { options: { charging_profiles: true, ...optionsOf(told.extensions).options } }
          : optionsOf(told.extensions)),
      });
      say(`\n1. Invitation. ${invitation(made)}`);
      const simulator = told.simulate ? simulated(made) : undefined;
      say(
        simulator
          ? `2. Registration. A simulated ${nameOf(told.role)} stands in for ${partyName(made)} …`
          : `2. Registration. ${partyName(made)} reads the versions URL and sends POST credentials. Waiting up to ${options.wait} s …`,
      );
      const registered = await Promise.race([
        untilRegistered(hub, made.id, Number(options.wait)),
        ...(simulator ? [simulator.ended.then(endedEarly)] : []),
      ]);
      say(
        `   ${partyName(made)} is registered, and offers ${registered.endpoints.map(({ identifier }) => identifier).join(', ')}.\n`,
      );
      const partners = await agreements(hub, told);
      say(
        `3. Agreement. ${partners.length > 0 ? `${partyName(made)} exchanges data with ${partners.join(', ')}.` : 'None yet: "ocpi-hub agree add --help" says how one is made.'}\n`,
      );
      say(`4. See what goes over the wire:  ocpi-hub trace --party '${partyName(made)}' --follow`);
      say(`   Why something did not arrive: ocpi-hub why --help`);
      if (options.json)
        console.log(JSON.stringify({ ...made, status: registered.status, partners }, null, 2));
      if (!simulator) return;
      say(`\nAfterwards it stays registered; "ocpi-hub pair unregister '${partyName(made)}'" ends that.`);
      say(
        `The simulated partner runs until Ctrl-C: ${String((await simulator.event('listening')).url)}/control/state`,
      );
      process.on('SIGINT', () => void simulator.stop());
      process.on('SIGTERM', () => void simulator.stop());
      process.exitCode = (await simulator.ended) === 0 ? 0 : 1;
    },
  )
    .option('--role <role>', 'what the partner is: cpo or emsp', readRole)
    .option('--party <party>', 'country code and party id, such as NL*ABC', readParty)
    .option('--name <name>', 'name shown to the operators of the hub')
    .option('--agree-with <party>', 'make an agreement with this party', readParty)
    .option('--simulate', 'let a simulator stand in for the partner')
    .addOption(extensionsOption())
    .option('--wait <seconds>', 'how long the partner may take to register', '600');
}

/** Completes the options of `ocpi-hub connect` by the answers of the person at the terminal. */
async function asked({ options, wrongUsage }: Run<Options>): Promise<Told> {
  const { role, party, name } = options;
  if (role && party && name) return { ...options, role, party, name };
  if (!process.stdin.isTTY) {
    const missing = [!role && '--role', !party && '--party', !name && '--name'].filter(Boolean).join(', ');
    wrongUsage(`without a terminal to ask at, give ${missing} too`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const ask = async <T>(question: string, read: (text: string) => T): Promise<T> => {
    for (;;) {
      const text = (await terminal.question(`${question} `)).trim();
      try {
        return read(text);
      } catch (error) {
        process.stderr.write(`${(error as Error).message}\n`);
      }
    }
  };
  try {
    return {
      ...options,
      role:
        role ??
        (await ask(
          'Is the partner a charge point operator (cpo) or an e-mobility provider (emsp)?',
          readRole,
        )),
      party: party ?? (await ask('Its country code and party id, such as NL*ABC?', readParty)),
      name: name ?? (await ask('Its name?', nonEmpty)),
      simulate:
        options.simulate ??
        (await ask('Shall a simulator stand in for it, until its own system can answer? (yes/no)', yes)),
      ...((options.extensions ??
      (await ask('Does its system refuse unknown fields? (yes/no, or nothing if nobody knows)', yes)))
        ? { extensions: options.extensions ?? 'none' }
        : {}),
    };
  } finally {
    terminal.close();
  }
}

function nonEmpty(text: string): string {
  if (text === '') throw new Error('It needs a name.');
  return text;
}

function yes(text: string): boolean {
  return /^y(es)?$/i.test(text);
}

/** Starts a simulated partner as a process of its own, which registers with the hub by the invitation. */
function simulated(made: Invited) {
  const side = made.role === 'CPO' ? 'cpo' : 'emsp';
  const args = [
    'simulate',
    side,
    '--party',
    partyName(made),
    '--name',
    made.name,
    '--port',
    '0',
    '--own-ids',
  ];
  const hand = ['--versions-url', made.versions_url, '--token', made.token];
  return run(side, 'cli/main.ts', [...args, ...hand], process.env, () => undefined);
}

function endedEarly(code: number): never {
  throw new Failure(
    `the simulated partner ended with code ${code} before it was registered: "ocpi-hub trace" shows why`,
  );
}

async function untilRegistered(hub: Reach, id: string, seconds: number): Promise<Connection> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const connection = await connectionNamed(hub, id);
    if (connection.status === 'REGISTERED') return connection;
    if (Date.now() > deadline)
      throw new Failure(
        `${partyName(connection)} has not registered within ${seconds} s; its invitation still holds. "ocpi-hub trace --party '${id}'" shows whether it has tried`,
      );
    await setTimeout(200);
  }
}

/** Makes the requested agreement and lists the parties with which the partner then exchanges data. */
async function agreements(hub: Reach, { role, party, agreeWith }: Told): Promise<string[]> {
  type Agreement = { cpo: PartyId; emsp: PartyId; in_force: boolean };
  const all = () => hub.ask<Agreement[]>('GET', '/agreements');
  const [own, other] = role === 'CPO' ? (['cpo', 'emsp'] as const) : (['emsp', 'cpo'] as const);
  const partners = (agreed: Agreement[]) =>
    agreed
      .filter((one) => one.in_force && partyName(one[own]) === partyName(party))
      .map((one) => partyName(one[other]));
  const known = partners(await all());
  if (!agreeWith || known.includes(partyName(agreeWith))) return known;
  await hub.ask('POST', '/agreements', { [own]: party, [other]: agreeWith });
  return partners(await all());
}

function nameOf(role: 'CPO' | 'EMSP'): string {
  return role === 'CPO' ? 'operator' : 'provider';
}
