import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { unitTests } from '../../scripts/find-unit-tests.ts';

/**
 * A patch that a user gives as one defect, and the tests that can notice it; `files` plants it and gives a function
 * that removes it.
 */
export interface Patched {
  tests: string[];
  files(): () => void;
}

/**
 * Parses a patch in git's format; the tests are the named ones, or all unit tests that import a file of it. Errors name
 * the part that does not apply.
 */
export async function patched(text: string, named: string[]): Promise<Patched> {
  const changed = [...text.matchAll(/^\+\+\+ (?:b\/)?(\S+)/gm)].map(([, file = '']) => file);
  if (changed.length === 0) throw new Error('the patch names no file after "+++"');
  apply(text, ['--check']);
  const tests = named.length > 0 ? named : await testsOf(changed);
  if (tests.length === 0)
    throw new Error(`no unit test imports ${changed.join(', ')}: name tests after the patch`);
  return {
    tests,
    files() {
      const before = changed.map((file) => [file, readFileSync(file, 'utf8')] as const);
      apply(text, []);
      return () => {
        for (const [file, content] of before) writeFileSync(file, content);
      };
    },
  };
}

function apply(text: string, more: string[]): void {
  const { status, stderr } = spawnSync('git', ['apply', ...more, '-'], { input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the patch does not apply: ${stderr?.trim() ?? 'git is not installed'}`);
}

/** Unit tests that import one of these files, directly or indirectly. */
async function testsOf(changed: string[]): Promise<string[]> {
  const { metafile } = await build({
    ...{
      entryPoints: unitTests(),
      absWorkingDir: process.cwd(),
      outdir: 'unwritten',
      outbase: '.',
      bundle: true,
      packages: 'external',
    },
    ...{ platform: 'node', format: 'esm', write: false, metafile: true, logLevel: 'error' },
  });
  return Object.values(metafile.outputs).flatMap(({ entryPoint, inputs }) =>
    entryPoint && changed.some((file) => file in inputs) ? [entryPoint] : [],
  );
}
