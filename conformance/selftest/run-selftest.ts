import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { areaOf } from '../../src/ocpi/rules/requirement-catalogue.ts';
import { watchStalls } from '../process-stalls.ts';
import type { Report } from '../report/json-report.ts';
import type { Watcher } from '../run/start-conformance-run.ts';
import { soundEvidence } from './check-evidence-of-run.ts';
import { compare } from './compare-report-with-faults.ts';
import { styles } from './correct-partner-styles.ts';
import { unflagged } from './faults-not-reported.ts';
import { newSightings } from './first-outcome-of-each-check.ts';
import { type HubSubject, openHub } from './hub-under-test.ts';
import { judgedFairly } from './judge-partner-repeatedly.ts';
import { broken } from './partners-with-one-fault.ts';
import { pairsOf } from './partners-with-two-faults.ts';
import { judge, type Subject } from './test-partner.ts';

// Tests the suite itself: it must find exactly the one planted fault of each broken partner, and may fail no correct
// partner in any legal style, the hub in both roles included. --slice takes as many broken partners as break every
// requirement once, judges them in the areas of their fault only, and takes a few styles; --narrow judges all broken
// ones so; --pairs N judges that many partners with two faults instead, drawn by --seed; --busy N that many correct
// ones under traffic, style after style; --table writes which check was seen failing and passing at which partner;
// --name takes the partners whose name has these words, or those behind a semicolon, and lets the table keep what it
// has of others; --verbose shows what was not as expected. A partner that is not judged as expected while this process
// had no processor for seconds is judged once more.

const { values: options } = parseArgs({
  options: {
    slice: { type: 'boolean' },
    pairs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    busy: { type: 'string' },
    table: { type: 'boolean' },
    narrow: { type: 'boolean' },
    name: { type: 'string', default: '' },
    verbose: { type: 'boolean' },
  },
});

/** A partner with its expected result: the ids that fail or warn, and no others. */
interface Case {
  name: string;
  judge(): Promise<Report>;
  wanted: string[];
  /** Whether the partner is correct: then nothing may fail, and only `wanted` may warn. */
  correct: boolean;
  /** Whether the test partner has two planted faults, of which one may hide the other. */
  several?: boolean;
}

const inSlice = [
  'cpo, as it is',
  'emsp, as it is',
  'cpo, small pages',
  'emsp, slashes at the end',
  'cpo, no optional fields',
  'emsp, 200 instead of 201',
];
let hub: Promise<HubSubject> | undefined;
const all: Case[] = [
  ...(['cpo', 'emsp'] as const).map((role) => ({
    name: `hub, as ${role}`,
    judge: async () => {
      hub ??= openHub();
      return (await hub).judge(role);
    },
    wanted: [],
    correct: true,
  })),
  ...styles
    .filter(({ name }) => !options.slice || inSlice.includes(name))
    .map(({ warned, ...subject }) => caseOf(subject, warned, true)),
  ...(options.slice ? enough(broken) : broken).map(({ broken: wanted, besides, ...subject }) =>
    caseOf(
      options.slice || options.narrow
        ? { ...subject, only: [...areasFor(subject.role, wanted), ...besides] }
        : subject,
      wanted,
      false,
    ),
  ),
];
const cases = chosen().filter(({ name }) => options.name.split(';').some((words) => name.includes(words)));

const sightingsFile = 'conformance/selftest/sightings.md';
const begun = Date.now();
const sightings = newSightings(options.name ? sightingsFile : undefined);
const tally = { found: 0, missed: 0, wrong: 0, checks: 0, notAsExpected: 0 };
/** Runs whose evidence is verified at the end, by the name of the partner. */
const runs: [name: string, run: Parameters<typeof soundEvidence>][] = [];
const stalls = watchStalls();
const queue = [...cases];
await Promise.all(
  Array.from({ length: 4 * availableParallelism() }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next);
  }),
);
await (await hub)?.close();
stalls.stop();
for (const [name, run] of runs)
  await soundEvidence(...run).catch((error: Error) => {
    tally.notAsExpected += 1;
    console.log(`${name}: evidence that is not sound: ${error.message}`);
  });
report();

/**
 * Selects few partners that together break every requirement: repeatedly the one with the most requirements that no
 * selected one breaks.
 */
function enough<T extends { broken: string[] }>(partners: T[]): T[] {
  const left = new Set(partners.flatMap((partner) => partner.broken));
  const news = (partner: T) => partner.broken.filter((id) => left.has(id)).length;
  const taken: T[] = [];
  while (left.size > 0) {
    const next = partners.reduce((best, partner) => (news(partner) > news(best) ? partner : best));
    taken.push(next);
    for (const id of next.broken) left.delete(id);
  }
  return taken;
}

function chosen(): Case[] {
  if (options.pairs) return pairs(Number(options.pairs), Number(options.seed));
  return options.busy ? busy(Number(options.busy)) : all;
}

/** Makes `count` cases of correct partners under constant traffic, in one style after the other. */
function busy(count: number): Case[] {
  return Array.from({ length: count }, (_, index) => {
    const { warned, ...subject } = styles[index % styles.length] as (typeof styles)[number];
    return caseOf({ ...subject, busy: true }, warned, true);
  });
}

function pairs(count: number, seed: number): Case[] {
  return pairsOf(count, seed).map(({ broken: wanted, besides: _, ...subject }) => ({
    ...caseOf(subject, wanted, false),
    several: true,
  }));
}

