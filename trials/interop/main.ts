import { parseArgs } from 'node:util';
import { type Hub, startHub } from './hub-process.ts';
import { meetOutsiders, type Outsider } from './outside-partners.ts';
import { platforms } from './quirks-of-platforms.ts';
import { direct, type Outcome, throughHub } from './try-pair-of-platforms.ts';

// `npm run interop` lets every operator meet every provider, directly and through the hub; exit code 1 when a step
// fails through the hub. `--quick`: each operator with one provider of another kind. With `--cpo-url` or `--emsp-url`:
// partners from outside.

const text = { type: 'string' } as const;
const options = {
  quick: { type: 'boolean', default: false },
  'cpo-url': text,
  'cpo-token': text,
  'cpo-party': text,
  'emsp-url': text,
  'emsp-token': text,
  'emsp-party': text,
  'hub-url': text,
  'hub-port': text,
  wait: { type: 'string', default: '30' },
} as const;

try {
  process.exitCode = (await run(parseArgs({ options }).values)) ? 0 : 1;
} catch (error) {
  console.error(`interop: ${(error as Error).message}`);
  process.exitCode = 2;
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function run(values: Values): Promise<boolean> {
  const [cpo, emsp] = [outsider(values, 'cpo'), outsider(values, 'emsp')];
  const wait = Number(values.wait) * 1000;
  if (!(wait > 0)) throw new Error(`--wait is a number of seconds, got "${values.wait}"`);
  const hub = await startHub({ HUB_URL: values['hub-url'], HUB_PORT: values['hub-port'] });
  try {
    return cpo || emsp
      ? await meetOutsiders(hub, { CPO: cpo, EMSP: emsp }, wait)
      : await grid(hub, values.quick);
  } finally {
    await hub.stop();
  }
}

/** Lets every pair of platforms meet and prints a line for each; tells whether everything worked through the hub. */
async function grid(between: Hub, quick: boolean): Promise<boolean> {
  for (const { name, like } of platforms) console.log(`${name.padEnd(10)} ${like}`);
  console.log('');
  const lost: string[] = [];
  let pair = 0;
  for (const [row, one] of platforms.entries())
    for (const [column, other] of platforms.entries()) {
      if (quick && column !== (row + 1) % platforms.length) continue;
      const country = `${pair < 26 ? 'Z' : 'Y'}${String.fromCharCode(65 + (pair % 26))}`;
      pair += 1;
      const alone = await direct(one, other);
      const through = await throughHub(between, one, other, country);
      const title = `${one.name} × ${other.name}`;
      console.log(`${title.padEnd(22)} direct ${score(alone)} → through the hub ${score(through)}`);
      const failed = through.filter(({ held }) => !held).map(({ step }) => step);
      if (failed.length > 0) lost.push(`${title}: ${failed.join(', ')}`);
    }
  for (const line of lost) console.log(`lost through the hub: ${line}`);
  return lost.length === 0;
}

function outsider(values: Values, role: 'cpo' | 'emsp'): Outsider | undefined {
  const [url, token, party] = [values[`${role}-url`], values[`${role}-token`], values[`${role}-party`]];
  if (url && token) return { url, token, party };
  if (url || token || party) throw new Error(`--${role}-url and --${role}-token belong together`);
  return undefined;
}

function score(outcome: Outcome): string {
  return `${outcome.filter(({ held }) => held).length}/${outcome.length}`;
}
