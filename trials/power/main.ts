import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optionsOrExit } from '../torture/common/options-or-exit.ts';
import { faultRows } from './faults.ts';
import { flips } from './flips.ts';
import { startPoweredHub } from './hub-rounds.ts';
import { type Options, readOptions, usage } from './options.ts';
import { canBuild } from './shim.ts';
import { storeRound } from './store-rounds.ts';

// This program takes power from a hub and from its store at moments that the seed chooses, and checks that what survives has
// everything that was acknowledged.

const options = optionsOrExit(readOptions, usage);
if (!canBuild()) {
  const missing = 'power loss cannot be tried here: it needs Linux, gcc and the headers of the C library';
  console.log(`WARNING: ${missing}`);
  process.exit(process.env.CI ? 1 : 0);
}
process.exitCode = (await power(options)) ? 0 : 1;

async function power({ rounds, seed, messages, slice }: Options): Promise<boolean> {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(parent, 'hub-power-'));
  const wrong: string[] = [];
  const plan = slice ? { hub: 1, store: 3 } : { hub: rounds, store: rounds };
  console.log(`power loss: ${plan.hub} rounds of the hub, ${plan.store} of the store, --seed ${seed}`);
  const cuts = slice ? 6 : 10;
  let stores = 0;
  for (; stores < plan.store && wrong.length === 0; stores += 1)
    wrong.push(
      ...(await storeRound(folder, seed, stores + 1, cuts, slice && stores === 0 ? 'next log' : undefined)),
    );
  // In a slice a full disk under the objects, and a disk that fails under the registry.
  const faults =
    wrong.length > 0 ? undefined : await faultRows(folder, (nth) => !slice || nth === 0 || nth === 12);
  wrong.push(...(faults?.wrong ?? []));
  const flipped = wrong.length > 0 ? undefined : await flips(folder, seed, slice ? 3 : 1000);
  wrong.push(...(flipped?.wrong ?? []));
  for (const [file, { true: same, mended, refused, wrong }] of flipped?.tallies ?? [])
    console.log(`${file}: ${same} as it was, ${mended} mended, ${refused} refused, ${wrong} wrong`);
  let [hubs, acknowledged] = [0, 0];
  if (wrong.length === 0) {
    const hub = await startPoweredHub(join(folder, 'hub'), seed, messages);
    try {
      for (; hubs < plan.hub && wrong.length === 0; hubs += 1) {
        const found = await hub.round(hubs + 1);
        acknowledged += found.acknowledged;
        if (!slice)
          console.log(`round ${hubs + 1}: ${found.acknowledged} acknowledged, cut after ${found.kept}`);
        wrong.push(...found.wrong);
      }
    } catch (error) {
      wrong.push(`round ${hubs + 1} of the hub did not end: ${(error as Error).message}`);
    } finally {
      await hub.stop();
    }
  }
  for (const one of wrong.slice(0, 30)) console.log(one);
  const clean = wrong.length === 0;
  if (clean) rmSync(folder, { recursive: true });
  else console.log(`what was left is in ${folder}`);
  console.log(
    `${stores * cuts} cuts of the store, ${hubs} of the hub under ${acknowledged} acknowledged messages, ${faults?.count ?? 0} failing disks, ${flipped?.count ?? 0} flipped bits: ${wrong.length} wrong`,
  );
  return clean;
}
