/** How the features run; `npm run features -- features/market` or `-- --tags @LOC-03` runs a part of them. */
const chosen = process.argv.slice(2).some((word) => word.startsWith('features/'));

/** On PostgreSQL: without what holds for the embedded store alone. */
const fitting = process.env.FEATURES_STORE === 'postgres' ? { tags: 'not @embedded' } : {};

export default {
  ...fitting,
  ...(chosen ? {} : { paths: ['features/{market,protocol,operations,console}/**/*.feature'] }),
  import: ['features/support/**/*.ts', 'features/steps/**/*.ts'],
  parallel: 3,
  strict: true,
  format: [
    'progress',
    'html:reports/features.html',
    'junit:reports/features.xml',
    'message:reports/features.ndjson',
  ],
};
