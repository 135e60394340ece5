import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const byTheRecord =
  'the hub takes time, timers, ids and chance from its record (src/hub/hub-dependencies.ts)';

export default tseslint.config(
  {
    ignores: [
      'trials/test/package/**',
      'dist/**',
      '**/generated/**',
      '**/*.generated.ts',
      'data/**',
      'reports/**',
      'coverage/**',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // A comment names its subject.
      'no-warning-comments': ['error', { terms: ['what', 'who', 'whom', 'whose'], decoration: ['*'] }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['{cli,src,simulators,conformance}/**/*.{ts,tsx}'],
    ignores: ['**/*.test.ts'],
    plugins: { regexp },
    rules: {
      // No text of a partner makes a match take longer than its length is.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/{hub,ocpi}/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', 90] },
  },
  {
    files: ['src/hub/**/*.ts'],
    // The keys of the store are read, or made, before there is a record.
    ignores: ['**/*.test.ts', 'src/hub/token-encryption-keys.ts', '**/fake-*.ts'],
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
      'no-restricted-syntax': [
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
);
