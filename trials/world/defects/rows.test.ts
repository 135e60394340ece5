import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemOf } from '../../mutants/plant-defect.ts';
import { keptPlans } from '../kept/plans-that-broke-rules.ts';
import { defects } from './all-defects.ts';
import { plantsOf } from './rows/defect-type.ts';

test('each defect can be planted in the present tree', () => {
  const problems = defects.flatMap((defect) =>
    plantsOf(defect).map((plant) => problemOf({ ...defect, ...plant, red: [], unseen: '' })),
  );
  assert.deepEqual(
    problems.filter((problem) => problem !== undefined),
    [],
  );
});

test('each defect has a name of its own, by which its kept plans name it', () => {
  const names = defects.map(({ id }) => id);
  assert.equal(new Set(names).size, names.length);
  const unknown = keptPlans().filter(([, { defect }]) => defect !== undefined && !names.includes(defect));
  assert.deepEqual(unknown, []);
});
