import { parseArgs } from 'node:util';

export interface Options {
  rounds: number;
  seed: string;
  store: 'embedded' | 'postgres';
  /** Acknowledged messages of one round. */
  messages: number;
  outage: boolean;
}

export const usage =
  'npm run torture -- [--rounds N] [--seed S] [--store embedded|postgres] [--messages N] | --outage [--messages N]';

/** What the command line asks for; throws a message that names the wrong option. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      store: { type: 'string', default: 'embedded' },
      messages: { type: 'string' },
      outage: { type: 'boolean', default: false },
    },
  });
  const { store, outage } = values;
  if (store !== 'embedded' && store !== 'postgres')
    throw new Error(`--store must be embedded or postgres, got "${store}"`);
  if (store === 'postgres' && !process.env.DATABASE_URL)
    throw new Error('--store postgres needs DATABASE_URL, the URL of an empty database');
  const messages = values.messages ?? (outage ? '720000' : '250');
  return {
    rounds: whole('rounds', values.rounds),
    seed: values.seed,
    store,
    outage,
    messages: whole('messages', messages),
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Error(`--${name} must be a whole number above 0, got "${text}"`);
  return Number(text);
}
