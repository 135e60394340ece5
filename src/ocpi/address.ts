import type { Border } from './network.ts';

/** Where a request goes, or why it may not. */
export type Address = { origin: string; path: string } | { refused: string };

/** Origins known at most; then they are learnt anew. */
const mostOrigins = 1000;

/**
 * Reads URLs that may be called. A partner's differ behind the origin only: that is parsed and looked at once, which is
 * 5 µs of each delivery. A path that parsing could change is parsed every time.
 */
export function addressReader(border: Border): (url: string) => Address {
  const known = new Map<string, Address>();
  return (url) => {
    const [, start, path] = plain.exec(url) ?? [];
    if (start === undefined || path === undefined || dots.test(path)) return addressOf(border, url);
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
const dots = /\/(\.|%2e){1,2}(\/|\?|$)/i;
