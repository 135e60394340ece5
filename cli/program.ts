import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { commands } from './commands.ts';
import { completionCommand } from './completion.ts';
import { Failure } from './failure.ts';

/** Runs a command line; the exit code is 0 for success, 1 for failure, 2 for wrong usage. */
export async function runCommandLine(words: string[]): Promise<number> {
  process.exitCode = 0;
  try {
    await (await program(words[0])).parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return 1;
  }
  return Number(process.exitCode);
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The command line with one wanted command, or with all for help, completion and a misspelt name. */
export async function program(wanted?: string): Promise<Command> {
  const made = new Command('ocpi-hub')
    .description('An OCPI 2.1.1-d2 roaming hub with simulated partners')
    .version(version, '-V, --version', 'print the version')
    // A command has options of the same name: validate --version is that of OCPI.
    .enablePositionalOptions()
    .configureHelp({ sortSubcommands: false })
    .addHelpText(
      'after',
      '\nExample:\n  $ ocpi-hub lab\n\n"ocpi-hub COMMAND --help" has an example for each command.',
    );
  const load = wanted === undefined ? undefined : commands[wanted];
  const all = load ? [await load()] : await Promise.all(Object.values(commands).map((each) => each()));
  for (const command of all) made.addCommand(command);
  if (!load) made.addCommand(completionCommand(made));
  settle(made);
  return made;
}

/**
 * Makes commands at every level throw errors instead of ending the process, and point at the help after wrong usage.
 */
function settle(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help shows how it is used, with an example)');
  for (const each of command.commands) settle(each);
}
