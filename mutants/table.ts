import type { Mutant } from './mutant.ts';
import { deliveryRows } from './rows/delivery.ts';
import { marketRows } from './rows/market.ts';
import { storeRows } from './rows/store.ts';
import { syncRows } from './rows/sync.ts';
import { wireRows } from './rows/wire.ts';

/** All defects that are planted. */
export const mutants: Mutant[] = [...marketRows, ...deliveryRows, ...syncRows, ...storeRows, ...wireRows];
