import { asKitFeature } from '../src/repeat/exchange-as-kit-scenario.ts';
import { Failure } from './command-failure.ts';
import type { WholeExchange } from './exchange-types.ts';
import type { Reach } from './hub-of-command.ts';
import { type Filters, queryOf } from './trace-filter-options.ts';

/**
 * Prints the recorded traffic with a partner as a Gherkin feature of the kit, and on standard error how much of it was
 * left out.
 */
export async function printRun(hub: Reach, options: Filters & { limit?: string }): Promise<void> {
  const { limit = '1000' } = options;
  if (!/^[1-9]\d*$/.test(limit))
    throw new Failure(`--limit must be a whole number of at least 1, got ${JSON.stringify(limit)}`, 2);
  const most = Number(limit);
  const newest: WholeExchange[] = [];
  let more = false;
  for await (const line of linesOf(hub.text(`/requests/export?${await queryOf(hub, options)}`))) {
    more = newest.length === most;
    if (more) break;
    newest.push(JSON.parse(line) as WholeExchange);
  }
  const feature = asKitFeature(
    newest.reverse().sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0)),
  );
  if (!feature) throw new Failure('the kit has no step for what fits; see ocpi-hub trace for what there is');
  if (more) console.error(`only the newest ${most} requests: --limit takes more`);
  process.stdout.write(feature);
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) yield rest;
}
