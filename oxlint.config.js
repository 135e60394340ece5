const byTheRecord =
  'the hub takes time, timers, ids and chance from its record (src/hub/hub-dependencies.ts)';

export default {
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  options: { reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['trials/test/package/**', '**/generated/**', '**/*.generated.ts'],
  rules: {
    'typescript/await-thenable': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-floating-promises': [
      'error',
      {
        allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'describe', 'it'] }],
      },
    ],
    'typescript/no-explicit-any': 'error',
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    // A comment names its subject.
    'no-warning-comments': ['error', { terms: ['what', 'who', 'whom', 'whose'], decoration: ['*'] }],
    'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  },
  overrides: [
    {
      files: ['{cli,src,simulators,conformance}/**/*.{ts,tsx}'],
      excludeFiles: ['**/*.test.ts'],
      jsPlugins: ['eslint-plugin-regexp'],
      rules: {
        // No text of a partner makes a match take longer than its length is.
        'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
        'regexp/no-super-linear-move': 'error',
      },
    },
    {
      files: ['src/**/*.{ts,tsx}'],
      excludeFiles: ['**/*.test.ts'],
      rules: { 'no-console': 'error' },
    },
    {
      files: ['src/{hub,ocpi}/**/*.ts'],
      rules: { 'max-lines-per-function': ['error', 90] },
    },
    {
      files: ['src/hub/**/*.ts'],
      // The keys of the store are read, or made, before there is a record.
      excludeFiles: ['**/*.test.ts', 'src/hub/token-encryption-keys.ts', '**/fake-*.ts'],
      jsPlugins: ['./scripts/oxlint-restricted-syntax.js'],
      rules: {
        'no-restricted-globals': [
          'error',
          ...['setTimeout', 'setInterval', 'setImmediate', 'performance', 'crypto'].map((name) => ({
            name,
            message: byTheRecord,
          })),
        ],
        'no-restricted-properties': [
          'error',
          ...[
            ['Date', 'now'],
            ['Math', 'random'],
            ['AbortSignal', 'timeout'],
            ['process', 'hrtime'],
            ['process', 'uptime'],
            ['globalThis', 'setTimeout'],
            ['globalThis', 'setInterval'],
            ['globalThis', 'crypto'],
          ].map(([object, property]) => ({ object, property, message: byTheRecord })),
        ],
        'no-restricted-imports': [
          'error',
          {
            paths: [
              ...['node:timers', 'node:timers/promises', 'node:perf_hooks'].map((name) => ({
                name,
                message: byTheRecord,
              })),
              {
                name: 'node:crypto',
                importNames: [
                  'randomUUID',
                  'randomBytes',
                  'randomInt',
                  'randomFill',
                  'randomFillSync',
                  'webcrypto',
                ],
                message: byTheRecord,
              },
            ],
            patterns: [
              { regex: '/words/random-uuid\\.ts$', importNames: ['newUuid'], message: byTheRecord },
              { regex: '/words/credentials-tokens\\.ts$', importNames: ['newToken'], message: byTheRecord },
            ],
          },
        ],
        'restricted/syntax': [
          'error',
          {
            selector:
              "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
            message: byTheRecord,
          },
          {
            selector:
              "NewExpression[callee.name='Cron'][arguments.length>2], CallExpression[callee.property.name='schedule']",
            message: `of a cron expression only its runs are asked: ${byTheRecord}`,
          },
        ],
      },
    },
  ],
};
