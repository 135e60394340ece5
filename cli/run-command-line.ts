import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { Failure } from './command-failure.ts';
import { commands } from './commands.ts';
import { completionCommand } from './shell-completion-command.ts';

/** Runs a command line; the exit code is 0 for success, 1 for failure, 2 for wrong usage. */
export async function runCommandLine(words: string[]): Promise<number> {
  process.exitCode = 0;
  try {
    await (await program(words[0])).parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return codeOf(error);
    // The schemas are read with the first command that needs them, before that command can look at its options.
    const isExpected = error instanceof Failure || (error as Error).name === 'WrongExtensions';
    if (!isExpected) throw error;
    process.stderr.write(`error: ${(error as Error).message}\n`);
    return error instanceof Failure ? error.exitCode : 1;
  }
  return Number(process.exitCode);
}

/** The exit code of an error of the command line: the one that the command gave, else 2 for wrong usage. */
function codeOf({ code, exitCode }: CommanderError): number {
  return exitCode === 0 || code === 'commander.error' ? exitCode : 2;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Commands that need all other commands loaded; the overall help needs only their names and descriptions. */
const wantAll = ['completion', 'help'];

/**
 * Builds the command line `ocpi-hub`: with the wanted command alone loaded, with all, or, for the help and a misspelt
 * name, with names and descriptions only.
 */
export async function program(wanted?: string): Promise<Command> {
  const made = new Command('ocpi-hub')
    .description('An OCPI 2.1.1-d2 roaming hub with simulated partners')
    .version(version, '-V, --version', 'print the version')
    // A command may have an option of the same name as the program: `validate --version` is the version of OCPI.
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
