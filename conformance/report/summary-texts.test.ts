import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Verdict } from '../check-and-verdict-types.ts';
import { readinessOf } from '../readiness-profiles.ts';
import { html } from './html-report.ts';
import { type Report, type ReportedCheck, totalsOf } from './json-report.ts';
import { markdown } from './markdown-report.ts';
import { mendsByWeight } from './requirements-to-mend-first.ts';
import { summaryOf } from './terminal-lines.ts';

type Row = [id: string, feature: string, verdict: Verdict];

const works: Row[] = [
  ['VER-01', 'versions', 'passed'],
  ['CRED-06', 'registration', 'passed'],
  ['LOC-01', 'operator data', 'passed'],
];
const broken: Row[] = [
  ['TOK-01', 'operator tokens', 'failed'],
  ['TOK-02', 'operator tokens', 'failed'],
  ['TOK-03', 'operator tokens', 'failed'],
  ['TOK-06', 'operator tokens', 'failed'],
];
const modules = ['credentials', 'locations', 'tokens', 'sessions', 'cdrs'];

/** The report of an operator with these checks. */
function reportOf(rows: Row[], left: Report['left_behind'] = []): Report {
  const checks = rows.map(([id, feature, verdict]) => {
    const requirement = {
      id,
      words: `Words of ${id}.`,
      mend: `Mend <${id}>.`,
      source: 'Tokens',
      level: 'MUST',
      authority: 'must',
      origin: '2.1.1',
      role: 'CPO',
    };
    const found = verdict === 'failed' ? [{ pointer: '', message: 'must be so' }] : [];
    return {
      ...{
        id,
        name: `Check of ${id}`,
        feature,
        verdict,
        authority: 'must',
        needs: [],
        steps: [],
        reason: '',
      },
      ...{ findings: found, exchanges: [], milliseconds: 1, requirement },
    } as unknown as ReportedCheck;
  });
  const readiness = readinessOf({ role: 'cpo', modules, partial: undefined, checks });
  const totals = totalsOf(checks);
  return {
    partner: { role: 'cpo', versions_url: 'https://p.example/v', party: 'NL*ABC', name: 'Abc', modules },
    run: {
      ...{ begun: '2026-01-31T08:00:00.000Z', seconds: 1, version: '0.1.0', environment: 'Node' },
      ...{ interrupted: false, read_only: false, options: ['--role cpo'] },
    },
    conformant: totals.failed === 0,
    readiness,
    mends: mendsByWeight(checks, readiness),
    ...{ totals, areas: [], checks, left_behind: left, exchanges: 1 },
  };
}

const failing = reportOf([...works, ...broken]);

describe('the HTML report', () => {
  const page = html(failing);
  const [screen = '', ...folds] = page.slice(page.indexOf('<main>')).split('<details class="fold"');

  test('begins with the profiles, each with its verdict', () => {
    assert.match(screen, /<h1>Ready for operator, pull only<\/h1>/);
    assert.match(screen, /ready<\/span> <strong>operator, pull only<\/strong>/);
    assert.match(screen, /not ready<\/span> <strong>operator, core<\/strong>.*TOK-01.* and 3 more failed/);
    assert.match(
      screen,
      /not offered<\/span> <strong>operator with commands<\/strong>.*it does not list commands/,
    );
  });

  test('then says three things to mend, and how many more there are', () => {
    const first = [...screen.matchAll(/Mend &lt;([A-Z]+-\d+)&gt;\./g)].map(([, id]) => id);
    assert.deepEqual(first, ['TOK-01', 'TOK-02', 'TOK-03']);
    assert.match(screen, /<h2 class="now">Mend these three first<\/h2>/);
    assert.match(screen, /Then <a href="#mends">1 more<\/a>/);
  });

  test('and folds all the rest, the fourth thing to mend first', () => {
    assert.ok(folds.length >= 5);
    assert.match(folds[0] ?? '', /^ id="mends">[^]*TOK-01[^]*TOK-06/);
    for (const fold of folds) assert.doesNotMatch(fold, /^[^>]* open/);
  });

  test('leaves out on a phone what the mends say again, so that all three are on its first screen', () => {
    assert.match(page, /@media \(max-width: 600px\) \{[^@]*\.profiles \.why\.wide \{ display: none; \}/);
    assert.match(screen, /operator, core<\/strong> <span class="faint why wide">/);
    assert.match(screen, /operator with commands<\/strong> <span class="faint why">it does not list/);
    assert.match(
      screen,
      /TOK-01 failed in 1 check<span class="wide">; keeps it from operator, core<\/span><\/a>/,
    );
  });

  test('whose links lead to what is there', () => {
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(`id="${id}"`), `#${id}`);
  });

  test('opens what was left behind, and nothing else', () => {
    const left = html(
      reportOf(works, [{ kind: 'CDR', url: 'https://p.example/1', why: 'a CDR cannot be taken back' }]),
    );
    assert.deepEqual(
      [...left.matchAll(/<details class="fold" id="(\w+)" open>/g)].map(([, id]) => id),
      ['left'],
    );
    assert.match(left, /<h2 class="now">Nothing is to be mended in what could be checked<\/h2>/);
  });
});

test('the summary on the terminal says the same, in the same order', () => {
  const lines = summaryOf(failing)
    .split('\n')
    .map((line) => line.trim().replace(/ +/g, ' '));
  const wanted = [
    'Ready for operator, pull only.',
    'operator, pull only ready: 3 checks',
    'operator, core not ready: TOK-01 and 3 more failed',
    'operator with commands not offered: it does not list commands',
    'Mend these three first:',
    '1. Mend <TOK-01>.',
    'TOK-01 failed in 1 check; keeps it from operator, core',
    '3. Mend <TOK-03>.',
    'and 1 more: the report has them all',
  ];
  assert.deepEqual(
    lines.filter((line) => wanted.includes(line)),
    wanted,
  );
});

test('so does the Markdown', () => {
  const text = markdown(failing);
  assert.match(
    text,
    /\*\*Ready for operator, pull only\.\*\*\n\n- operator, pull only: ready: 3 checks\n- operator, core: not ready/,
  );
  assert.match(text, /\*\*Mend these three first\.\*\*\n\n1\. Mend &lt;TOK-01>\. \*TOK-01 failed in 1 check/);
  const [, fold = ''] = text.split('<details><summary>All that is to be mended: 4 requirements</summary>');
  assert.match(fold, /TOK-01[^]*TOK-02[^]*TOK-03[^]*TOK-06/);
});

// biome-ignore format: a table
const headlines: [what: string, rows: Row[], headline: RegExp][] = [
  ['nothing was checked',             [],                                        /^\nNothing could be checked\.$/m],
  ['it fails at the ground',          [['VER-01', 'versions', 'failed']],        /^\nNot ready yet\.$/m],
  ['only a part was seen',            works.slice(0, 1),                         /^\nNothing shows yet what it is ready for\.$/m],
];

for (const [what, rows, headline] of headlines)
  test(`the headline when ${what}`, () => assert.match(summaryOf(reportOf(rows)), headline));
