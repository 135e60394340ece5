import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import type { PulledAgain } from '../src/hub/sync/full-syncs-for-lost-objects.ts';
import type { Diagnosis } from '../src/store/embedded/doctor/examine-data-folder.ts';
import { withExample } from './make-admin-command.ts';

interface Options {
  folder: string;
  mend?: boolean;
  json?: boolean;
}

/**
 * `ocpi-hub doctor`: checks the data folder of the embedded store; exit 0 when it is sound or was mended, 1 when
 * something is wrong or is left to a person.
 */
export function doctorCommand(): Command {
  return withExample(new Command('doctor'), 'ocpi-hub doctor --mend')
    .description(
      'check objects and connections in the data folder of a hub that is not running: files, checksums, names, records and order; not the trace, nor secret-key',
    )
    .option('--folder <folder>', 'data folder of the hub', process.env.HUB_DATA_DIR || './data')
    .option(
      '--mend',
      'put right what can be; drop what cannot, and pull it again from its owners at the next start',
    )
    .option('--json', 'print {problems, lost, moreMayBeLost, syncs, unasked}')
    .action(async ({ folder, mend = false, json }: Options, command: Command) => {
      const warn = (message: string) => void process.stderr.write(`${message}\n`);
      try {
        const { doctor } = await import('../src/store/embedded/doctor/examine-data-folder.ts');
        const diagnosis = await doctor({ folder, mend, now: Date.now, warn });
        const again = mend ? await pulledAgain(folder, diagnosis, warn) : { syncs: [], unasked: [] };
        const all = { ...diagnosis, ...again };
        console.log(json ? JSON.stringify(all, undefined, 2) : inWords(folder, mend, diagnosis, again));
        if (diagnosis.problems.some(({ byHand }) => byHand || !mend)) process.exitCode = 1;
      } catch (error) {
        command.error(`error: ${(error as Error).message}`, { exitCode: 1 });
      }
    });
}

/**
 * Opens the mended data folder as the hub does, which shows that it can, and stores the syncs that replace lost objects
 * for the hub's next start.
 */
async function pulledAgain(
  folder: string,
  { lost, moreMayBeLost }: Diagnosis,
  warn: (message: string) => void,
): Promise<PulledAgain> {
  const { openEmbeddedStore } = await import('../src/store/embedded/open-embedded-store.ts');
  const { pullAgain } = await import('../src/hub/sync/full-syncs-for-lost-objects.ts');
  const store = await openEmbeddedStore({ folder, warn });
  try {
    return await pullAgain({ store, now: Date.now, newId: randomUUID }, lost, moreMayBeLost);
  } finally {
    await store.close();
  }
}

function inWords(
  folder: string,
  mend: boolean,
  diagnosis: Diagnosis,
  { syncs, unasked }: PulledAgain,
): string {
  const { problems, moreMayBeLost } = diagnosis;
  if (problems.length === 0) return `${folder} is sound`;
  const rows = problems.map(
    ({ of, is, cure, byHand }) => `  ${of} ${is}: ${mend && !byHand ? cure : `to be ${cure}`}`,
  );
  const more = 'More may be lost than is named, and objects may be older than they were: a backup is better';
  return [
    `${problems.length} ${problems.length === 1 ? 'thing is' : 'things are'} wrong in ${folder}`,
    ...rows,
    ...(moreMayBeLost ? [more] : []),
    ...syncs.map(
      ({ connection, modules }) =>
        `  at the next start ${modules.map(({ module }) => module).join(', ')} of connection ${connection} are pulled`,
    ),
    ...unasked.map(
      ({ module, owner, id }) => `  ${owner} is to send ${module} ${id} again: it cannot be asked for it`,
    ),
    ...(mend || problems.every(({ byHand }) => byHand) ? [] : ['Nothing was changed; with --mend it is']),
  ].join('\n');
}
