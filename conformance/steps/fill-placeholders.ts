import type { Options } from '../run-options.ts';

/** The values that replace the names in braces in a path or value. */
interface Words {
  kept: Record<string, string>;
  trial: { options: Options; tokenToThem: string };
  id: string;
}

/**
 * Replaces the names in braces in a path or value: `{ours}` is country, party and id of this check's object, `{E1}` its
 * first EVSE, `{nobody}` an id that nobody has, `{all}` the parameters with which a list must be requested.
 */
export function fill(world: Words, text: string): string {
  return text.replace(/\{([\w*]+)\}/g, (braced, name: string) => {
    const word = world.kept[name] ?? words(world)[name]?.();
    return word ?? braced;
  });
}

function words(world: Words): Record<string, () => string> {
  const { trial, id } = world;
  const [country = '', party = ''] = trial.options.party.split('*');
  const path = (...parts: string[]) => parts.map(encodeURIComponent).join('/');
  return {
    ours: () => path(country, party, id),
    OURS: () => path(country, party, swapped(id)),
    'ours*': () => path(country, party, oddId(id)),
    lower: () => path(country.toLowerCase(), party.toLowerCase(), id),
    foreign: () => path(country === 'XX' ? 'XY' : 'XX', party, id),
    unknown: () => path(country, party, `${id}-NOBODY`),
    nobody: () => path(`${id}-NOBODY`),
    E1: () => path(`${id}-E1`),
    e1: () => path(swapped(`${id}-E1`)),
    E2: () => path(`${id}-E2`),
    E3: () => path(`${id}-E3`),
    token: () => trial.tokenToThem,
  };
}

/** The same text with upper and lower case letters swapped. */
export function swapped(text: string): string {
  return [...text].map((one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase())).join('');
}

/** An object id with characters that a URL must escape. */
export function oddId(id: string): string {
  return `${id}*a b#1`;
}
