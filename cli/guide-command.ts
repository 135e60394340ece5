import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { Failure } from './command-failure.ts';
import { withExample } from './make-admin-command.ts';

/** The folder with the built guide to OCPI, in the repository and in the package. */
const built = fileURLToPath(new URL('../dist/guide', import.meta.url));

/**
 * `ocpi-hub guide --out DIR`: writes the guide to OCPI as HTML files that need no server; exit 1 where they cannot be
 * written.
 */
export function guideCommand(): Command {
  return withExample(new Command('guide'), 'ocpi-hub guide --out guide')
    .description(
      'write the guide as files: recipes, checks, errors, documents, with a search that works offline',
    )
    .requiredOption('--out <folder>', 'the folder to write it into; files of the same name are replaced')
    .action(async ({ out }: { out: string }) => {
      try {
        await cp(built, out, { recursive: true });
      } catch (error) {
        throw new Failure(`--out: the guide cannot be written to ${out}: ${(error as Error).message}`);
      }
      console.log(`The guide begins at ${join(out, 'index.html')}`);
    });
}
