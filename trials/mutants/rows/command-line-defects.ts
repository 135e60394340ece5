import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the command line, and in how it and the hub are compiled. */
export const cliRows: Mutant[] = [
  ...defectsIn(
    'cli/check-cdr-cost-command.ts',
    ['cli/check-cdr-cost-command.test.ts'],
    [
      [
        'cli-cost-ends-well',
        'if (found.agrees && found.findings.length === 0) process.exitCode = 0;',
        'process.exitCode = 0;',
      ],
      ['cli-cost-of-invalid', "findings === '') return objects", 'true) return objects'],
    ],
  ),
  ...defectsIn(
    'cli/validate-documents-command.ts',
    ['cli/validate-documents-command.test.ts'],
    [
      [
        'cli-success-without-data',
        "return data == null ? [{ pointer: '', message: 'is required' }] :",
        'return data == null ? [] :',
      ],
      ['cli-errors-need-data', 'if (!success) return [];\n', ''],
      [
        'cli-first-entry-alone',
        'value.flatMap((entry, index) =>',
        'value.slice(0, 1).flatMap((entry, index) =>',
      ],
      ['cli-strict-forgotten', "strict ? 'strict' : 'hub'", "'hub'"],
      [
        'cli-one-valid-is-enough',
        'verdicts.every(({ valid }) => valid)',
        'verdicts.some(({ valid }) => valid)',
      ],
    ],
  ),
  ...defectsIn(
    'cli/rotating-log-file.ts',
    ['cli/rotating-log-file.test.ts'],
    [
      ['cli-log-grows', 'written + bytes.length > size', 'written > 10 * size'],
      ['cli-log-begins-at-nothing', '?.size ?? 0;', ' ? 0 : 0;'],
    ],
  ),
  ...defectsIn(
    'src/repeat/exchange-as-curl.ts',
    ['src/repeat/exchange-as-curl.test.ts'],
    [
      ['cli-curl-unquoted', "text.replaceAll(\"'\", `'\\\\''`)", 'text'],
      ['cli-curl-of-a-cut-body', 'body.length >= bodyLimit', 'false'],
      ['cli-curl-own-headers', 'if (!own.test(name)) parts', 'parts'],
    ],
  ),
  ...defectsIn(
    'src/repeat/exchange-as-hub-scenario.ts',
    ['src/repeat/exchange-as-hub-scenario.test.ts'],
    [
      ['cli-scenario-in-this-country', '.replaceAll(`/${country}/${party}`, `/{cc}/${party}`)', ''],
      ['cli-scenario-of-credentials', " || module === 'credentials')", ')'],
      ['cli-scenario-of-a-cut-body', '(body?.length ?? 0) >= bodyLimit', 'false'],
      ['cli-scenario-addresses-the-hub', " && !to.endsWith('*HUB')", ''],
    ],
  ),
  ...defectsIn(
    'src/repeat/exchange-as-kit-scenario.ts',
    ['src/repeat/exchange-as-kit-scenario.test.ts'],
    [
      [
        'cli-kit-tells-what-nobody-began',
        'if (row.only !== undefined && !known?.told.has(row.only)) return false;',
        '',
      ],
      ['cli-kit-leaves-out-what-is-needed', 'if (before && !scenario.told.has(name))', 'if (!before)'],
      ['cli-kit-mixes-partners', 'one.connection === connection && ', ''],
      ['cli-kit-repeats-itself', '!scenario.told.has(once)', 'once'],
    ],
  ),
  ...defectsIn(
    'src/repeat/exchanges-as-kit-steps.ts',
    ['src/repeat/exchange-as-kit-scenario.test.ts'],
    [
      [
        'cli-kit-step-of-its-own',
        "'When the operator withdraws it'",
        "'When the operator withdraws the Tariff'",
      ],
    ],
  ),
  ...defectsIn(
    'cli/print-table.ts',
    ['cli/print-table.test.ts'],
    [
      [
        'cli-heading-cut',
        '...lines.map((line) => line[at]?.length',
        '...lines.slice(1).map((line) => line[at]?.length',
      ],
      ['cli-nothing-said-of-nothing', 'if (rows.length === 0) return none;\n', ''],
      [
        'cli-empty-fields-shown',
        ".filter(([, value]) => value !== undefined && value !== null && value !== '')\n    ",
        '',
      ],
    ],
  ),
  ...defectsIn(
    'scripts/build-program.ts',
    ['scripts/begin-copies-with-nothing.test.ts'],
    [['copies-as-they-are-written', 'beginCopiesWithNothing(path, text).replace', 'text.replace']],
  ),
  ...defectsIn(
    'scripts/begin-copies-with-nothing.ts',
    ['scripts/begin-copies-with-nothing.test.ts'],
    [
      ['copies-with-one-field-more', 'node.properties.length > 1', 'node.properties.length > 2'],
      [
        'copies-within-copies',
        'ts.forEachChild(node, visit);',
        'if (!ts.isObjectLiteralExpression(node)) ts.forEachChild(node, visit);',
      ],
      ['copies-that-are-whole', 'node.properties.length > 1', 'node.properties.length > 0'],
    ],
  ),
];
