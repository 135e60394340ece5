import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CommanderError } from 'commander';
import { typesCommand } from './write-types-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocpi-hub-types-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const out = join(folder, 'src', 'ocpi.ts');
const fields = new URL('../trials/test/exports/my-fields.schema.json', import.meta.url).pathname;

test('types are written, stay as they are, and --check tells when they are not', async () => {
  assert.equal(await codeOf('--out', out, '--check'), 1);
  assert.equal(existsSync(out), false);
  assert.equal(await codeOf('--out', out), 0);
  assert.equal(await codeOf('--out', out, '--check'), 0);
  const text = readFileSync(out, 'utf8');
  assert.match(text, /^\/\/ .*`npx ocpi-hub types --out ocpi\.ts --version 2\.1\.1 --level hub`/);
  assert.ok(!text.includes(folder));
  const changed = text.replace('ON_STREET', 'IN_STREET');
  writeFileSync(out, changed);
  assert.equal(await codeOf('--out', out, '--check'), 1);
  assert.equal(readFileSync(out, 'utf8'), changed);
});

test('a file that is as it should be is not written again, so that nobody builds for nothing', async () => {
  const file = join(folder, 'again.mts');
  const beside = join(folder, 'again.validators.mts');
  const long = new Date('2026-01-01T00:00:00Z');
  const write = () => codeOf('--out', file, '--validators');
  const age = (path: string) => statSync(path).mtimeMs;
  assert.equal(await write(), 0);
  for (const one of [file, beside]) utimesSync(one, long, long);
  writeFileSync(beside, '');
  assert.equal(await write(), 0);
  assert.equal(age(file), long.getTime());
  assert.match(readFileSync(beside, 'utf8'), /again\.mjs/);
});

test('validators stand beside the types and import them by their name', async () => {
  assert.equal(await codeOf('--out', join(folder, 'mine.mts'), '--validators'), 0);
  assert.match(
    readFileSync(join(folder, 'mine.validators.mts'), 'utf8'),
    /import type \{[^}]*\} from '\.\/mine\.mjs'/,
  );
});

test('each form is written with fields of somebody’s own', async () => {
  for (const form of ['json-schema', 'json-schema-draft-07', 'openapi']) {
    const file = join(folder, `${form}.json`);
    assert.equal(await codeOf('--as', form, '--out', file, '--extend', fields, '--level', 'strict'), 0);
    assert.match(readFileSync(file, 'utf8'), /"driver_price"/);
  }
});

// biome-ignore format: a table
const misuses: [words: string[], code: number][] = [
  [[],                                                          2],
  [['--out', 'ocpi.js'],                                        2],
  [['--out', 'ocpi.d.ts', '--validators'],                      2],
  [['--out', 'ocpi.ts', '--level', 'loose'],                    2],
  [['--out', 'ocpi.ts', '--as', 'openapi'],                     2],
  [['--out', 'ocpi.json', '--as', 'openapi', '--validators'],   2],
  [['--out', 'ocpi.ts', '--extend', 'none.json'],               1],
  [['--out', 'ocpi.ts', '--extend', fields, '--version', '2.2.1'], 1],
  [['--out', `${import.meta.filename}/ocpi.ts`],                             1],
];
for (const [words, code] of misuses)
  test(`types ${words.join(' ').replace(/\S*\//g, '')} ends with ${code}`, async () => {
    assert.equal(await codeOf(...words), code);
  });

/** Runs `ocpi-hub types` and returns its exit code. */
async function codeOf(...words: string[]): Promise<number> {
  const command = typesCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  try {
    await command.parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return error instanceof CommanderError && error.code === 'commander.error'
      ? error.exitCode
      : error instanceof CommanderError
        ? 2
        : 1;
  } finally {
    process.exitCode = 0;
  }
}
