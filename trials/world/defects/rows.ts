import { delivery } from './rows/delivery.ts';
import { market } from './rows/market.ts';
import { store } from './rows/store.ts';
import { sync } from './rows/sync.ts';

/** Defects that a schedule has to be met for, most of which tests of single rooms have once missed. */
export const defects = [...delivery, ...sync, ...market, ...store];
