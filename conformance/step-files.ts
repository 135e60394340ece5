import { existsSync } from 'node:fs';

const home = new URL('../', import.meta.url);

/** The suite's files with steps, as a pattern below the folder of the package: TypeScript sources in a clone, in the package JavaScript built from them. */
export const stepFiles = existsSync(new URL('conformance/steps', home))
  ? 'conformance/steps/*.ts'
  : 'dist/program/step-*.js';
