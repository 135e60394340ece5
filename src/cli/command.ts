import { Command, InvalidArgumentError } from 'commander';
import { type Reach, reach } from './reach.ts';

/** What a command that speaks to the hub works with. */
export interface Run<O> {
  hub: Reach;
  options: O;
  /** Prints JSON for scripts with `--json`, else what `shown` makes for people. */
  print(body: unknown, shown: () => string): void;
  /** Ends the command with words and exit code 2. */
  wrongUsage(message: string): never;
}

/** A command that speaks to the admin API of a hub: its options, an example, and what it does. */
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

/** A command of several, with an example of its own; `list`, where there is one, is what it does by itself. */
export function group(name: string, description: string, example: string, commands: Command[]): Command {
  const made = withExample(new Command(name).description(description), example);
  for (const command of commands) made.addCommand(command, { isDefault: command.name() === 'list' });
  return made;
}

/** Puts an example below a command's help. */
export function withExample(command: Command, example: string): Command {
  return command.addHelpText('after', `\nExample:\n  $ ${example}`);
}

/** Reads `NL*ABC`. */
export function readParty(text: string): { country_code: string; party_id: string } {
  const [, country_code, party_id] = /^([A-Za-z]{2})\*([A-Za-z0-9]{3})$/.exec(text) ?? [];
  if (!country_code || !party_id)
    throw new InvalidArgumentError('It must be a country code and a party id such as NL*ABC.');
  return { country_code: country_code.toUpperCase(), party_id: party_id.toUpperCase() };
}

/** Reads `cpo` or `emsp`. */
export function readRole(text: string): 'CPO' | 'EMSP' {
  const role = text.toUpperCase();
  if (role !== 'CPO' && role !== 'EMSP') throw new InvalidArgumentError('It must be cpo or emsp.');
  return role;
}
