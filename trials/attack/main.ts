import { parseArgs } from 'node:util';
import { stageOn } from './attack-setup.ts';
import { attacks } from './attack-table.ts';
import { hubUnderAttack } from './hub-under-attack.ts';

// This program attacks a hub with the whole table, or with the rows of --only, and reports which attacks it resisted.

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    token: { type: 'string' },
    only: { type: 'string' },
    slice: { type: 'boolean', default: false },
  },
});
if (values.url !== undefined && values.token === undefined)
  throw new Error('--url needs --token, the admin token of that hub');

const wanted = values.only?.split(',');
const chosen = attacks
  .filter(({ id }) => wanted?.includes(id) ?? true)
  // The name servers of a hub that was started elsewhere are unknown, so attacks on them are left out.
  .filter(({ id }) => id !== 'A12' || values.url === undefined);
/** The attacks under test: with --slice each has one spelling only. */
const tried = values.slice
  ? chosen.filter(({ id }, at) => chosen.findIndex((other) => other.id === id) === at)
  : chosen;

const hub = await hubUnderAttack(values.url, values.token);
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    hub.stop();
    process.exit(1);
  });
let broken = 0;
const stage = await stageOn(hub);
for (const { id, place, spelling, expectation, run } of tried) {
  const outcome = await run(stage).catch((error: Error) => `it did not end: ${error.message}`);
  const words = typeof outcome === 'object' ? outcome.broken : outcome;
  if (words) broken += 1;
  console.log(
    `${id.padEnd(4)} ${words ? 'BROKEN' : 'held  '} ${place}: ${spelling}${words ? `; expected: ${expectation}; ${words}` : ''}`,
  );
  if (typeof outcome === 'object') console.log(`            ${ratios(outcome)}`);
}
stage.stop();
hub.stop();
console.log(`${tried.length} tried, ${tried.length - broken} held, ${broken} broken`);
process.exitCode = broken > 0 ? 1 : 0;
setTimeout(() => process.exit(), 2000).unref();

function ratios({ quiet, flooded, memory }: { quiet: number; flooded: number; memory: number }): string {
  return `honest p99 ${quiet.toFixed(1)} ms in quiet, × ${(flooded / quiet).toFixed(1)} under it; memory + ${memory.toFixed(0)} MB`;
}
