import { setTimeout } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { eraseLine } from '../src/terminal-text.ts';
import { Failure } from './command-failure.ts';
import { type Connection, connectionNamed, partyName } from './find-connection-by-name.ts';
import type { Reach } from './hub-of-command.ts';
import { choice, type Listed, paged, pageOf, rowsById, withRest } from './list-command-options.ts';
import { adminCommand, group } from './make-admin-command.ts';
import { card, table } from './print-table.ts';
import { type Pulled, progress } from './sync-progress.ts';

interface ModuleSync extends Pulled {
  stored: number;
  unchanged: number;
  rejected: number;
  removed: number;
  held: number;
  warnings: string[];
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

/** `ocpi-hub sync`: has the hub pull a partner's objects, and shows past and scheduled syncs. */
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
    paged(
      adminCommand<Listed & { party?: string; status?: string }>(
        'list',
        'pulls, newest first',
        'ocpi-hub sync list --status failed',
        async ({ hub, options, print }) => {
          const { party, status } = options;
          const rows = await pageOf<Sync>(hub, '/syncs', options, { party, status });
          const names = await partyNames(hub, rows.all);
          print(rows.all, () => withRest(table(rows.all, columnsWith(names), 'no syncs'), rows));
        },
      ),
    )
      .option('--party <party>', 'only of this partner')
      .addOption(choice('--status <status>', 'only in this status', ['RUNNING', 'DONE', 'FAILED'])),
    adminCommand(
      'show',
      'one pull and how far it is',
      'ocpi-hub sync show 5d0c17aa',
      async ({ hub, print }, id = '') => {
        const sync = await syncNamed(hub, id);
        print(sync, () => whole(sync));
      },
    ).argument('<id>', 'id of the pull, as "ocpi-hub sync list" shows it'),
    adminCommand(
      'confirm',
      'retire the objects that a full pull no longer found, and held back since they are many',
      'ocpi-hub sync confirm 5d0c17aa',
      async ({ hub, print }, id = '') => {
        const named = await syncNamed(hub, id);
        const sync = await hub.ask<Sync>('POST', `/syncs/${named.id}/confirm`);
        print(sync, () => whole(sync));
      },
    ).argument('<id>', 'id of the pull, as "ocpi-hub sync list" shows it'),
  ]);
}

const columnsWith = (names: Map<string, string>) => ({
  STARTED: ({ started }: Sync) => started,
  TYPE: ({ type }: Sync) => type,
  STATUS: ({ status }: Sync) => status,
  STORED: ({ modules }: Sync) => modules.reduce((sum, { stored }) => sum + stored, 0),
  REJECTED: ({ modules }: Sync) => modules.reduce((sum, { rejected }) => sum + rejected, 0),
  HELD: ({ modules }: Sync) => modules.reduce((sum, { held }) => sum + held, 0),
  PARTNER: ({ connection }: Sync) => names.get(connection) ?? connection,
  ID: ({ id }: Sync) => id,
});

/** The party of each partner that some syncs pull from, by connection. */
async function partyNames(hub: Reach, syncs: Sync[]): Promise<Map<string, string>> {
  const ids = [...new Set(syncs.map(({ connection }) => connection))];
  const all = await Promise.all(
    ids.map((id) => hub.ask<Connection>('GET', `/connections/${id}`).catch(() => undefined)),
  );
  return new Map(all.flatMap((one) => (one ? [[one.id, partyName(one)]] : [])));
}

/** The sync with an id, or the only one whose id begins with it. */
async function syncNamed(hub: Reach, id: string): Promise<Sync> {
  const [found, second] = await rowsById<Sync>(hub, '/syncs', id);
  if (!found) throw new Failure(`there is no sync ${id}: "ocpi-hub sync list" shows those there are`);
  if (second) throw new Failure(`several syncs begin with ${id}: give more of its id`);
  return found;
}

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

/** Polls the hub until a sync has ended; on a terminal a bar shows its progress. */
async function finished(hub: Reach, begun: Sync): Promise<Sync> {
  let sync = begun;
  const since = Date.now();
  while (sync.status === 'RUNNING') {
    showProgress(sync, Date.now() - since);
    await setTimeout(200);
    sync = await hub.ask<Sync>('GET', `/syncs/${begun.id}`).catch((error: unknown) => {
      throw new Failure(`the pull was begun (${begun.id}), and then: ${(error as Error).message}`);
    });
  }
  if (process.stderr.isTTY) process.stderr.write(eraseLine);
  return sync;
}

/** Draws a bar of the objects that a sync has received so far. */
function showProgress({ modules }: Sync, milliseconds: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(eraseLine);
  process.stderr.write(progress(modules, milliseconds));
}
