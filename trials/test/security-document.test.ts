import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { attacks } from '../attack/attack-table.ts';

const page = readFileSync('SECURITY.md', 'utf8');
const ids = new Set(attacks.map(({ id }) => id));
const files = ['cli', 'src', 'features', 'simulators'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split('/').at(-1)),
);

/** The last cell of each row in the table of attacks in SECURITY.md. */
function triedBy(): string[] {
  const table = page.split('## What attackers try')[1]?.split('\n## ')[0] ?? '';
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split('|').at(-2)?.trim() ?? '');
}

test('each row of what attackers try in SECURITY.md names what tries it', () => {
  const cells = triedBy();
  assert.ok(cells.length >= 15, `there are ${cells.length} rows`);
  for (const cell of cells) {
    const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    assert.ok(names.length > 0, `"${cell}" names nothing`);
    for (const name of names)
      assert.ok(
        ids.has(name) ||
          files.includes(name) ||
          name === 'audit' ||
          [name, join('trials', name)].some(existsSync),
        `${name} tries nothing`,
      );
  }
});

test('each attack of the attack table is named by a row of SECURITY.md, in three spellings', () => {
  const named = (id: string) => triedBy().some((cell) => cell.includes(`\`${id}\``));
  for (const id of ids) {
    assert.ok(named(id), `SECURITY.md does not name ${id}`);
    assert.equal(new Set(attacks.filter((one) => one.id === id).map(({ spelling }) => spelling)).size, 3, id);
  }
});
