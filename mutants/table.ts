import type { Mutant } from './mutant.ts';
import { budgetRows } from './rows/budgets.ts';
import { claimRows } from './rows/claims.ts';
import { cliRows } from './rows/cli.ts';
import { conformanceRows } from './rows/conformance.ts';
import { consoleRows } from './rows/console.ts';
import { deliveryRows } from './rows/delivery.ts';
import { dialectRows } from './rows/dialects.ts';
import { marketRows } from './rows/market.ts';
import { parkingRows } from './rows/parking.ts';
import { simulatorRows } from './rows/simulators.ts';
import { storeRows } from './rows/store.ts';
import { syncRows } from './rows/sync.ts';
import { syncGuardRows } from './rows/sync-guards.ts';
import { tariffRows } from './rows/tariffs.ts';
import { wireRows } from './rows/wire.ts';

/** All defects that are planted. */
export const mutants: Mutant[] = [
  ...[...marketRows, ...claimRows, ...deliveryRows, ...parkingRows, ...syncRows, ...syncGuardRows],
  ...[...storeRows, ...wireRows, ...budgetRows, ...dialectRows, ...tariffRows, ...simulatorRows],
  ...[...conformanceRows, ...consoleRows, ...cliRows],
];
