import { sharePrograms } from './trials/test/bundled-programs.ts';

/** How the features run; `npm run features -- features/market` or `-- --tags @LOC-03` runs a part of them. */
const chosen = process.argv.slice(2).some((word) => word.startsWith('features/'));

/** On PostgreSQL: without what holds for the embedded store alone. */
const fitting = process.env.FEATURES_STORE === 'postgres' ? { tags: 'not @embedded' } : {};

/** With providers of another version, the reports have names of their own. */
const version = process.env.PROVIDER_VERSION;
const report = `reports/features${version ? `-${version}` : ''}`;

/** The features in the lab, which each of the processes starts; they come first, since it ends with the first scenario that is in none. */
const inTheLab = [
  'features/console/pages.feature',
  'features/console/simulators.feature',
  'features/console/conformance.feature',
  'features/console/guide.feature',
  'features/operations/lab.feature',
];

const everywhere = [...inTheLab, 'features/{market,protocol,operations,console}/**/*.feature'];

// All processes start hubs and simulators from one bundle.
await sharePrograms();

export default {
  ...fitting,
  ...(chosen ? {} : { paths: version ? ['features/{market,operations}/**/*.feature'] : everywhere }),
  import: ['features/support/**/*.ts', 'features/steps/**/*.ts'],
  parallel: 3,
  strict: true,
  format: ['progress', `html:${report}.html`, `junit:${report}.xml`, `message:${report}.ndjson`],
};
