import { parseArgs } from 'node:util';
import { startHub } from './hub.ts';
import { direct, type Outcome, throughHub } from './pairs.ts';
import { platforms } from './quirks.ts';

// `npm run interop`: every operator with every provider, directly and through the hub; 1 when a step fails through the hub.
// `--quick`: each operator with one provider of another kind.

const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;

const hub = await startHub();
const lost: string[] = [];
try {
  for (const { name, like } of platforms) console.log(`${name.padEnd(10)} ${like}`);
  console.log('');
  let pair = 0;
  for (const [row, cpo] of platforms.entries())
    for (const [column, emsp] of platforms.entries()) {
      if (quick && column !== (row + 1) % platforms.length) continue;
      const country = `Z${String.fromCharCode(65 + pair)}`;
      pair += 1;
      const alone = await direct(cpo, emsp);
      const through = await throughHub(hub, cpo, emsp, country);
      const title = `${cpo.name} × ${emsp.name}`;
      console.log(`${title.padEnd(22)} direct ${score(alone)} → through the hub ${score(through)}`);
      const failed = through.filter(({ held }) => !held).map(({ step }) => step);
      if (failed.length > 0) lost.push(`${title}: ${failed.join(', ')}`);
    }
} finally {
  await hub.stop();
}
for (const line of lost) console.log(`lost through the hub: ${line}`);
process.exitCode = lost.length === 0 ? 0 : 1;

function score(outcome: Outcome): string {
  return `${outcome.filter(({ held }) => held).length}/${outcome.length}`;
}
