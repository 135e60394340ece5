import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build, type Metafile } from 'esbuild';
import { programOptions } from '../../scripts/build-program.ts';

test('hub, lab and simulators load neither Cucumber nor tsx, the suite its Cucumber alone', async () => {
  const { metafile } = await build({ ...programOptions, write: false });
  const loads = (source: string) => packagesOf(metafile, outputOf(metafile, source));
  for (const source of [
    'src/main.ts',
    'cli/run-hub-command.ts',
    'cli/run-lab-command.ts',
    'cli/simulate-partner-command.ts',
    'cli/migrate-to-postgres-command.ts',
  ])
    assert.deepEqual(loads(source).filter(isForDevelopment), [], source);
  assert.deepEqual(loads('cli/conformance-command.ts').filter(isForDevelopment), ['@cucumber/cucumber/api']);
  assert.deepEqual(loads('conformance/steps/cucumber-world.ts').filter(isForDevelopment), [
    '@cucumber/cucumber',
  ]);
});

test('the help loads the command line and nothing of a hub', async () => {
  const { metafile } = await build({ ...programOptions, write: false });
  const commands = Object.values(metafile.outputs).flatMap(({ entryPoint = '' }) =>
    /^cli\/[a-z-]+\.ts$/.test(entryPoint) ? [entryPoint] : [],
  );
  assert.ok(commands.length > 15, commands.join());
  const heavy = new Set([
    'express',
    'pg',
    'classic-level',
    'pino',
    'prom-client',
    'undici',
    '@cucumber/cucumber/api',
  ]);
  for (const command of commands)
    assert.deepEqual(
      packagesOf(metafile, outputOf(metafile, command), ['import-statement']).filter((name) =>
        heavy.has(name),
      ),
      [],
      command,
    );
});

function isForDevelopment(name: string): boolean {
  return /^(tsx|@cucumber|esbuild)/.test(name);
}

/** The built file of a source that the package loads by itself. */
function outputOf({ outputs }: Metafile, source: string): string {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source);
  assert.ok(found, `nothing is made of ${source}`);
  return found[0];
}

/** The packages that a file imports, at once or dynamically, with everything that they import. */
function packagesOf(
  { outputs }: Metafile,
  file: string,
  kinds = ['import-statement', 'dynamic-import'],
): string[] {
  const seen = new Set([file]);
  const packages = new Set<string>();
  for (const one of seen)
    for (const { path, external, kind } of outputs[one]?.imports ?? []) {
      if (!kinds.includes(kind)) continue;
      if (!external) seen.add(path);
      else if (!path.startsWith('node:')) packages.add(path);
    }
  return [...packages].sort();
}
