import type { Mutant } from './mutant.ts';

/** Defects of the stores. */
export const storeRows: Mutant[] = [
  {
    id: 'log-folder-not-synced',
    file: 'src/store/embedded/group-commit.ts',
    place: '      await entriesSynced();\n',
    plant: '',
    red: ['src/store/embedded/group-commit.test.ts'],
  },
  {
    id: 'flipped-bits-pass',
    file: 'src/store/embedded/level.ts',
    place: '  await checkLevel(location, warn, alone, isLazy);\n',
    plant: '',
    red: ['src/store/embedded/damage/damage.test.ts'],
  },
  {
    id: 'no-change-order',
    file: 'src/store/postgres/write.ts',
    place: 'WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock($13, $14))',
    plant: 'WITH turn AS MATERIALIZED (SELECT $13::integer, $14::integer)',
    red: ['src/store/postgres/several-processes.test.ts', 'trials/test/order-on-postgres.test.ts'],
    slow: true,
  },
  {
    id: 'lanes-without-end',
    file: 'src/store/postgres/lanes.ts',
    place: 'held.has(laneOf(name)) && now() - confirmed < trustMs',
    plant: 'held.has(laneOf(name))',
    red: ['src/store/postgres/lanes.test.ts'],
  },
  {
    id: 'lanes-of-a-lost-session',
    file: 'src/store/postgres/lanes.ts',
    place: 'held.clear();\n',
    plant: '',
    red: ['src/store/postgres/lanes.test.ts'],
  },
  {
    id: 'edition-not-kept',
    file: 'src/store/embedded/record.ts',
    place: 'const said = edition === undefined ? {} : { edition };',
    plant: 'const said = edition === undefined ? {} : {};',
    red: ['src/store/embedded/embedded.test.ts'],
  },
  {
    id: 'move-compares-counts',
    file: 'src/store/move.ts',
    place: "return { ...held, notes: notes.length, digest: hash.digest('hex') };",
    plant: "return { ...held, notes: notes.length, digest: '' };",
    red: ['src/store/move.test.ts'],
    slow: true,
  },
  {
    id: 'trace-page-loses-a-kind',
    file: 'src/store/embedded/ring-page.ts',
    place: 'kinds[bit >> 5]! |= 1 << (bit & 31);',
    plant: 'kinds[bit >> 5]! = 1 << (bit & 31);',
    red: ['src/store/embedded/ring.test.ts'],
  },
  {
    id: 'trace-shows-what-is-too-old',
    file: 'src/store/embedded/ring.ts',
    place: 'isYoung(all[nth]!, since) && ',
    plant: '',
    red: ['src/store/embedded/embedded.test.ts'],
  },
];
