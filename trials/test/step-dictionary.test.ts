import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Definition, docstringsOfSteps, parametersIn } from '../../scripts/cucumber-step-definitions.ts';
import { dictionaryOf } from '../../scripts/cucumber-step-dictionary.ts';

test('each step has the docstring right above it, in the order of the file', () => {
  const source = `
/** This constant stands between steps: its comment is no docstring of a step. */
const patience = 5;

/** The owner sends the object. */
Given('{party} sends {object}', patience, () => undefined);

// A line comment is no docstring of a step.
When(/^it ends$/, () => undefined);

/**
 * The hub
 * answers.
 */
Then(\`\${name} answers\`, () => undefined);
`;
  assert.deepEqual(docstringsOfSteps(source), ['The owner sends the object.', '', 'The hub answers.']);
});

test('parameter types are told by name and docstring', () => {
  const source = `
/** \`ABC\`: a party. */
defineParameterType({ name: 'party', regexp: /[A-Z]{3}/ });
defineParameterType({ name: 'bare', regexp: /x/ });
`;
  assert.deepEqual(parametersIn(source), [
    { name: 'party', meaning: '`ABC`: a party.' },
    { name: 'bare', meaning: '' },
  ]);
});

test('the shortest use is the example, bars and backticks do not break the table', () => {
  const { page, complaints } = dictionaryOf(
    [defined('{party} sends it', 'It sends | it.', /sends/)],
    [],
    [
      { text: 'ABCD sends `it`|', feature: 'features/market/long.feature' },
      { text: 'ABC sends `it`|', feature: 'features/market/short.feature' },
    ],
  );
  assert.deepEqual(complaints, []);
  assert.ok(
    page.includes(
      '| Given | `{party} sends it` | It sends \\| it. | `` ABC sends `it`\\| `` ([short](market/short.feature)) |',
    ),
    page,
  );
});

test('a step without docstring, a step without use and a parameter without docstring are complained of', () => {
  const { complaints } = dictionaryOf(
    [defined('it rains', '', /^it rains$/), defined('it snows', 'It snows.', /^it snows$/)],
    [{ name: 'party', meaning: '' }],
    [{ text: 'it rains', feature: 'features/market/weather.feature' }],
  );
  assert.deepEqual(complaints, [
    'features/steps/made-up.ts: no docstring stands above it rains',
    'features/steps/made-up.ts: no feature uses it snows',
    'no docstring stands above the parameter type {party}',
  ]);
});

function defined(expression: string, meaning: string, fits: RegExp): Definition {
  const matches = (text: string) => fits.test(text);
  return { file: 'features/steps/made-up.ts', keyword: 'Given', expression, meaning, matches };
}
