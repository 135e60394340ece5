import type { Bench } from '../rig/bench.ts';
import type { Row } from '../rig/rows.ts';

/** One, two and four processes of a hub on one database. */
export function workers({ say }: Bench): Promise<Row[]> {
  say('workers: skipped, for the hub has no --workers yet');
  return Promise.resolve([]);
}
