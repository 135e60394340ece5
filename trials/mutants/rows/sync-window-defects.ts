import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in sync windows, and in the guards of a list that retires objects. */
export const syncGuardRows: Mutant[] = [
  ...defectsIn(
    'src/hub/sync/mass-retirement-guard.ts',
    ['src/hub/sync/mass-retirement-guard.test.ts'],
    [
      ['guard-all-go', 'missing >= total || ', ''],
      ['guard-a-tenth-is-much', 'missing * 10 > total', 'missing * 10 >= total'],
      ['guard-few-are-much', 'missing > few', 'missing >= few'],
      ['guard-at-once', 'again && now - waiting.since >= later', 'again'],
      [
        'guard-some-of-them-again',
        'waiting.ids.every((id) => lacking.has(id))',
        'waiting.ids.some((id) => lacking.has(id))',
      ],
      [
        'guard-clock-begins-anew',
        'hold: { ...waiting, syncs: [...waiting.syncs, sync] }',
        'hold: { ...waiting, since: now, syncs: [...waiting.syncs, sync] }',
      ],
    ],
  ),
  ...defectsIn(
    'src/hub/sync/retire-missing-objects.ts',
    ['src/hub/sync/second-list-reading.test.ts', 'src/hub/sync/retire-missing-objects.test.ts'],
    [['retired-at-first-sight', 'lacking.filter((id) => !looked.shows(id))', 'lacking']],
  ),
  ...defectsIn(
    'src/hub/sync/second-list-reading.ts',
    ['src/hub/sync/second-list-reading.test.ts'],
    [
      ['second-look-short', 'short > 0 ? { error', 'short < 0 ? { error'],
      ['second-look-at-one-page', 'for (; !page.done; page = await list.next()) {', 'if (!page.done) {'],
    ],
  ),
  ...defectsIn(
    'src/hub/sync/date-window.ts',
    ['src/hub/sync/date-window.test.ts'],
    [
      ['window-ends-early', 'Math.ceil(now / 1000)', 'Math.floor(now / 1000)'],
      ['window-by-the-later-clock', 'Math.min(started, ...theirs)', 'Math.max(started, ...theirs)'],
      ['window-without-overlap', 'since - overlap', 'since'],
      [
        'window-offset-misread',
        'const time = offset ? Date.parse(text) : parseDateTime(text);',
        'const time = parseDateTime(text);',
      ],
    ],
  ),
];
