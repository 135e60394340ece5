import { moduleIds } from '../editions/modules.ts';
import { editions } from '../editions/supported-versions.ts';
import type { Judged } from '../words/finding-type.ts';

const versions = editions.map(({ version }) => version.replaceAll('.', '\\.')).join('|');
const glued = new RegExp(`^(/+ocpi/+(?:cpo|emsp)/+(?:${versions})/+(?:${moduleIds.join('|')}))(?=[^/?])`);

/**
 * Corrects the slashes of a URL: several become one, and an id glued to an endpoint, by a client that expects endpoints to end
 * with a slash, is separated by one. The query stays as it is.
 */
export function tidySlashes(url: string): string {
  const parted = url.replace(glued, '$1/');
  return parted.includes('//') ? parted.replace(/^[^?]*/, (path) => path.replace(/\/{2,}/g, '/')) : parted;
}

/** Notes slashes that no URL of this platform has (TRANS-54, VER-06). */
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
