import { parseArgs } from 'node:util';

/** The size of the generated market, and options of the measurement. */
export interface Options {
  /** Number of connections: one half operators, the other half providers. */
  connections: number;
  agreements: number;
  /** Number of stored objects of all modules. */
  stored: number;
  /** Folder for a picture of each page in both themes and widths. */
  pictures: string | undefined;
  /** Whether the table is written into the README of the console. */
  write: boolean;
}

export const usage = `npm run console:market -- [--connections N] [--agreements N] [--stored N] [--pictures FOLDER] [--write]`;

/** Reads the options of the console's measurement from the command line; throws a message that names a wrong one. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      connections: { type: 'string', default: '200' },
      agreements: { type: 'string', default: '5000' },
      stored: { type: 'string', default: '2000' },
      pictures: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const connections = above0('connections', values.connections);
  const agreements = above0('agreements', values.agreements);
  const pairs = Math.ceil(connections / 2) * Math.floor(connections / 2);
  if (agreements > pairs) throw new Error(`${connections} connections make at most ${pairs} agreements`);
  const stored = above0('stored', values.stored);
  return { connections, agreements, stored, pictures: values.pictures, write: values.write };
}

function above0(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number above 0, got "${text}"`);
  return value;
}
