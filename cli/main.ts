import { fitStream, painted, showsColours } from '../src/terminal-text.ts';
import { runCommandLine } from './run-command-line.ts';

for (const stream of [process.stdout, process.stderr])
  fitStream(stream, showsColours(stream, process.env) ? painted : undefined);
process.exitCode = await runCommandLine(process.argv.slice(2));
