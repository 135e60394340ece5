import { hasDotSegments } from '../words/url-dot-segments.ts';
import type { Border } from './allowed-networks.ts';

/** The origin and path that a request goes to, or the reason why it is not sent. */
export type Address = { origin: string; path: string } | RefusedAddress;

/** The reason why an address is not called; `elsewhere` marks a path that normalisation would turn into another one. */
export interface RefusedAddress {
  refused: string;
  elsewhere?: true;
}

/** Longest URL that is read, in characters: no server takes longer ones. */
const longest = 16_384;

/** Maximum number of origins that are cached; the cache is emptied when it is full. */
const mostOrigins = 1000;

/**
 * Reads URLs and refuses those that may not be called. The URLs of one partner share their origin, so the origin is parsed and
 * checked once, which saves 5 µs of each delivery. A path that parsing could change is parsed every time, and refused where it
 * would become another path, whoever put it together (TRANS-72).
 */
export function addressReader(border: Border): (url: string) => Address {
  const known = new Map<string, Address>();
  return (url) => {
    if (url.length > longest) return { refused: `it is longer than ${longest} characters` };
    const [, start, path] = plain.exec(url) ?? [];
    if (isElsewhere(url)) return { refused: 'its path changes when it is normalised', elsewhere: true };
    if (start === undefined || path === undefined) return addressOf(border, url);
    const home = known.get(start) ?? learnt(start);
    return 'refused' in home ? home : { origin: home.origin, path };
  };

  function learnt(start: string): Address {
    if (known.size >= mostOrigins) known.clear();
    const address = addressOf(border, start);
    known.set(start, address);
    return address;
  }
}

function addressOf(border: Border, text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const refused = url ? border.refuses(url) : 'it is no URL';
  if (!url || refused !== undefined) return { refused: refused ?? 'it is no URL' };
  return { origin: url.origin, path: url.pathname + url.search };
}

/** Origin and path of a URL in which nothing needs to be escaped, normalised or removed. */
const plain = /^(https?:\/\/[a-z0-9.:-]+)(\/[\w\-.~!$&()*+,;=:@%/]*(?:\?[\w\-.~!$&()*+,;=:@%/?]+)?)$/;

/** Tells whether normalisation turns the path of a URL into another path. Ids in the path may be percent-encoded twice. */
export function isElsewhere(url: string): boolean {
  // Parsing removes these characters, which could stand between two dots.
  const kept = unseen.test(url) ? url.replace(/[\t\n\r]/g, '').trim() : url;
  const path = /^[a-z][a-z0-9+.-]*:[/\\]*[^/\\?#]*([^?#]*)/i.exec(kept)?.[1] ?? '';
  return path.includes('\\') || hasDotSegments(path, 3);
}

const unseen = /\s/;
