import { rateLimit } from '../words/rates.ts';

/** Decides by its address whether a stranger's request is written down: gives how many before it were not, `undefined` where it is not either. */
export type Sampling = (address: string) => number | undefined;

/** How many are written down in a second, and at once after a quiet time: all that somebody does who tries a wrong token. */
const ofOneAddress = { perSecond: 5, burst: 100 };
const ofAll = { perSecond: 20, burst: 300 };

/** Samples the requests of strangers, so that a flood of them costs no room; `now` in milliseconds. */
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
