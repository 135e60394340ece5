import { Command } from 'commander';
import type { Holding } from '../src/store/move-embedded-to-postgres.ts';
import { eraseLine } from '../src/terminal-text.ts';
import { withExample } from './make-admin-command.ts';

interface Options {
  from: string;
  to?: string;
  json?: boolean;
}

/**
 * `ocpi-hub migrate`: copies the embedded store into PostgreSQL; exit 0 when everything was copied, 1 when not, 2 for
 * wrong usage.
 */
export function migrateCommand(): Command {
  return withExample(
    new Command('migrate'),
    'ocpi-hub migrate --from ./data --to postgresql://hub:secret@db.example:5432/hub',
  )
    .description('copy an embedded store into PostgreSQL and compare both; the hub must not be running')
    .option('--from <folder>', 'data folder of the hub', process.env.HUB_DATA_DIR || './data')
    .option('--to <url>', 'the database (default: DATABASE_URL)')
    .option('--json', 'print {objects, tombstones, connections, agreements, notes, digest}')
    .action(async ({ from, to = process.env.DATABASE_URL, json }: Options, command: Command) => {
      if (!to) return command.error("error: option '--to <url>' or DATABASE_URL is needed", { exitCode: 2 });
      const bar = progressBar();
      try {
        const warn = (message: string) => void process.stderr.write(`${message}\n`);
        const { moveStore } = await import('../src/store/move-embedded-to-postgres.ts');
        const held = await moveStore({ from, to, progress: bar.show, warn });
        bar.end();
        process.stdout.write(json ? `${JSON.stringify(held)}\n` : inWords(from, held));
      } catch (error) {
        bar.end();
        command.error(`error: ${(error as Error).message}`, { exitCode: 1 });
      }
    });
}

function inWords(from: string, { digest, ...counts }: Holding): string {
  const rows = Object.entries(counts).map(([what, count]) => `  ${what.padEnd(12)} ${count}`);
  return `All of ${from} but the trace is in the database; both have the digest ${digest}\n${rows.join('\n')}\nTokens of partners stay sealed: give the hub the HUB_SECRET_KEY they were sealed with, or what is in ${from}/secret-key\n`;
}

/** Draws the progress of the copy on a terminal; draws nothing where the output is no terminal. */
function progressBar() {
  const { stderr } = process;
  const width = 30;
  return {
    show(what: string, part: number) {
      if (!stderr.isTTY) return;
      const done = Math.round(Math.min(1, part) * width);
      stderr.write(eraseLine);
      stderr.write(
        `${what} [${'#'.repeat(done)}${'-'.repeat(width - done)}] ${Math.round((done / width) * 100)} %  `,
      );
    },
    end: () => void (stderr.isTTY && stderr.write(eraseLine)),
  };
}
