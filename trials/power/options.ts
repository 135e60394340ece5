import { parseArgs } from 'node:util';

export interface Options {
  rounds: number;
  seed: string;
  /** Acknowledged messages in a round of the hub. */
  messages: number;
  /** Only a few rounds of each kind, as in `npm test`. */
  slice: boolean;
}

export const usage = 'npm run power -- [--rounds N] [--seed S] [--messages N] | --slice';

/** The options of the command line; throws a message that names a wrong one. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      messages: { type: 'string', default: '120' },
      slice: { type: 'boolean', default: false },
    },
  });
  return {
    rounds: whole('rounds', values.rounds),
    seed: values.seed,
    messages: whole('messages', values.messages),
    slice: values.slice,
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new Error(`--${name} must be a whole number above 0, got "${text}"`);
  return Number(text);
}
