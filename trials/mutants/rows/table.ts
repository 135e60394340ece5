import { budgetRows } from './budgets.ts';
import { claimRows } from './claims.ts';
import { cliRows } from './cli.ts';
import { conformanceRows } from './conformance.ts';
import { consoleRows } from './console.ts';
import { deliveryRows } from './delivery.ts';
import { dialectRows } from './dialects.ts';
import { expressRows } from './express.ts';
import { kitRows } from './kit.ts';
import { marketRows } from './market.ts';
import type { Mutant } from './mutant.ts';
import { parkingRows } from './parking.ts';
import { sandboxRows } from './sandbox.ts';
import { simulatorRows } from './simulators.ts';
import { storeRows } from './store.ts';
import { syncRows } from './sync.ts';
import { syncGuardRows } from './sync-guards.ts';
import { tariffRows } from './tariffs.ts';
import { wireRows } from './wire.ts';

/** All defects to plant. */
export const mutants: Mutant[] = [
  ...[
    ...marketRows,
    ...claimRows,
    ...deliveryRows,
    ...expressRows,
    ...parkingRows,
    ...syncRows,
    ...syncGuardRows,
  ],
  ...[...storeRows, ...wireRows, ...budgetRows, ...dialectRows, ...tariffRows, ...simulatorRows],
  ...[...conformanceRows, ...consoleRows, ...cliRows, ...sandboxRows, ...kitRows],
];
