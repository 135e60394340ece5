import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in parking, the separate retries of objects that a partner does not accept. */
export const parkingRows: Mutant[] = [
  ...defectsIn(
    'src/hub/delivery/refused-objects-not-repeated.ts',
    ['src/hub/delivery/park-failed-objects.test.ts'],
    [
      [
        'parked-refusal-in-any-dialect',
        "entry?.state !== 'REFUSED' || entry.dialect !== dialect()",
        "entry?.state !== 'REFUSED'",
      ],
      ['parked-refusal-of-any-change', 'entry.changed === changed || entry.content === content()', 'true'],
      [
        'parked-refusal-of-the-same-content',
        'entry.changed === changed || entry.content === content()',
        'entry.changed === changed',
      ],
      [
        'parked-refusals-without-bound',
        'refusals.length > mostRefusals',
        'refusals.length > 2 * mostRefusals',
      ],
      [
        'parked-settled-though-parked',
        "if (state === undefined || state === 'PARKED' || (state === 'RETURNED' && !whole)) return;",
        "if (state === undefined || (state === 'RETURNED' && !whole)) return;",
      ],
    ],
  ),
  ...defectsIn(
    'src/hub/delivery/park-failed-objects.ts',
    ['src/hub/delivery/park-failed-objects.test.ts'],
    [
      [
        'parked-pause-without-end',
        'Math.min(firstPause * 2 ** Math.min(attempts - 1, 20), longestPause)',
        'firstPause * 2 ** Math.min(attempts - 1, 20)',
      ],
      ['parked-pause-does-not-grow', 'firstPause * 2 ** Math.min(attempts - 1, 20)', 'firstPause'],
      [
        'parked-before-it-is-kept',
        '      await options.keep(entry);\n      entries.set(object, entry);\n      suspect(object);',
        '      entries.set(object, entry);\n      await options.keep(entry);\n      suspect(object);',
      ],
      [
        'parked-nobody-suspected',
        '      suspect(object);\n      retries.run(ownerOf(object));',
        '      retries.run(ownerOf(object));',
      ],
      ['parked-older-change-kept', 'Math.max(entry.changed, changed)', 'entry.changed'],
    ],
  ),
  ...defectsIn(
    'src/hub/delivery/retry-parked-objects.ts',
    ['src/hub/delivery/park-failed-objects.test.ts'],
    [
      ['parked-two-at-a-time', 'if (stopped || queue.busy) return;', 'if (stopped) return;'],
      [
        'parked-though-a-pause-was-asked',
        'Math.max(next.next - options.now(), options.rest())',
        'next.next - options.now()',
      ],
    ],
  ),
  ...defectsIn(
    'src/hub/delivery/pauses-requested-by-partners.ts',
    ['src/hub/delivery/pauses-requested-by-partners.test.ts'],
    [
      ['rests-shortened', 'Math.max(until.get(connection) ?? 0, now() + pause)', 'now() + pause'],
      ['rests-after-success', 'success ? undefined : retryAfter', 'retryAfter'],
    ],
  ),
];
