/** How the features run: `npx ocpi-hub kit run`, or `npx cucumber-js --config cucumber.mjs` with the variables of README.md. */
import { existsSync, readFileSync } from 'node:fs';

const role = process.env.OCPI_SUT_ROLE || 'operator';
const through = process.env.OCPI_KIT_THROUGH || 'direct';

/** Tag expression that leaves out the scenarios for the other kind of run: with a hub in between, or without one. */
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

/** Runs all scenarios of the system's role that this kind of run allows. */
export default { ...common, tags: `@${role} and ${notHere}` };
/** Runs only scenarios that need nothing done by your system itself. */
export const unattended = { ...common, tags: `@${role} and ${notHere} and not @deed` };
/**
 * Runs only scenarios that failed last time; they are read here, since this run's report empties the file before it
 * begins.
 */
const last = 'reports/rerun.txt';
const failed = existsSync(last) ? readFileSync(last, 'utf8').split('\n').filter(Boolean) : [];
export const rerun = { ...common, paths: failed.length > 0 ? failed : [`@${last}`] };
