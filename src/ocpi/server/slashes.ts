import { editions } from '../editions/list.ts';
import { moduleIds } from '../editions/modules.ts';
import type { Judged } from '../words/finding.ts';

const versions = editions.map(({ version }) => version.replaceAll('.', '\\.')).join('|');
const glued = new RegExp(`^(/+ocpi/+(?:cpo|emsp)/+(?:${versions})/+(?:${moduleIds.join('|')}))(?=[^/?])`);

/**
 * A URL with the slashes of those that were given out: one where several stand, and one between an endpoint and what
 * a client that expects every endpoint to end with a slash has put right behind it. The query stays as it is.
 */
export function tidySlashes(url: string): string {
  const parted = url.replace(glued, '$1/');
  return parted.includes('//') ? parted.replace(/^[^?]*/, (path) => path.replace(/\/{2,}/g, '/')) : parted;
}

/** Slashes that are in no URL that was given out (TRANS-54, VER-06). */
export function oddSlashes(url: string): Judged[] {
  const [path = ''] = url.split('?');
  const note = (requirement: string, message: string) =>
    ({ pointer: '', message, requirement, lenient: true }) as const;
  return [
    ...(path.includes('//') ? [note('TRANS-54', 'two slashes were read as one')] : []),
    ...(glued.test(path)
      ? [note('TRANS-54', 'a slash was missing between the endpoint and what follows it')]
      : []),
    ...(path.endsWith('/') ? [note('VER-06', 'a slash at the end was read as none')] : []),
  ];
}
