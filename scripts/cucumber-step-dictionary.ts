import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type Definition,
  type Parameter,
  parametersIn,
  stepDefinitions,
} from './cucumber-step-definitions.ts';
import { filesIn, scenariosOf } from './find-scenarios.ts';

/** A step in a scenario, and the feature that contains it. */
export interface Use {
  text: string;
  feature: string;
}

/**
 * The dictionary of steps as Markdown, and complaints: steps that no feature uses, and definitions without a comment.
 */
export interface Dictionary {
  page: string;
  complaints: string[];
}

/**
 * The dictionary of the features' own steps, for `features/steps.md`; complains about steps of the conformance suite
 * that no check uses, too.
 */
export async function stepDictionary(): Promise<Dictionary> {
  const files = filesIn(['features/steps'], '.ts').sort();
  const parameters = files.flatMap((file) => parametersIn(readFileSync(file, 'utf8')));
  const folders = ['market', 'protocol', 'operations', 'console'].map((name) => `features/${name}`);
  const features = filesIn(folders, '.feature').sort();
  const ours = await stepDefinitions('features/steps/**/*.ts');
  const { page, complaints } = dictionaryOf(ours, parameters, features.flatMap(usesIn));
  const suite = await stepDefinitions('conformance/steps/**/*.ts');
  const checks = filesIn(['features/partner'], '.feature').flatMap(usesIn);
  return { page, complaints: [...complaints, ...unused(suite, checks)] };
}

/** Complaints about step definitions that no scenario uses. */
function unused(definitions: Definition[], uses: Use[]): string[] {
  return definitions
    .filter(({ matches }) => !uses.some(({ text }) => matches(text)))
    .map(({ file, expression }) => `${file}: no feature uses ${expression}`);
}

/**
 * Writes the dictionary: each definition with its shortest use as an example; of equally short ones the first by text
 * and by feature.
 */
export function dictionaryOf(definitions: Definition[], parameters: Parameter[], uses: Use[]): Dictionary {
  const known = new Map<string, Use>();
  for (const use of uses) if (!known.has(use.text)) known.set(use.text, use);
  const shortest = [...known.values()].sort(
    (one, other) => one.text.length - other.text.length || (one.text < other.text ? -1 : 1),
  );
  const entries = definitions.map((step) => ({ step, use: shortest.find(({ text }) => step.matches(text)) }));
  return {
    page: pageOf(entries, parameters),
    complaints: [
      ...definitions
        .filter(({ meaning }) => !meaning)
        .map(({ file, expression }) => `${file}: no docstring stands above ${expression}`),
      ...unused(definitions, uses),
      ...parameters
        .filter(({ meaning }) => !meaning)
        .map(({ name }) => `no docstring stands above the parameter type {${name}}`),
    ],
  };
}

type Entry = { step: Definition; use: Use | undefined };

function pageOf(entries: Entry[], parameters: Parameter[]): string {
  const files = [...new Set(entries.map(({ step }) => step.file))];
  const byName = [...parameters].sort((one, other) => (one.name < other.name ? -1 : 1));
  return [
    '# The steps',
    '',
    'Every step of the features: its expression, its meaning, and the shortest example with a feature that has it. Written by',
    '`npm run generate` from the docstrings in [`steps/`](steps); the words are explained in the [README](README.md#words).',
    '',
    '| Parameter | Meaning |',
    '| --- | --- |',
    ...byName.map(({ name, meaning }) => `| ${code(`{${name}}`)} | ${cell(meaning)} |`),
    ...files.flatMap((file) => section(file, entries)),
    '',
  ].join('\n');
}

function section(file: string, entries: Entry[]): string[] {
  const name = basename(file);
  return [
    '',
    `## [\`${name}\`](${fromFeatures(file)})`,
    '',
    '| | Step | Meaning | Example |',
    '| --- | --- | --- | --- |',
    ...entries.filter(({ step }) => step.file === file).map(row),
  ];
}

function row({ step: { keyword, expression, meaning }, use }: Entry): string {
  const example = use
    ? `${code(use.text)} ([${basename(use.feature, '.feature')}](${fromFeatures(use.feature)}))`
    : '';
  return `| ${keyword} | ${code(expression)} | ${cell(meaning)} | ${example} |`;
}

function usesIn(feature: string): Use[] {
  return scenariosOf(feature).flatMap(({ steps }) => steps.map(({ text }) => ({ text, feature })));
}

function fromFeatures(file: string): string {
  return file.replace(/^features\//, '');
}

/** A text for a cell of a Markdown table, in which a bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Code for a cell of a Markdown table, fenced by one backtick more than it contains in a row. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${cell(text)}${fence}` : `${fence} ${cell(text)} ${fence}`;
}
