import { market } from './rows/agreement-defects.ts';
import { delivery } from './rows/delivery-defects.ts';
import { store } from './rows/store-defects.ts';
import { sync } from './rows/sync-defects.ts';

/** Planted defects that only a rare order of events shows; most have once escaped tests of single rooms. */
export const defects = [...delivery, ...sync, ...market, ...store];
