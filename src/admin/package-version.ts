import { readFileSync } from 'node:fs';

/** The hub's version, from its package. */
export const version = String(
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: unknown })
    .version,
);
