import { parseArgs } from 'node:util';
import { type StoreName, storeNamed } from '../../torture/common/store-named.ts';

export interface Options {
  quick: boolean;
  store: StoreName;
  /** The only cases of the benchmark to run; all when empty. */
  only: string[];
  /** A git revision whose hub is measured in turn with this one's. */
  vs: string | undefined;
  /** Number of measurements of each side: the hub, and the comparison programs. */
  rounds: number;
  /** Seconds that each measurement of the benchmark lasts. */
  seconds: number;
  /** The most objects in a measured hub's store. */
  stored: number;
}

export const usage = `npm run bench -- [--quick] [--only case[,case]] [--store embedded|postgres]
                  [--rounds N] [--seconds S] [--stored N] [--vs REVISION]`;

/**
 * Reads the benchmark's options from the command line; throws a message that names a wrong one. `cases` are the
 * existing cases.
 */
export function readOptions(args: string[], cases: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      vs: { type: 'string' },
      store: { type: 'string', default: 'embedded' },
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      stored: { type: 'string' },
    },
  });
  const { quick } = values;
  const only = values.only.split(',').filter(Boolean);
  const unknown = only.find((name) => !cases.includes(name));
  if (unknown !== undefined) throw new Error(`--only must be of ${cases.join(', ')}, got "${unknown}"`);
  return {
    quick,
    store: storeNamed(values.store),
    only,
    vs: values.vs,
    rounds: above0('rounds', values.rounds, quick ? 1 : 5),
    seconds: above0('seconds', values.seconds, quick ? 0.1 : 2),
    stored: above0('stored', values.stored, quick ? 40 : 200_000),
  };
}

function above0(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0, got "${text}"`);
  return value;
}