function caseOf(subject: Subject, wanted: string[], correct: boolean): Case {
  const { name } = subject;
  // Evidence is verified for a few partners only, since that takes as long as the run; and at the end, since the
  // process answers nobody meanwhile.
  const ended: Watcher['ended'] = inSlice.includes(name)
    ? async (...run) => void runs.push([name, run])
    : undefined;
  return { name, judge: () => judge(subject, ended), wanted, correct };
}

/**
 * The requirements and areas that a partner is judged in: the areas of its fault, but of the large area TRANS single
 * requirements, and the areas whose checks cause the sessions or commands that they look at.
 */
function areasFor(role: string, wanted: string[]): string[] {
  const areas = new Set(wanted.map((id) => (areaOf(id) === 'TRANS' ? id : areaOf(id))));
  if (role === 'cpo' && (areas.has('CDR') || areas.has('CMD')))
    for (const area of ['CMD', 'EXT', 'SES']) areas.add(area);
  // A provider sends its own messages once its Tokens are judged; the run waits for them in the checks of its commands.
  const sends = wanted.some((id) => ['CRED-10', 'CRED-26', 'SES-03', 'TRANS-53'].includes(id));
  if (role === 'emsp' && (sends || areas.has('CMD'))) for (const area of ['CMD', 'TOK']) areas.add(area);
  // These requirements are about messages that an operator sends only while drivers charge.
  if (role === 'cpo' && wanted.some((id) => ['CRED-26', 'TRANS-20', 'TRANS-53'].includes(id)))
    for (const area of ['CMD', 'EXT', 'SES', 'TOK', 'LOC']) areas.add(area);
  // Checks at the end of the suite judge all earlier traffic, which other checks must cause.
  if (['TRANS', 'LOC', 'TAR', 'TRACE'].some((area) => wanted.some((id) => areaOf(id) === area)))
    areas.add('CRED');
  return [...areas];
}

async function run(one: Case): Promise<void> {
  const { name, judge, wanted, correct, several } = one;
  const from = Date.now();
  const made = await judgedFairly(
    judge,
    (report) => !(report instanceof Error) && compare(report.checks, wanted, correct, several).asExpected,
    stalls,
    (stood, report) => {
      console.log(
        `${name}: once more, since this process stood still for ${(stood / 1000).toFixed(1)} s: ${wordsFor(one, report)}`,
      );
    },
  );
  if (made instanceof Error) {
    tally.missed += wanted.length;
    tally.notAsExpected += 1;
    console.log(`${name}: ${wordsFor(one, made)}`);
    return;
  }
  const { checks } = made;
  sightings.note(name, made, wanted);
  const { missed, wrong, asExpected } = compare(checks, wanted, correct, several);
  tally.checks += checks.length;
  tally.found += wanted.length - missed.length;
  tally.missed += missed.length;
  tally.wrong += wrong.length;
  if (asExpected) {
    console.log(`ok  ${name}: ${checks.length} checks in ${((Date.now() - from) / 1000).toFixed(1)} s`);
    return;
  }
  tally.notAsExpected += 1;
  console.log(`${name}: ${wordsFor(one, made)}`);
}

/** Describes a self-test whose outcome was not as expected; with --verbose the checks concerned too. */
function wordsFor({ wanted, correct, several }: Case, made: Report | Error): string {
  if (made instanceof Error) return `not judged: ${made.message}`;
  const { checks } = made;
  const { missed, wrong, failing, unseen } = compare(checks, wanted, correct, several);
  const words = `missed ${missed.join(' ') || 'nothing'}, wrongly flagged ${[...wrong, ...failing].join(' ') || 'nothing'}${unseen ? `, passed less than half of ${checks.length}` : ''}`;
  if (!options.verbose) return words;
  const concerned = checks.filter(
    ({ id, verdict }) =>
      verdict !== 'passed' && (wrong.includes(id) || missed.includes(id) || unseen || verdict === 'broken'),
  );
  const lines = concerned.map(({ id, verdict, name, reason, findings }) => {
    const found = findings.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    return `    ${verdict} ${id} ${name}: ${reason.split('\n')[0]} ${found.slice(0, 300)}`;
  });
  return [words, ...lines.slice(0, 20)].join('\n');
}

function report(): void {
  const { found, missed, wrong, checks, notAsExpected } = tally;
  const share = (part: number, rest: number) => (part + rest === 0 ? 1 : part / (part + rest)).toFixed(3);
  const planted = cases.filter(({ correct }) => !correct).length;
  console.log(
    `${planted} broken partners${options.pairs ? ` of two faults, seed ${options.seed},` : ''} and ${cases.length - planted} correct ones judged by ${checks} checks in ${((Date.now() - begun) / 1000).toFixed(1)} s`,
  );
  if (options.table) sightings.write(sightingsFile);
  if (!options.name && !options.slice && !options.pairs && !options.busy) console.log(sightings.summary());
  if (!options.name) {
    console.log('faults that are not to be flagged:');
    for (const [kind, reason] of Object.entries(unflagged)) console.log(`  ${kind}: ${reason}`);
  }
  console.log(
    `precision ${share(found, wrong)} (${wrong} flagged wrongly), recall ${share(found, missed)} (${found} of ${found + missed} found)`,
  );
  console.log(`${cases.length - notAsExpected} partners passed, ${notAsExpected} failed`);
  process.exitCode = notAsExpected === 0 && cases.length > 0 ? 0 : 1;
}
