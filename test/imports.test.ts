import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';

test('every import follows the table in .dependency-cruiser.cjs, without cycles', () => {
  const folders = ['src', 'simulators', 'features', 'fuzz', 'attack', 'torture', 'bench'].filter((folder) =>
    existsSync(folder),
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--output-type', 'err', ...folders],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, `${stdout}${stderr}`);
});
