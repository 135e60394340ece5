import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { newTally, type Offence, type Tally } from './failure-kinds-and-counts.ts';
import { type FuzzedMarket, openMarket } from './fuzzed-hub-and-parties.ts';
import { model } from './model-of-hub-commands.ts';
import { addDriver, anything, refusal, roundTrip, stored } from './push-random-objects.ts';
import { noise } from './random-raw-requests.ts';

// `npm run fuzz -- --inputs N --seed S` sends N inputs of every kind to a running hub; the same seed gives the same
// inputs.

/** A kind of fuzzed inputs: its share of all, and the number of inputs in one try. */
interface Part {
  name: string;
  share: number;
  inputs: number;
  /** Number of tries after which a new hub begins: each try is slow with thousands of connections. */
  triesPerHub?: number;
  property(market: FuzzedMarket, tally: Tally): fc.IAsyncProperty<unknown>;
}

const parts: Part[] = [
  {
    name: 'valid objects come back unchanged',
    share: 0.1,
    inputs: 1,
    property: roundTrip as Part['property'],
  },
  { name: 'broken objects are refused', share: 0.15, inputs: 1, property: refusal as Part['property'] },
  { name: 'anything in bodies', share: 0.15, inputs: 1, property: anything as Part['property'] },
  {
    name: 'random bytes, headers, paths',
    share: 0.3,
    inputs: noise.inputs,
    property: noise as Part['property'],
  },
  {
    name: 'handshakes and agreements',
    share: 0.3,
    inputs: model.inputs,
    triesPerHub: 200,
    property: model as Part['property'],
  },
];

const { inputs, seed } = options();
console.log(`fuzz: ${inputs} inputs, --seed ${seed}`);
const tally = newTally();
const failures: string[] = [];
let market = await openMarket(tally);
try {
  await addDriver(market);
  for (const part of parts) await run(part);
  await lookAtStore();
} finally {
  await market.close();
}
report();

async function run(part: Part): Promise<void> {
  const from = Date.now();
  const tries = Math.max(1, Math.ceil((inputs * part.share) / part.inputs));
  const before = { inputs: tally.inputs, offences: offences(), failures: failures.length };
  const { triesPerHub = tries } = part;
  for (let tried = 0; tried < tries && failures.length === before.failures; tried += triesPerHub) {
    if (tried > 0) await renewHub();
    await attempt(part, seed + tried / triesPerHub, Math.min(triesPerHub, tries - tried));
  }
  const found = offences() - before.offences;
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  console.log(
    `  ${part.name}: ${tally.inputs - before.inputs} inputs in ${seconds} s${found > 0 ? `, ${found} OFFENCES` : ''}`,
  );
}

async function attempt({ name, property }: Part, seed: number, numRuns: number): Promise<void> {
  const { failed, errorInstance, counterexamplePath } = await fc.check(property(market, tally), {
    seed,
    numRuns,
  });
  if (failed)
    failures.push(`${name}: ${String(errorInstance)}\n  path ${counterexamplePath} of seed ${seed}`);
}

async function renewHub(): Promise<void> {
  await lookAtStore();
  await market.close();
  market = await openMarket(tally);
}

/** Checks at the end that every object in the hub's store is valid, whatever the answers were. */
async function lookAtStore(): Promise<void> {
  let count = 0;
  for await (const { kind, object } of stored(market)) {
    count += 1;
    const findings = check(kind, object);
    if (findings.length > 0)
      tally.add('stored', `${kind}: ${JSON.stringify(findings)} ${JSON.stringify(object)}`);
  }
  console.log(`  ${count} objects lie in the store`);
}

function report(): void {
  const { failed, stored: invalid, leaked, changed } = tally.offences;
  const count = (offence: Offence) => tally.offences[offence].length;
  console.log(
    `inputs ${tally.inputs}, 5xx ${count('failed')}, stored invalid ${count('stored')}, leaked ${count('leaked')}, not as expected ${count('changed')}`,
  );
  for (const example of [failed, invalid, leaked, changed].flatMap((all) => all.slice(-3)))
    console.error(example);
  for (const failure of failures) console.error(failure);
  if (offences() + failures.length > 0) {
    console.error(`again with: npm run fuzz -- --inputs ${inputs} --seed ${seed}`);
    process.exitCode = 1;
  }
}

function offences(): number {
  return Object.values(tally.offences).reduce((sum, all) => sum + all.length, 0);
}

function options(): { inputs: number; seed: number } {
  const { values } = parseArgs({ options: { inputs: { type: 'string' }, seed: { type: 'string' } } });
  const number = (name: 'inputs' | 'seed', absent: number) => {
    const text = values[name];
    if (text === undefined) return absent;
    if (/^\d{1,9}$/.test(text) && (name === 'seed' || Number(text) > 0)) return Number(text);
    console.error(`--${name} must be a whole number, got ${text}`);
    process.exit(2);
  };
  return { inputs: number('inputs', 2000), seed: number('seed', Date.now() % 1_000_000_000) };
}
