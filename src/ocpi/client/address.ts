import { leadsElsewhere } from '../words/elsewhere.ts';
import type { Border } from './network.ts';

/** Where a request goes, or why it may not; `elsewhere` where it would go to another place than it says. */
export type Address = { origin: string; path: string } | { refused: string; elsewhere?: true };

/** Characters of a URL at most: no server reads longer ones, and what a partner makes longer is not worth the reading. */
const longest = 16_384;

/** Origins known at most; then they are learnt anew. */
const mostOrigins = 1000;

/**
 * Reads URLs that may be called. A partner's differ behind the origin only: that is parsed and looked at once, which is
 * 5 µs of each delivery. A path that parsing could change is parsed every time, and refused where it would become another
 * one, whoever put it together (TRANS-72).
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

/** Origin and path of an URL in which nothing has to be escaped, folded or left out. */
const plain = /^(https?:\/\/[a-z0-9.:-]+)(\/[\w\-.~!$&()*+,;=:@%/]*(?:\?[\w\-.~!$&()*+,;=:@%/?]+)?)$/;

/** Whether the path of an URL leads to another place when it is normalised. It may hold ids, decoded once more than they are. */
export function isElsewhere(url: string): boolean {
  // What parsing leaves out could stand between two dots.
  const kept = unseen.test(url) ? url.replace(/[\t\n\r]/g, '').trim() : url;
  const path = /^[a-z][a-z0-9+.-]*:[/\\]*[^/\\?#]*([^?#]*)/i.exec(kept)?.[1] ?? '';
  return path.includes('\\') || leadsElsewhere(path, 3);
}

const unseen = /\s/;
