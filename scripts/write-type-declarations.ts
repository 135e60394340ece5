import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import ts from 'typescript';

// This program writes the type declarations of `ocpi-hub/testing`, `ocpi-hub/steps` and `ocpi-hub/admin`: only of what
// projects import, and of nothing behind it, so that a project needs no types of the hub's dependencies.
const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  declaration: true,
  isolatedDeclarations: true,
  rewriteRelativeImportExtensions: true,
};

/** The sources of the declarations in each folder of the package; the types of OCPI stand in `dist/ocpi` already. */
const sources: Record<string, string[]> = {
  testing: [
    'simulators/testing/index.ts',
    'simulators/testing/test-api-types.ts',
    'simulators/testing/fault-kinds.generated.ts',
    'simulators/platform/answer-from-test-types.ts',
  ],
  kit: ['simulators/kit/index.ts', 'simulators/kit/actions-of-tested-system.ts'],
  'admin/client': ['src/admin/client/admin-api-client.ts', 'src/admin/client/operations.generated.ts'],
  hub: ['src/hub/types.generated.ts'],
};

// A declaration bears the name of its source, by which other declarations import it.
const places = Object.entries(sources).flatMap(([folder, files]) =>
  files.map((source) => [source, `${folder}/${basename(source).replace(/\.ts$/, '.d.ts')}`] as const),
);

for (const [source, place] of places) {
  const text = readFileSync(new URL(`../${source}`, import.meta.url), 'utf8');
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(text, {
    fileName: source,
    compilerOptions,
    reportDiagnostics: true,
  });
  for (const { messageText } of diagnostics)
    throw new Error(`${source}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  const to = new URL(`../dist/${place}`, import.meta.url);
  mkdirSync(dirname(to.pathname), { recursive: true });
  writeFileSync(
    to,
    outputText
      .replace(/^import '[^']*';\n/gm, '')
      .replaceAll('../../src/ocpi/', '../ocpi/')
      .replaceAll('../platform/', './')
      .replaceAll(".ts'", ".js'"),
  );
}
