import { readFileSync } from 'node:fs';

/** Version of the hub, as its package says. */
export const version = String(
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: unknown })
    .version,
);
