import { hash } from 'node:crypto';

/** One line of a bundle before it is chained: what kind it is, and what it holds. */
export interface Entry {
  kind: 'head' | 'exchange' | 'check' | 'result' | 'statement' | 'signature';
  [field: string]: unknown;
}

/** The hash that the first entry follows. */
export const origin = '0'.repeat(64);

/** The hash of an entry: SHA-256 over the hash of the entry before it in hexadecimal, a blank, and its own JSON. */
export function hashOf(previous: string, json: string | Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${previous} `), Buffer.from(json)]));
}

/** Entries as lines of `HASH JSON`, each hash over the one before; answers with the last hash too. */
export function chained(entries: Entry[], previous = origin): { lines: string; last: string } {
  let last = previous;
  const lines = entries.map((entry) => {
    const json = JSON.stringify(entry);
    last = hashOf(last, json);
    return `${last} ${json}\n`;
  });
  return { lines: lines.join(''), last };
}
