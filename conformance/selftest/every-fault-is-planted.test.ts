import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultKinds } from '../../simulators/faults/all-fault-kinds.ts';
import { styles } from './correct-partner-styles.ts';
import { unflagged } from './faults-not-reported.ts';
import { broken } from './partners-with-one-fault.ts';

/** Names of the simulators' faults: `http_status`, and for a fault with several ways each way: `bad_paging no_link`. */
const kinds = Object.entries(faultKinds).flatMap(([kind, { value }]) =>
  value && 'oneOf' in value ? value.oneOf.map((way) => `${kind} ${way}`) : [kind],
);

test('every fault of the simulators is planted in the self-test, or listed with the reason why not', () => {
  const planted = namesOf([...broken, ...styles.filter(({ warned }) => warned.length > 0)]);
  const missing = kinds.filter((kind) => !planted.has(kind) && unflagged[kind] === undefined);
  assert.deepEqual(
    missing,
    [],
    'add a row to partners-with-one-fault.ts, or a reason to faults-not-reported.ts',
  );
  assert.deepEqual(
    kinds.filter((kind) => planted.has(kind) && unflagged[kind] !== undefined),
    [],
    'planted and listed',
  );
});

test('only faults that exist are listed', () => {
  assert.deepEqual(
    Object.keys(unflagged).filter((kind) => !kinds.includes(kind)),
    [],
  );
});

test('what is listed as a style of correct partners is one', () => {
  const shown = namesOf(styles);
  const claimed = Object.entries(unflagged).filter(([, reason]) => reason.includes('a style of correct'));
  assert.deepEqual(
    claimed.map(([kind]) => kind).filter((kind) => !shown.has(kind)),
    [],
  );
});

function namesOf(subjects: { faults?: { kind: string; value?: unknown }[] }[]): Set<string> {
  return new Set(
    subjects.flatMap(({ faults = [] }) =>
      faults.map(({ kind, value }) => (kinds.includes(kind) ? kind : `${kind} ${String(value)}`)),
    ),
  );
}
