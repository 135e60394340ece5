import { cliRows } from './command-line-defects.ts';
import { conformanceRows } from './conformance-suite-defects.ts';
import type { Mutant } from './defect-type.ts';
import { deliveryRows } from './delivery-defects.ts';
import { expressRows } from './fast-push-defects.ts';
import { kitRows } from './kit-and-types-defects.ts';
import { listMemoryRows } from './list-memory-defects.ts';
import { wireRows } from './network-interface-defects.ts';
import { marketRows } from './object-visibility-defects.ts';
import { parkingRows } from './parked-delivery-defects.ts';
import { dialectRows } from './partner-dialect-defects.ts';
import { budgetRows } from './partner-limit-defects.ts';
import { positionRows } from './position-defects.ts';
import { sandboxRows } from './sandbox-defects.ts';
import { claimRows } from './session-provider-defects.ts';
import { simulatorRows } from './simulator-defects.ts';
import { storeRows } from './store-defects.ts';
import { syncRows } from './sync-defects.ts';
import { syncGuardRows } from './sync-window-defects.ts';
import { tariffRows } from './tariff-cost-defects.ts';
import { versionRows } from './version-conversion-defects.ts';
import { consoleRows } from './web-console-defects.ts';

/** All defects that can be planted in the source, each with the tests that must notice it. */
export const mutants: Mutant[] = [
  ...[
    ...marketRows,
    ...claimRows,
    ...deliveryRows,
    ...positionRows,
    ...expressRows,
    ...versionRows,
    ...parkingRows,
    ...syncRows,
    ...syncGuardRows,
    ...listMemoryRows,
  ],
  ...[...storeRows, ...wireRows, ...budgetRows, ...dialectRows, ...tariffRows, ...simulatorRows],
  ...[...conformanceRows, ...consoleRows, ...cliRows, ...sandboxRows, ...kitRows],
];
