import type { Mutant } from './defect-type.ts';

const whole = 'trials/test/sync-of-lists-read-before.test.ts';
const memory = 'src/hub/sync/objects-listed-before.test.ts';
const scanner = 'src/ocpi/words/read-list-by-known-texts.test.ts';

/** Defects to be planted in what the hub remembers of lists, by which a sync skips what has not changed. */
export const listMemoryRows: Mutant[] = [
  {
    id: 'listed-before-though-changed-in-store',
    file: 'src/hub/sync/objects-listed-before.ts',
    place: 'listed.filter((_, at) => stand[at])',
    plant: 'listed.filter((_, at) => at < stand.length)',
    red: [memory, whole],
  },
  {
    id: 'listed-before-with-another-meaning',
    file: 'src/hub/sync/objects-listed-before.ts',
    place: 'before?.meaning === meaning ?',
    plant: 'before ?',
    red: [memory, whole],
  },
  {
    id: 'listed-before-while-the-meaning-changes',
    file: 'src/hub/sync/objects-listed-before.ts',
    place: '!isSame() || listed.length === 0',
    plant: 'listed.length === 0',
    red: [memory],
  },
  {
    id: 'listed-before-of-other-owners',
    file: 'src/hub/sync/objects-listed-before.ts',
    place: ' || asked !== before?.asked',
    plant: '',
    red: [memory],
  },
  {
    id: 'listed-before-though-the-meaning-changed-and-back',
    file: 'src/hub/sync/objects-listed-before.ts',
    place: '(same &&= meaningOf(hub, list) === meaning)',
    plant: '(same = meaningOf(hub, list) === meaning)',
    red: [memory],
  },
  {
    id: 'listed-before-of-any-size',
    file: 'src/hub/sync/objects-listed-before.ts',
    place: ' || !isSmall(object)',
    plant: '',
    red: [memory],
  },
  {
    id: 'listed-before-by-length',
    file: 'src/hub/sync/objects-listed-before.ts',
    place: 'digestOf(text) !== known.digest',
    plant: 'text.length !== known.length',
    red: [memory, whole],
  },
  {
    id: 'listed-before-though-flawed',
    file: 'src/hub/sync/read-partner-lists.ts',
    place: 'same && element && rating',
    plant: 'same && element',
    red: [whole],
  },
  {
    id: 'data-twice-is-the-first',
    file: 'src/ocpi/words/read-list-by-known-texts.ts',
    place: 'if (elements) return undefined;',
    plant: '',
    red: [scanner],
  },
  {
    id: 'data-with-an-escape-is-another-name',
    file: 'src/ocpi/words/read-list-by-known-texts.ts',
    place: "|| given.includes('\\\\')",
    plant: '',
    red: [scanner],
  },
  {
    id: 'known-objects-are-no-values',
    file: 'src/ocpi/words/read-list-by-known-texts.ts',
    place: 'used.values += element.values;',
    plant: 'used.values += element.known ? 0 : element.values;',
    red: [scanner],
  },
];
