import { fitStream } from '../src/terminal.ts';
import { runCommandLine } from './program.ts';

for (const stream of [process.stdout, process.stderr]) fitStream(stream);
process.exitCode = await runCommandLine(process.argv.slice(2));
