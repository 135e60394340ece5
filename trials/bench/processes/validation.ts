import { check, isFlawless, normalise } from '../../../src/ocpi/schemas/validation.ts';
import { answer } from './answer-calls.ts';
import { plainAjv } from './plain-ajv.ts';

// This program runs the hub's validation alone, without HTTP. It is the only part of the benchmark that runs the hub's
// own code.

const validate = plainAjv();
const ways: Record<string, (location: object) => boolean> = {
  hub: (location) => check('location', location, 'hub').length === 0,
  'hub, all of a write': (location) =>
    isFlawless('location', location) && normalise('location', location) !== undefined,
  Ajv: (location) => validate(location),
};

answer({
  /** Runs checks for some seconds; gives the number of objects checked a second. */
  run({ way, text, seconds }: { way: string; text: string; seconds: number }) {
    const location = JSON.parse(text) as object;
    const judge = ways[way];
    if (!judge?.(location)) throw new Error(`${way} does not find the object valid`);
    const began = performance.now();
    let done = 0;
    while (performance.now() - began < seconds * 1000) {
      for (let n = 0; n < 50; n += 1) judge(location);
      done += 50;
    }
    return (done * 1000) / (performance.now() - began);
  },
});
