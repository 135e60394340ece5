import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';

// This program writes the declarations of `ocpi-hub/testing`: of the four files that its users see, and of nothing that
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
for (const place of ['index', 'api', 'fault-kinds.generated', '../platform/hand-answer']) {
  const fileName = `${place}.ts`;
  const source = readFileSync(new URL(fileName, from), 'utf8');
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, {
    fileName,
    compilerOptions,
    reportDiagnostics: true,
  });
  for (const { messageText } of diagnostics)
    throw new Error(`${fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  // The package has these files in one folder, and the types of OCPI beside it.
  const text = outputText
    .replaceAll('../../src/ocpi/', '../ocpi/')
    .replaceAll('../platform/', './')
    .replaceAll(".ts'", ".js'");
  writeFileSync(new URL(`${basename(place)}.d.ts`, to), text);
}
