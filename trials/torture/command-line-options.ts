import { parseArgs } from 'node:util';
import { type StoreName, storeNamed } from './common/store-named.ts';

export interface Options {
  rounds: number;
  seed: string;
  store: StoreName;
  /** Number of hub processes in the torture trial. */
  workers: number;
  /** Number of messages that the hub must have acknowledged in a round of the torture. */
  messages: number;
  outage: boolean;
}

export const usage =
  'npm run torture -- [--rounds N] [--seed S] [--store embedded|postgres] [--workers N] [--messages N] | --outage [--messages N]';

/** Reads the torture's options from the command line; throws a message that names a wrong one. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      store: { type: 'string', default: 'embedded' },
      workers: { type: 'string', default: '1' },
      messages: { type: 'string' },
      outage: { type: 'boolean', default: false },
    },
  });
  const { outage } = values;
  const store = storeNamed(values.store);
  const workers = whole('workers', values.workers);
  if (workers > 1 && store === 'embedded') throw new Error('--workers needs --store postgres');
  const messages = values.messages ?? (outage ? '720000' : '250');
  return {
    rounds: whole('rounds', values.rounds),
    seed: values.seed,
    store,
    workers,
    outage,
    messages: whole('messages', messages),
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Error(`--${name} must be a whole number above 0, got "${text}"`);
  return Number(text);
}
