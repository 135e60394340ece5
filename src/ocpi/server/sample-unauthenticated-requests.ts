import { rateLimit } from '../words/rate-limit.ts';

/**
 * Decides by address whether an unauthenticated request is recorded in the journal: gives the number of requests left
 * out before it, or `undefined` when it is left out too.
 */
export type Sampling = (address: string) => number | undefined;

/**
 * Number of unauthenticated requests of one address that are recorded per second, and at once after a quiet time:
 * enough to record every attempt of a partner with a wrong token.
 */
const ofOneAddress = { perSecond: 5, burst: 100 };
const ofAll = { perSecond: 20, burst: 300 };

/** Samples unauthenticated requests, so that a flood of them does not fill the journal; `now` in milliseconds. */
export function sampling(now: () => number): Sampling {
  const address = rateLimit({ ...ofOneAddress, now });
  const all = rateLimit({ ...ofAll, now });
  let leftOut = 0;
  return (key) => {
    if (address(key) > 0 || all('') > 0) {
      leftOut += 1;
      return undefined;
    }
    const before = leftOut;
    leftOut = 0;
    return before;
  };
}
