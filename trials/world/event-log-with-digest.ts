import { createHash } from 'node:crypto';

/** The record of everything that happens in a world, line by line, and a digest of it. */
export interface Events {
  note(at: number, line: string): void;
  lines(): string[];
  digest(): string;
  count(): number;
}

/** An empty record of events, which keeps its lines when `keep` is set. */
export function newEvents(begin: number, keep: boolean): Events {
  const hash = createHash('sha256');
  const lines: string[] = [];
  let count = 0;
  return {
    note(at, line) {
      count += 1;
      const whole = `${((at - begin) / 1000).toFixed(6)} ${line}`;
      hash.update(whole).update('\n');
      if (keep) lines.push(whole);
    },
    lines: () => lines,
    digest: () => hash.copy().digest('hex'),
    count: () => count,
  };
}
