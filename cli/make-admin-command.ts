import { Command, InvalidArgumentError } from 'commander';
import { type Reach, reach } from './hub-of-command.ts';

/** The context of a command: its options, the hub whose admin API it uses, and ways to print and to refuse. */
export interface Run<O> {
  hub: Reach;
  options: O;
  /** Prints the answer as JSON with `--json`, else the text of `shown` for people. */
  print(body: unknown, shown: () => string): void;
  /** Ends the command with a message about its arguments and exit code 2. */
  wrongUsage(message: string): never;
}

/** Makes a command that uses a hub's admin API: with its options, an example, and an action. */
export function adminCommand<O>(
  name: string,
  description: string,
  example: string,
  act: (run: Run<O & { json?: boolean }>, ...args: string[]) => Promise<void>,
): Command {
  return withExample(new Command(name).description(description), example)
    .option('--json', 'print JSON, for scripts')
    .option('--url <url>', 'where the hub is (default: HUB_URL, or http://127.0.0.1:8080)')
    .option('--admin-token <token>', 'admin token (default: HUB_ADMIN_TOKEN, or that of the data folder)')
    .action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const options = command.opts<O & { json?: boolean }>();
      await act(
        {
          hub: reach(command),
          options,
          print: (body, shown) => console.log(options.json ? JSON.stringify(body, null, 2) : shown()),
          wrongUsage: (message) => command.error(`error: ${message}`, { exitCode: 2 }),
        },
        ...(given.slice(0, -2) as string[]),
      );
    });
}

/** Makes a command with subcommands and an example of its own; `list`, if there is one, is the default. */
export function group(name: string, description: string, example: string, commands: Command[]): Command {
  const made = withExample(new Command(name).description(description), example);
  for (const command of commands) made.addCommand(command, { isDefault: command.name() === 'list' });
  for (const list of commands.filter((command) => command.name() === 'list')) {
    list.alias('ls').allowExcessArguments();
    list.hook('preAction', () => refuseStranger(made, list.args[0]));
  }
  return made;
}

/** Refuses an argument that is no subcommand of a group: the default subcommand would take it for its own argument. */
function refuseStranger(group: Command, word: string | undefined): void {
  if (word === undefined) return;
  const known = group.commands.map((command) => command.name()).join(', ');
  group.error(`error: unknown command '${word}' of ${group.name()}; there are ${known}`, { exitCode: 2 });
}

/** Adds an example to a command's help. */
export function withExample(command: Command, example: string): Command {
  return command.addHelpText('after', `\nExample:\n  $ ${example}`);
}

/** Parses a party such as `NL*ABC`. */
export function readParty(text: string): { country_code: string; party_id: string } {
  const [, country_code, party_id] = /^([A-Za-z]{2})\*([A-Za-z0-9]{3})$/.exec(text) ?? [];
  if (!country_code || !party_id)
    throw new InvalidArgumentError('It must be a country code and a party id such as NL*ABC.');
  return { country_code: country_code.toUpperCase(), party_id: party_id.toUpperCase() };
}

/** Parses `cpo` or `emsp`. */
export function readRole(text: string): 'CPO' | 'EMSP' {
  const role = text.toUpperCase();
  if (role !== 'CPO' && role !== 'EMSP') throw new InvalidArgumentError('It must be cpo or emsp.');
  return role;
}

/** Parses an absolute http or https URL. */
export function readUrl(text: string): string {
  if (!/^https?:\/\/[^\s/?#]/i.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('It must be an absolute http or https URL.');
  return text;
}

/** Parses a credentials token (TRANS-06). */
export function readToken(text: string): string {
  if (!/^[\x21-\x7e]{1,64}$/.test(text))
    throw new InvalidArgumentError('It must be 1 to 64 printable ASCII characters without blanks.');
  return text;
}
