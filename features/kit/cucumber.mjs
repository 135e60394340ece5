/** How the features run: `npx ocpi-hub kit run`, or `npx cucumber-js --config cucumber.mjs` with the variables of README.md. */
import { existsSync, readFileSync } from 'node:fs';

const role = process.env.OCPI_SUT_ROLE || 'operator';
const through = process.env.OCPI_KIT_THROUGH || 'direct';

/** What a run without a hub, or with one, cannot tell. */
const notHere = through === 'hub' ? 'not @direct' : 'not @hub';
const common = {
  paths: ['features/**/*.feature'],
  import: ['steps.mjs', 'deeds.mjs'],
  format: [
    'progress',
    'html:reports/kit.html',
    'junit:reports/kit.xml',
    'message:reports/kit.ndjson',
    'rerun:reports/rerun.txt',
  ],
  formatOptions: { colorsEnabled: process.stdout.isTTY },
};

/** All that the role and the way allow. */
export default { ...common, tags: `@${role} and ${notHere}` };
/** Only what needs nothing done by your system itself. */
export const unattended = { ...common, tags: `@${role} and ${notHere} and not @deed` };
/** Only those that failed last time; they are read here, since the report of this run empties the file before it begins. */
const last = 'reports/rerun.txt';
const failed = existsSync(last) ? readFileSync(last, 'utf8').split('\n').filter(Boolean) : [];
export const rerun = { ...common, paths: failed.length > 0 ? failed : [`@${last}`] };
