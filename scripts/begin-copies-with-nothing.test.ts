import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import { beginCopiesWithNothing } from './begin-copies-with-nothing.ts';
import { programOptions } from './build-program.ts';

// biome-ignore format: a table
const samples: [text: string, begun: string][] = [
  ['const a = { ...one, two };',                            'const a = { ...{}, ...one, two };'],
  ['f({\n  ...one,\n  two: { ...three, ...four },\n});',    'f({\n  ...{}, ...one,\n  two: { ...{}, ...three, ...four },\n});'],
  ['const a = { ...{ ...one, b }, c };',                    'const a = { ...{}, ...{ ...{}, ...one, b }, c };'],
  ['const a = (b as B) && { ...(c ? d : {}), [e]: 1 };',    'const a = (b as B) && { ...{}, ...(c ? d : {}), [e]: 1 };'],
  // Copies without more are cheaper as they are, and lists are no objects.
  ['const a = { ...one };',                                 'const a = { ...one };'],
  ['const a = { two, ...one };',                            'const a = { two, ...one };'],
  ['const a = [{ ...one }, [...two, three]];',              'const a = [{ ...one }, [...two, three]];'],
  ['const { one, ...rest } = two; ({ ...all } = rest);',    'const { one, ...rest } = two; ({ ...all } = rest);'],
  ['const a = "{ ...one, two }"; // { ...one, two }',       'const a = "{ ...one, two }"; // { ...one, two }'],
];

for (const [text, begun] of samples)
  test(`copies in ${text.split('\n').join(' ')}`, () => {
    assert.equal(beginCopiesWithNothing('sample.ts', text), begun);
  });

test('copies with more fields share a hidden class in the compiled program', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'copies-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const sample = join(folder, 'sample.ts');
  writeFileSync(sample, 'export const copy = (one: object, more: number) => ({ ...one, more });');
  const { outputFiles } = await build({ ...programOptions, entryPoints: [sample], write: false });
  const url = `data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`;
  const { copy } = (await import(url)) as { copy(one: object, more: number): object };
  setFlagsFromString('--allow-natives-syntax');
  const haveSameClass = runInThisContext('(one, other) => %HaveSameMap(one, other)') as (
    ...both: object[]
  ) => boolean;
  const copies = Array.from({ length: 100 }, (_, more) => copy({ id: 1, name: 'one' }, more));
  assert.deepEqual(copies.at(-1), { id: 1, name: 'one', more: 99 });
  assert.ok(haveSameClass(copies.at(-1)!, copies.at(-2)!));
});
