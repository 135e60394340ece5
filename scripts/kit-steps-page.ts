import { basename } from 'node:path';
import { type Definition, stepDefinitions } from './cucumber-step-definitions.ts';
import { filesIn, scenariosOf } from './find-scenarios.ts';

/**
 * The page about the kit's steps, their sentences, and complaints about steps without a comment or without a feature.
 */
export interface KitSteps {
  page: string;
  sentences: string[];
  complaints: string[];
}

/**
 * Collects the steps with which other projects write features: for `docs/kit-steps.md`, and for the comparison with the
 * last release.
 */
export async function kitSteps(): Promise<KitSteps> {
  const definitions = await stepDefinitions('simulators/kit/*-steps.ts');
  const uses = filesIn(['features/kit/features'], '.feature')
    .sort()
    .flatMap((feature) =>
      scenariosOf(feature).flatMap(({ steps }) => steps.map(({ text }) => ({ text, feature }))),
    );
  const rows = definitions.map((step) => ({ step, use: uses.find(({ text }) => step.matches(text)) }));
  return {
    page: pageOf(rows),
    sentences: definitions.map(sentenceOf).sort(),
    complaints: [
      ...definitions
        .filter(({ meaning }) => !meaning)
        .map(({ file, expression }) => `${file}: no docstring stands above ${expression}`),
      ...rows
        .filter(({ use }) => !use)
        .map(({ step: { file, expression } }) => `${file}: no feature of the kit uses ${expression}`),
    ],
  };
}

/** The sentence of a step as its users write it, without the syntax of regular expressions. */
function sentenceOf({ expression }: Definition): string {
  return expression
    .replace(/^\/\^|\$\/$/g, '')
    .replaceAll('\\S+', '…')
    .replaceAll('\\w+', '…');
}

type Row = { step: Definition; use: { text: string; feature: string } | undefined };

function pageOf(rows: Row[]): string {
  const files = [...new Set(rows.map(({ step }) => step.file))];
  return [
    '# The steps of the kit',
    '',
    'Steps of `ocpi-hub/steps` for features of your own system, each with its meaning and an example. Written by `npm run generate`.',
    'A sentence that changes or goes is named in the changelog.',
    ...files.flatMap((file) => [
      '',
      `## ${basename(file, '-steps.ts')}`,
      '',
      '| Step | Meaning | Example |',
      '| --- | --- | --- |',
      ...rows
        .filter(({ step }) => step.file === file)
        .map(
          ({ step, use }) =>
            `| ${[step.keyword, sentenceOf(step).replaceAll('|', '\\|')].join(' ')} | ${step.meaning.replaceAll('|', '\\|')} | ${use ? `\`${use.text}\` (${basename(use.feature)})` : ''} |`,
        ),
    ]),
    '',
  ].join('\n');
}
