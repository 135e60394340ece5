import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the dialects: the form of messages that each partner needs. */
export const dialectRows: Mutant[] = [
  ...defectsIn(
    'src/ocpi/editions/modules-2.1.1.ts',
    ['src/ocpi/client/object-in-partner-dialect.test.ts'],
    [
      [
        'dialect-tariffs-of-a-cdr-unmarked',
        "marksInside: ['location', 'tariffs']",
        "marksInside: ['location']",
      ],
    ],
  ),
  ...defectsIn(
    'src/ocpi/client/object-in-partner-dialect.ts',
    ['src/ocpi/client/object-in-partner-dialect.test.ts'],
    [
      ['dialect-drops-forgotten', ' && drops.length === 0 && !isMarked()', ' && !isMarked()'],
      [
        'dialect-patch-marked',
        "dialect.extensions === 'all' && owner && !patch",
        "dialect.extensions === 'all' && owner",
      ],
      [
        'dialect-known-enums-drop-properties',
        "enums === 'known_only' && found.kind === 'value'",
        "enums === 'known_only'",
      ],
      [
        'dialect-additions-in-a-patch',
        "if (patch || dialect.extensions === 'none' ||",
        "if (dialect.extensions === 'none' ||",
      ],
      ['dialect-list-unmarked', 'value.map((entry) => ({ ...(entry as Json), ...partyId(owner) }))', 'value'],
    ],
  ),
  ...defectsIn(
    'src/ocpi/client/request-body-in-style.ts',
    ['src/ocpi/client/object-in-partner-dialect.test.ts'],
    [
      ['restyle-owner-mixed-up', "${method} ${object} ${owner ?? ''}", '${method} ${object} '],
      ['restyle-made-each-time', 'if (known) return known;\n  const fresh', 'const fresh'],
    ],
  ),
  ...defectsIn(
    'src/ocpi/client/request-body-in-style.ts',
    ['src/ocpi/client/request-body-in-style.test.ts'],
    [
      [
        'restyle-nulls-clear-in-a-patch',
        "style.nulls === 'explicit' && !patch",
        "style.nulls === 'explicit'",
      ],
      ['restyle-fractions-stay', '(\\.\\d+)?Z?$/', 'Z?$/'],
    ],
  ),
];
