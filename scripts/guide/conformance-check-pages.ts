import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { unobservable } from '../../conformance/unchecked-requirements.ts';
import type { Authority, Side } from '../../src/ocpi/rules/origins-of-rules.ts';
import { areaOf, areaTitle, requirements } from '../../src/ocpi/rules/requirement-catalogue.ts';
import { statements } from '../../src/ocpi/rules/statements.generated.ts';
import { filesIn, scenariosOf } from '../find-scenarios.ts';
import type { Page } from './page-type.ts';

/** A scenario of the conformance suite. */
interface Scenario {
  name: string;
  file: string;
  tags: string[];
  text: string;
}

/**
 * Pages of the guide about the conformance suite: one for every requirement with its checks, and one that lists them
 * all.
 */
export function checkPages(): Page[] {
  const scenarios = filesIn(['features/partner'], '.feature').flatMap(scenariosIn);
  const ids = Object.keys(statements);
  return [indexPage(ids, scenarios), ...ids.map((id) => checkPage(id, about(id, scenarios)))];
}

function about(id: string, scenarios: Scenario[]): Scenario[] {
  return scenarios.filter(({ tags }) => tags.includes(`@${id}`));
}

const binds: Record<string, string> = {
  CPO: 'the operator (CPO)',
  MSP: 'the provider (eMSP)',
  BOTH: 'both sides',
  HUB: 'the hub',
};

const sides: Record<Side, string> = { cpo: 'the operator', emsp: 'the provider', both: 'both sides' };

/** The importance of a requirement for each authority, in words. */
const weights: Record<Authority, string> = {
  must: 'OCPI 2.1.1-d2 demands it: a breach fails the check',
  indicative: 'OCPI 2.1.1-d2 states what an offered method does: a breach fails the check',
  format: 'OCPI 2.1.1-d2 gives the format of what this side writes: a breach fails the check',
  should: 'OCPI 2.1.1-d2 advises it: a breach warns',
  example: 'only an example of OCPI 2.1.1-d2 shows it: a breach warns',
  contradiction: 'sentences of OCPI 2.1.1-d2 exclude each other here: a breach warns',
  reader: 'no sentence of OCPI 2.1.1-d2 asks a receiver to refuse it: a breach warns',
  advice: 'OCPI 2.1.1-d2 is silent; this is advice: a breach warns',
  '2.2 backport': 'taken from OCPI 2.2.1: a breach warns',
};

function checkPage(id: string, scenarios: Scenario[]): Page {
  const [role, strength, words] = statements[id] as (typeof statements)[string];
  const rule = requirements().get(id);
  const facts: [string, string][] = [
    ['area', `[${areaOf(id)}, ${areaTitle(areaOf(id))}](index.md#${areaOf(id).toLowerCase()})`],
    ['binds', `${binds[role] ?? role}, ${strength}`],
    ...(rule
      ? ([
          ['weight', `${rule.authority}: ${weights[rule.authority]}`],
          [
            'sentence',
            `${rule.link ? `[${cell(rule.source)}](${rule.link})` : cell(rule.source)}, about ${sides[rule.side]}`,
          ],
        ] as [string, string][])
      : []),
  ];
  const markdown = [
    `# ${id}`,
    words,
    table(['', ''], facts),
    ...(rule ? ['## How to mend it', rule.mend] : []),
    '## How it is checked',
    ...(scenarios.length > 0
      ? [
          'The conformance suite has these scenarios; what stands in `Given` is looked at first, and where it does not hold the check is skipped.',
          ...scenarios.map(({ text }) => `\`\`\`gherkin\n${text}\n\`\`\``),
          'This requirement alone, against your system:',
          `\`\`\`sh\nnpx ocpi-hub conformance --role ${roleFor(role, scenarios)} --versions-url URL --token TOKEN_A --only ${id}\n\`\`\``,
        ]
      : [`The conformance suite does not check it: ${reason(id, role)}.`]),
    'All requirements: [checks](index.md). Verdicts and profiles: [the conformance suite](../conformance/README.md).',
  ].join('\n\n');
  return {
    file: `checks/${id}.md`,
    title: `${id}: ${plain(words)}`,
    about: plain(words),
    section: 'checks',
    markdown,
  };
}

function reason(id: string, role: string): string {
  if (unobservable[id]) return unobservable[id];
  return role === 'HUB' ? 'it is about the hub itself' : 'it binds nobody outside';
}

function roleFor(role: string, scenarios: Scenario[]): string {
  const only = ['cpo', 'emsp'].find((side) => scenarios.every(({ tags }) => tags.includes(`@${side}`)));
  return only ?? (role === 'MSP' ? 'emsp' : 'cpo');
}

function indexPage(ids: string[], scenarios: Scenario[]): Page {
  const areas = [...new Set(ids.map(areaOf))];
  const row = (id: string) => {
    const [role, strength, words] = statements[id] as (typeof statements)[string];
    const count = about(id, scenarios).length;
    return [`[${id}](${id}.md)`, cell(words), `${role} ${strength}`, count > 0 ? String(count) : ''];
  };
  const markdown = [
    '# Checks',
    'Every requirement has a page with a stable address, which reports, findings of the trace and the console refer to. *Checks* counts the scenarios of the [conformance suite](../conformance/README.md) about it.',
    areas.map((area) => `[${area}](#${area.toLowerCase()})`).join(' · '),
    ...areas.flatMap((area) => [
      `## ${area}`,
      areaTitle(area),
      table(['id', 'requirement', 'binds', 'checks'], ids.filter((id) => areaOf(id) === area).map(row)),
    ]),
  ].join('\n\n');
  return {
    file: 'checks/index.md',
    title: 'Checks',
    about: `All ${ids.length} requirements, and the ${scenarios.length} checks of the conformance suite.`,
    section: 'checks',
    markdown,
    unsearched: true,
  };
}

/** The scenarios of a feature file, each with its own lines; of an outline the first row of examples gives the tags. */
function scenariosIn(file: string): Scenario[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const starts = lines.flatMap((line, at) => (/^\s*Scenario( Outline)?:/.test(line) ? [at] : []));
  const pickles = scenariosOf(file);
  return starts.map((start) => {
    const line = lines[start] as string;
    const rest = lines.slice(start + 1);
    const length = rest.findIndex((one) => /^\s*(@|Rule:|Scenario( Outline)?:)/.test(one));
    const own = [line, ...(length < 0 ? rest : rest.slice(0, length))];
    const name = line.replace(/^\s*Scenario( Outline)?:\s*/, '');
    const pattern = new RegExp(
      `^${name
        .split(/<[^>]+>/)
        .map(literal)
        .join('.*')}$`,
    );
    const tags = pickles.find((one) => pattern.test(one.name))?.tags.map((tag) => tag.name) ?? [];
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    return {
      name,
      file: basename(file),
      tags,
      text: own
        .map((one) => one.slice(indent))
        .join('\n')
        .trimEnd(),
    };
  });
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}
