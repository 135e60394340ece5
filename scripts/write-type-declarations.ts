import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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

/** The source of each declaration, and its place in the package; the types of OCPI stand in `dist/ocpi` already. */
const places: Record<string, string> = {
  'simulators/testing/index.ts': 'testing/index.d.ts',
  'simulators/testing/test-api-types.ts': 'testing/api.d.ts',
  'simulators/testing/fault-kinds.generated.ts': 'testing/fault-kinds.generated.d.ts',
  'simulators/platform/answer-from-test-types.ts': 'testing/hand-answer.d.ts',
  'simulators/kit/index.ts': 'kit/index.d.ts',
  'simulators/kit/actions-of-tested-system.ts': 'kit/deeds.d.ts',
  'src/admin/client/admin-api-client.ts': 'admin/client/client.d.ts',
  'src/admin/client/operations.generated.ts': 'admin/client/operations.generated.d.ts',
  'src/hub/types.generated.ts': 'hub/types.generated.d.ts',
};

for (const [source, place] of Object.entries(places)) {
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
