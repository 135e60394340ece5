import { hash } from 'node:crypto';

/** One line of a bundle of evidence before its hash is made: its kind, and its content. */
export interface Entry {
  kind: 'head' | 'exchange' | 'check' | 'result' | 'statement' | 'signature';
  [field: string]: unknown;
}

/** The hash that stands before the first entry of a bundle. */
export const origin = '0'.repeat(64);

/** The hash of an entry: SHA-256 over the hash of the entry before it in hexadecimal, a blank, and the entry's JSON. */
export function hashOf(previous: string, json: string | Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${previous} `), Buffer.from(json)]));
}

/** Writes entries as lines of `HASH JSON`, each hash over the one before; returns the last hash too. */
export function chained(entries: Entry[], previous = origin): { lines: string; last: string } {
  let last = previous;
  const lines = entries.map((entry) => {
    const json = JSON.stringify(entry);
    last = hashOf(last, json);
    return `${last} ${json}\n`;
  });
  return { lines: lines.join(''), last };
}
