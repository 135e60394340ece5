import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Pulled, progress } from './sync-progress.ts';

const none = { pages: 0, received: 0, expected: null, error: null };
const waiting: Pulled = { module: 'cdrs', ...none };

/** Progress of the modules of a sync after some milliseconds, and the text of its progress bar. */
// biome-ignore format: a table
const bars: [what: string, modules: Pulled[], milliseconds: number, text: string][] = [
  ['nothing has come',          [waiting],                                                           500,    '[--------------------] beginning 0/1, 0 received'],
  ['a quarter has come',        [{ ...none, module: 'locations', pages: 3, received: 1200, expected: 4800 }], 4000, '[#####---------------] locations 1/1, 1,200 of 4,800, 300/s, 12 s left'],
  ['lists are not opened yet',  [{ ...none, module: 'locations', pages: 3, received: 1200, expected: 4800 }, waiting], 4000, '[#####---------------] locations 1/2, 1,200 of 4,800, 300/s, at least 12 s left'],
  ['a second has not passed',   [{ ...none, module: 'locations', pages: 1, received: 100, expected: 400 }], 900, '[#####---------------] locations 1/1, 100 of 400'],
  ['nobody counts',             [{ ...none, module: 'tokens', pages: 9, received: 9000 }],           3000,   '[####################] tokens 1/1, 9,000 received, 3,000/s'],
  ['it takes long',             [{ ...none, module: 'tokens', pages: 1, received: 100, expected: 720_100 }], 1000, '[--------------------] tokens 1/1, 100 of 720,100, 100/s, 2.0 h left'],
  ['one failed, one is at work', [{ ...waiting, error: 'HTTP 500' }, { ...none, module: 'tokens', pages: 1, received: 50, expected: 100 }], 2000, '[##########----------] tokens 2/2, 50 of 100, 25/s, 2 s left'],
];

for (const [what, modules, milliseconds, text] of bars)
  test(`the bar of a pull of which ${what}`, () => assert.equal(progress(modules, milliseconds), text));
