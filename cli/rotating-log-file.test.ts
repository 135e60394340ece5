import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { rotatingFile } from './rotating-log-file.ts';

test('the log of the lab never outgrows its size, keeps the newest lines, and goes on where it was', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lab-log-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'lab.log');
  for (let start = 0; start < 2; start += 1) {
    const log = rotatingFile(file, { size: 100, older: 2 });
    for (let line = 0; line < 10; line += 1) log.write(`line ${start}${line} of twenty bytes`.slice(0, 19));
  }
  assert.deepEqual((await readdir(folder)).sort(), ['lab.log', 'lab.log.1', 'lab.log.2']);
  const texts = await Promise.all(['.2', '.1', ''].map((end) => readFile(file + end, 'utf8')));
  for (const text of texts) assert.ok(text.length <= 100, text);
  const numbers = texts.join('').match(/(?<=line )\d\d/g);
  assert.deepEqual(numbers, [
    '05',
    '06',
    '07',
    '08',
    '09',
    '10',
    '11',
    '12',
    '13',
    '14',
    '15',
    '16',
    '17',
    '18',
    '19',
  ]);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});
