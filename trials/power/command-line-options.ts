import { parseArgs } from 'node:util';
import { type StoreName, storeNamed } from '../torture/common/store-named.ts';

/**
 * A part of the power trial: power cuts of the store and of the hub, disks that fail, bits that flip, bytes that are
 * overwritten, power cuts of PostgreSQL, and other faults of PostgreSQL under the hub.
 */
export type Part = (typeof parts)[number];
const parts = [
  'store',
  'faults',
  'flips',
  'bytes',
  'hub',
  'together',
  'database',
  'database-faults',
] as const;

export interface Options {
  rounds: number;
  seed: string;
  /** The store of the hub with all faults together. */
  store: StoreName;
  /** Number of acknowledged messages in a round of the hub. */
  messages: number;
  /** The parts of the power trial to run; all by default. */
  only: Part[] | undefined;
  /** Whether only a few rounds of each kind are run, as in `npm test`. */
  slice: boolean;
}

export const usage =
  'npm run power -- [--rounds N] [--seed S] [--messages N] [--store embedded|postgres] [--only store,faults,flips,bytes,hub,together,database,database-faults] | --slice';

/** Reads the power trial's options from the command line; throws a message that names a wrong one. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      messages: { type: 'string', default: '120' },
      slice: { type: 'boolean', default: false },
      store: { type: 'string', default: 'embedded' },
      only: { type: 'string' },
    },
  });
  const only = values.only?.split(',').map(partNamed);
  return {
    rounds: whole('rounds', values.rounds),
    seed: values.seed,
    store: storeNamed(values.store),
    messages: whole('messages', values.messages),
    slice: values.slice,
    only,
  };
}

function partNamed(name: string): Part {
  const part = parts.find((one) => one === name);
  if (!part) throw new Error(`--only: there is no part ${name}; there are ${parts.join(', ')}`);
  return part;
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new Error(`--${name} must be a whole number above 0, got "${text}"`);
  return Number(text);
}
