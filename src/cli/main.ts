import { Command, CommanderError } from 'commander';
import { costCommand } from './cost.ts';
import { hubCommand } from './hub.ts';
import { labCommand } from './lab.ts';
import { simulateCommand } from './simulate.ts';
import { validateCommand } from './validate.ts';

const program = new Command('ocpi-hub')
  .description('An OCPI 2.1.1-d2 roaming hub with simulated partners')
  .addCommand(labCommand())
  .addCommand(hubCommand())
  .addCommand(simulateCommand())
  .addCommand(validateCommand())
  .addCommand(costCommand());

for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)])
  command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
