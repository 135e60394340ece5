import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

// This program writes the declarations of `ocpi-hub/testing`: of the three files that its users see, and of nothing that
// hub and simulators are made of, so that a project needs no types of theirs.
const from = new URL('../simulators/testing/', import.meta.url);
const to = new URL('../dist/testing/', import.meta.url);
const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  declaration: true,
  isolatedDeclarations: true,
  rewriteRelativeImportExtensions: true,
};
mkdirSync(to, { recursive: true });
for (const name of ['index', 'api', 'fault-kinds.generated']) {
  const fileName = `${name}.ts`;
  const source = readFileSync(new URL(fileName, from), 'utf8');
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, {
    fileName,
    compilerOptions,
    reportDiagnostics: true,
  });
  for (const { messageText } of diagnostics)
    throw new Error(`${fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  // The package has the types of OCPI beside this folder.
  const text = outputText.replaceAll('../../src/ocpi/', '../ocpi/').replaceAll(".ts'", ".js'");
  writeFileSync(new URL(`${name}.d.ts`, to), text);
}
