import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Command } from 'commander';
import type { Restored } from '../src/store/backup/restore-backup.ts';
import { Failure } from './command-failure.ts';
import { adminCommand, withExample } from './make-admin-command.ts';

/** `ocpi-hub backup FILE`: writes all that a running hub stores, except the trace of requests, into one file. */
export function backupCommand(): Command {
  return adminCommand(
    'backup',
    'write all that a running hub keeps but the trace into a file, and read it again',
    'ocpi-hub backup hub-2026-01-31.gz',
    async ({ hub, print }, file = '') => {
      const part = `${file}.part`;
      try {
        const bytes = await hub.bytes('/backup');
        await pipeline(Readable.fromWeb(bytes as WebStream), createWriteStream(part, { mode: 0o600 }));
        const { checkBackup } = await import('../src/store/backup/restore-backup.ts');
        const held = await checkBackup(part);
        await rename(part, file);
        print({ file, ...held }, () => `${file} holds ${inWords(held)}. ${aboutKeys}`);
      } catch (error) {
        await rm(part, { force: true });
        throw error instanceof Failure ? error : new Failure(`no backup: ${(error as Error).message}`);
      }
    },
  ).argument('<file>', 'where to; compressed by gzip, for this user alone');
}

interface Options {
  to: string;
  toDatabase?: string;
  replace?: boolean;
  json?: boolean;
}

/** `ocpi-hub restore FILE`: writes a backup into a data folder or a database that no hub uses. */
export function restoreCommand(): Command {
  return withExample(new Command('restore'), 'ocpi-hub restore hub-2026-01-31.gz --to ./data')
    .description('put a backup into a data folder or a database that no hub uses')
    .argument('<file>', 'backup, as "ocpi-hub backup" writes it')
    .option('--to <folder>', 'data folder', process.env.HUB_DATA_DIR || './data')
    .option('--to-database <url>', 'a PostgreSQL that is empty, in place of the folder')
    .option('--replace', 'set a store that is in the folder aside, under another name')
    .option('--json', 'print {made, objects, connections, agreements, notes}')
    .action(async (file: string, options: Options, command: Command) => {
      const { to: folder, toDatabase: database, replace, json } = options;
      const warn = (message: string) => void process.stderr.write(`${message}\n`);
      try {
        const { restore } = await import('../src/store/backup/restore-backup.ts');
        const target = database === undefined ? { folder, replace } : { database };
        const held = await restore(file, { ...target, now: Date.now, warn });
        const where = database === undefined ? folder : 'the database';
        console.log(
          json ? JSON.stringify(held) : `${where} holds ${inWords(held)}, as of ${held.made}. ${aboutKeys}`,
        );
      } catch (error) {
        command.error(`error: ${(error as Error).message}`, { exitCode: 1 });
      }
    });
}

const aboutKeys =
  'Tokens of partners stay sealed: keep HUB_SECRET_KEY, or the file secret-key of the data folder, apart from it';

function inWords({ objects, connections, agreements, notes }: Restored): string {
  return `${objects} objects, ${connections} connections, ${agreements} agreements and ${notes} notes`;
}
