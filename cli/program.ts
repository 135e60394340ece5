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
    if (error instanceof CommanderError) return codeOf(error);
    // The schemas are read with the first command that needs them, before it can look at its options.
    const isExpected = error instanceof Failure || (error as Error).name === 'WrongExtensions';
    if (!isExpected) throw error;
    process.stderr.write(`error: ${(error as Error).message}\n`);
    return error instanceof Failure ? error.exitCode : 1;
  }
  return Number(process.exitCode);
}

/** The exit code of an error: that of a command that names one, else 2, for the words are wrong. */
function codeOf({ code, exitCode }: CommanderError): number {
  return exitCode === 0 || code === 'commander.error' ? exitCode : 2;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Words that need all commands as they are; the help of the whole needs their names and what they do alone. */
const wantAll = ['completion', 'help'];

/** The command line with one wanted command, with all, or for its help and a misspelt name with their names alone. */
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
  const [, load] = (wanted !== undefined && commands[wanted]) || [];
  for (const command of load ? [await load()] : await allCommands(wanted)) made.addCommand(command);
  if (!load) made.addCommand(completionCommand(made));
  settle(made);
  return made;
}

async function allCommands(wanted: string | undefined): Promise<Command[]> {
  const rows = Object.entries(commands);
  if (wanted !== undefined && wantAll.includes(wanted))
    return Promise.all(rows.map(([, [, load]]) => load()));
  return rows.map(([name, [about]]) => new Command(name).description(about));
}

/**
 * Makes commands at every level throw errors instead of ending the process, and point at the help after wrong usage.
 */
function settle(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help shows how it is used, with an example)');
  for (const each of command.commands) settle(each);
}
