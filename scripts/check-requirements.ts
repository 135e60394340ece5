import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { unobservable } from '../conformance/unchecked-requirements.ts';
import { origins } from '../src/ocpi/rules/origins-of-rules.ts';
import { filesIn, scenariosOf } from './find-scenarios.ts';
import { type Row, requirementsTable } from './read-requirements-table.ts';

// This program tells which requirements of features/requirements.md are covered by a tag in a feature or in a test's
// name, and which of those for partners the conformance suite checks (features/partner) or conformance/unchecked-requirements.ts
// gives a reason for. It fails for an unknown tag, for an uncovered MUST, for a MUST for partners with neither check
// nor reason, and for an outdated features/ledger.md, which --write writes. --missing lists the uncovered ones, --json
// prints everything; with --strict every uncovered one fails.

interface Requirement extends Row {
  coveredBy: string[];
  /** Features of the conformance suite that check the requirement. */
  checkedBy: string[];
}

const { values: options } = parseArgs({
  options: {
    missing: { type: 'boolean' },
    json: { type: 'boolean' },
    strict: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});

const tags = [
  ...filesIn(['features'], '.feature').flatMap(tagsOfFeature),
  ...filesIn(['cli', 'src', 'simulators', 'conformance', 'trials'], '.test.ts').flatMap(tagsOfTest),
];
const { areas, rows } = requirementsTable();
const requirements = new Map<string, Requirement>(
  [...rows].map(([id, row]) => [id, { ...row, coveredBy: [], checkedBy: [] }]),
);
const unknown = tags.filter(({ id }) => !requirements.has(id));
for (const { id, file } of tags) {
  const known = requirements.get(id);
  const places = file.startsWith('features/partner/') ? known?.checkedBy : known?.coveredBy;
  if (places && !places.includes(file)) places.push(file);
}
const all = [...requirements.values()];
const missing = all.filter((requirement) => state(requirement) === 'missing');

const mistakes = all.flatMap(mistakesOf);
const ledger = ledgerOf();
if (options.write) writeFileSync('features/ledger.md', ledger);
else if (!existsSync('features/ledger.md') || readFileSync('features/ledger.md', 'utf8') !== ledger)
  mistakes.push('features/ledger.md is out of date: npm run requirements -- --write');

if (options.json) printJson();
else if (options.missing) printMissing();
else printAreas();
for (const { id, file } of unknown)
  console.error(`${file}: @${id} is no requirement of features/requirements.md`);
for (const mistake of mistakes) console.error(mistake);
if (unknown.length + mistakes.length > 0 || (options.strict && missing.length > 0)) process.exitCode = 1;

/**
 * The tags of the scenarios in a file, as Cucumber inherits them: a tag above a feature or rule counts for all below
 * it.
 */
function tagsOfFeature(file: string) {
  const tags = scenariosOf(file).flatMap((scenario) => scenario.tags.map(({ name }) => name));
  return idsIn(tags.join(' '), file);
}

/** Requirement tags in the strings of a test file, that is in the names of its tests; comments do not count. */
function tagsOfTest(file: string) {
  const strings: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) strings.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return idsIn(strings.join(' '), file);
}

function idsIn(text: string, file: string) {
  return [...new Set([...text.matchAll(/(?<=@)[A-Z]+-\d+\b/g)].map(([id]) => id))].map((id) => ({
    id,
    file,
  }));
}

/**
 * Faults in the coverage of a requirement: every MUST needs a test, every check of the suite a row in the catalogue.
 */
function mistakesOf({ id, role, strength, later, coveredBy, checkedBy }: Requirement): string[] {
  const reason = unobservable[id];
  const proved = coveredBy.length + checkedBy.length > 0 || later !== '';
  const open = role !== 'HUB' && strength === 'MUST' && checkedBy.length === 0 && reason === undefined;
  return [
    ...(strength === 'MUST' && !proved ? [`${id} is a MUST that nothing proves`] : []),
    ...(open
      ? [
          `${id} binds partners: it needs a scenario in features/partner or a reason in unchecked-requirements.ts`,
        ]
      : []),
    ...(checkedBy.length > 0 && !origins[id]
      ? [`${id} is checked but has no row in src/ocpi/rules/origins-of-rules.ts`]
      : []),
    ...(checkedBy.length === 0 && origins[id]
      ? [`${id} has a row in src/ocpi/rules/origins-of-rules.ts but no check`]
      : []),
    ...(checkedBy.length > 0 && reason ? [`${id} is checked, so it is observable`] : []),
  ];
}

/** The text of `features/ledger.md`: every requirement of the hub and of partners, with its tests. */
function ledgerOf(): string {
  const files = (names: string[]) =>
    [...names]
      .sort()
      .map((name) => `[${name.replace(/^.*\//, '').replace(/\.(feature|test\.ts)$/, '')}](${linkTo(name)})`)
      .join(', ');
  const rows = all.map(({ id, role, strength, later, coveredBy, checkedBy }) => {
    const partner = role === 'HUB' ? '' : files(checkedBy) || `*${unobservable[id] ?? 'not checked'}*`;
    return `| ${id} | ${role} | ${strength} | ${files(coveredBy) || later} | ${partner} |`;
  });
  return `# The ledger of requirements

What proves each requirement of [requirements.md](requirements.md): on this project's side features and tests, on the side of
a partner the checks of the [conformance suite](../conformance/README.md), or in italics why it cannot be seen from outside.
Written by \`npm run requirements -- --write\`.

| Id | Role | Strength | This project | A partner |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function linkTo(file: string): string {
  return file.startsWith('features/') ? file.slice('features/'.length) : `../${file}`;
}

function state({ coveredBy, checkedBy, later }: Requirement): 'covered' | 'later' | 'missing' {
  if (coveredBy.length + checkedBy.length > 0) return 'covered';
  return later ? 'later' : 'missing';
}

function printAreas(): void {
  const row = (...cells: (string | number)[]) =>
    console.log(cells.map((cell, at) => (at === 0 ? `${cell}`.padEnd(56) : `${cell}`.padStart(8))).join(''));
  const count = (some: Requirement[], wanted: string) => some.filter((one) => state(one) === wanted).length;
  const line = (title: string, some: Requirement[]) =>
    row(title, some.length, count(some, 'covered'), count(some, 'later'), count(some, 'missing') || '-');
  row('area', 'all', 'covered', 'later', 'MISSING');
  for (const [area, title] of areas)
    line(
      `${area.padEnd(6)}${title}`,
      all.filter((one) => one.area === area),
    );
  line('total', all);
  for (const reason of new Set(all.map(({ later }) => later).filter(Boolean))) {
    const waiting = all.filter((one) => one.later === reason && state(one) === 'later');
    if (waiting.length > 0) console.log(`\nlater, ${reason}: ${waiting.map(({ id }) => id).join(' ')}`);
  }
  if (missing.length > 0) console.log(`\nMISSING: ${missing.map(({ id }) => id).join(' ')}`);
  const done = all.filter(({ coveredBy, later }) => coveredBy.length > 0 && later);
  if (done.length > 0) console.log(`\nCovered, so no longer later: ${done.map(({ id }) => id).join(' ')}`);
}

function printMissing(): void {
  for (const { id, strength, statement } of missing)
    console.log(`${id.padEnd(9)} ${strength.padEnd(7)} ${statement}`);
}

function printJson(): void {
  console.log(
    JSON.stringify(
      all.map((one) => ({ ...one, state: state(one) })),
      null,
      2,
    ),
  );
}
