import type { Reply } from './outgoing.ts';

/** The three ends of a request: the partner took it, refused it for good, or could not answer for the moment. */
export type Fate = 'taken' | 'refused' | 'moment';

/** The part of a reply that its fate is read from. */
export type Told = Pick<Reply, 'http' | 'code'>;

/** The first row that fits decides. A token that is not known (401) is a matter of the moment: it is being replaced. */
// biome-ignore format: a table
const fates: [fits: (told: Told) => boolean, fate: Fate][] = [
  [({ http }) => http === null,                                        'moment'],
  [({ http }) => http === 501,                                         'refused'],
  [({ http }) => [401, 408, 429].includes(http ?? 0),                  'moment'],
  [({ http }) => (http ?? 0) >= 500,                                   'moment'],
  [({ code }) => code !== null && code >= 3000 && code < 4000,         'moment'],
  // A login page, a proxy's greeting, half an answer: nothing of the partner's OCPI platform has spoken.
  [({ http, code }) => code === null && (http ?? 0) < 400,             'moment'],
  [({ http, code }) => isOk(http) && code !== null && code >= 1000 && code < 2000, 'taken'],
];

/**
 * Tells what a reply means for what was sent (TRANS-75). It is for what may be sent again: pulls, pushes of objects, CDRs.
 * Commands, results, authorisations, profiles and credentials go once, whatever comes of them.
 */
export function fateOf(told: Told): Fate {
  return fates.find(([fits]) => fits(told))?.[1] ?? 'refused';
}

function isOk(http: number | null): boolean {
  return http !== null && http >= 200 && http < 300;
}
