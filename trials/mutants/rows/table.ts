import { budgetRows } from './budgets.ts';
import { cliRows } from './cli.ts';
import { conformanceRows } from './conformance.ts';
import { consoleRows } from './console.ts';
import { deliveryRows } from './delivery.ts';
import { dialectRows } from './dialects.ts';
import { kitRows } from './kit.ts';
import type { Mutant } from './mutant.ts';
import { parkingRows } from './parking.ts';
import { sandboxRows } from './sandbox.ts';
import { claimRows } from './session-provider.ts';
import { simulatorRows } from './simulators.ts';
import { storeRows } from './store.ts';
import { syncRows } from './sync.ts';
import { syncGuardRows } from './sync-guards.ts';
import { tariffRows } from './tariffs.ts';
import { expressRows } from './usual-push.ts';
import { versionRows } from './versions.ts';
import { marketRows } from './visibility.ts';
import { wireRows } from './wire.ts';

/** All defects to plant. */
export const mutants: Mutant[] = [
  ...[
    ...marketRows,
    ...claimRows,
    ...deliveryRows,
    ...expressRows,
    ...versionRows,
    ...parkingRows,
    ...syncRows,
    ...syncGuardRows,
  ],
  ...[...storeRows, ...wireRows, ...budgetRows, ...dialectRows, ...tariffRows, ...simulatorRows],
  ...[...conformanceRows, ...consoleRows, ...cliRows, ...sandboxRows, ...kitRows],
];
