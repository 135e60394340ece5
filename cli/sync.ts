import { setTimeout } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { eraseLine } from '../src/terminal.ts';
import { adminCommand, group } from './command.ts';
import { connectionNamed } from './connections.ts';
import { Failure } from './failure.ts';
import type { Reach } from './reach.ts';
import { card, table } from './table.ts';

interface ModuleSync {
  module: string;
  pages: number;
  received: number;
  stored: number;
  unchanged: number;
  rejected: number;
  removed: number;
  held: number;
  warnings: string[];
  error: string | null;
}

interface Sync {
  id: string;
  connection: string;
  type: string;
  status: 'RUNNING' | 'DONE' | 'FAILED';
  modules: ModuleSync[];
  started: string;
  finished: string | null;
  again_at: string | null;
}

interface Options {
  type: 'delta' | 'full';
  modules?: string;
  wait: boolean;
}

/** `ocpi-hub sync`: pulls a partner's objects. */
export function syncCommand(): Command {
  return group('sync', "pull partners' objects", "ocpi-hub sync start 'NL*ABC' --type full", [
    adminCommand<Options>(
      'start',
      'pull the objects of a partner, and wait until it is over; exit code 1 when it failed',
      "ocpi-hub sync start 'NL*ABC' --type full --modules locations,tariffs",
      async ({ hub, options, print }, party = '') => {
        const { id } = await connectionNamed(hub, party);
        const modules = options.modules?.split(',');
        const begun = await hub.ask<Sync>('POST', `/connections/${id}/syncs`, {
          type: options.type,
          modules,
        });
        const sync = options.wait ? await finished(hub, begun) : begun;
        print(sync, () => whole(sync));
        if (sync.status === 'FAILED') process.exitCode = 1;
      },
    )
      .argument('<party>', 'party such as NL*ABC, or id of a connection')
      .addOption(
        new Option('--type <type>', 'everything, or what changed since the last pull that succeeded')
          .choices(['delta', 'full'])
          .default('delta'),
      )
      .option('--modules <list>', 'such as locations,tariffs (default: all that the partner offers)')
      .option('--no-wait', 'answer at once'),
    adminCommand('list', 'pulls, newest first', 'ocpi-hub sync list', async ({ hub, print }) => {
      const all = await hub.ask<Sync[]>('GET', '/syncs');
      print(all, () => table(all, columns));
    }),
    adminCommand(
      'show',
      'one pull and how far it is',
      'ocpi-hub sync show 5d0c…',
      async ({ hub, print }, id = '') => {
        const sync = await hub.ask<Sync>('GET', `/syncs/${encodeURIComponent(id)}`);
        print(sync, () => whole(sync));
      },
    ).argument('<id>', 'id of the pull, as "ocpi-hub sync list" shows it'),
    adminCommand(
      'confirm',
      'retire the objects that a full pull no longer found, and held back since they are many',
      'ocpi-hub sync confirm 5d0c…',
      async ({ hub, print }, id = '') => {
        const sync = await hub.ask<Sync>('POST', `/syncs/${encodeURIComponent(id)}/confirm`);
        print(sync, () => whole(sync));
      },
    ).argument('<id>', 'id of the pull, as "ocpi-hub sync list" shows it'),
  ]);
}

const columns = {
  STARTED: ({ started }: Sync) => started,
  TYPE: ({ type }: Sync) => type,
  STATUS: ({ status }: Sync) => status,
  STORED: ({ modules }: Sync) => modules.reduce((sum, { stored }) => sum + stored, 0),
  REJECTED: ({ modules }: Sync) => modules.reduce((sum, { rejected }) => sum + rejected, 0),
  HELD: ({ modules }: Sync) => modules.reduce((sum, { held }) => sum + held, 0),
  CONNECTION: ({ connection }: Sync) => connection,
  ID: ({ id }: Sync) => id,
};

function whole({ id, type, status, started, finished, again_at, modules }: Sync): string {
  const counts = table(modules, {
    MODULE: ({ module }) => module,
    PAGES: ({ pages }) => pages,
    RECEIVED: ({ received }) => received,
    STORED: ({ stored }) => stored,
    UNCHANGED: ({ unchanged }) => unchanged,
    REJECTED: ({ rejected }) => rejected,
    REMOVED: ({ removed }) => removed,
    HELD: ({ held }) => held,
    ERROR: ({ error }) => error,
  });
  const warnings = modules.flatMap(({ module, warnings }) => warnings.map((words) => `${module}: ${words}`));
  const sync = { sync: id, type, status, started, finished, ...(again_at ? { again_at } : {}) };
  return [card(sync), '', counts, ...(warnings.length > 0 ? ['', ...warnings] : [])].join('\n');
}

/** Polls until the pull is over; on a terminal a bar shows its progress. */
async function finished(hub: Reach, begun: Sync): Promise<Sync> {
  let sync = begun;
  while (sync.status === 'RUNNING') {
    showProgress(sync);
    await setTimeout(200);
    sync = await hub.ask<Sync>('GET', `/syncs/${begun.id}`).catch((error: unknown) => {
      throw new Failure(`the pull was begun (${begun.id}), and then: ${(error as Error).message}`);
    });
  }
  if (process.stderr.isTTY) process.stderr.write(eraseLine);
  return sync;
}

/** Draws a bar of the modules begun, with the objects received so far. */
function showProgress({ modules }: Sync): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(eraseLine);
  process.stderr.write(progress(modules));
}

/** The text of the bar: `[######----] 3/5 sessions, 1200 received`. */
export function progress(modules: ModuleSync[], width = 30): string {
  const begun = modules.findLastIndex(({ pages, error }) => pages > 0 || error !== null) + 1;
  const filled = Math.round((width * begun) / Math.max(modules.length, 1));
  const received = modules.reduce((sum, one) => sum + one.received, 0);
  const at = modules[begun - 1]?.module ?? 'beginning';
  return `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}] ${begun}/${modules.length} ${at}, ${received} received`;
}
