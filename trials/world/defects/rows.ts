import { delivery } from './rows/delivery.ts';
import { market } from './rows/market.ts';
import { store } from './rows/store.ts';
import { sync } from './rows/sync.ts';

/** Planted defects that only a rare order of events shows; most have once escaped tests of single rooms. */
export const defects = [...delivery, ...sync, ...market, ...store];
