import { readFileSync } from 'node:fs';
import { loadConfiguration, loadSupport } from '@cucumber/cucumber/api';
import ts from 'typescript';

/** A Cucumber step as a source defines it: its file, its keyword, its expression, and the comment above it. */
export interface Definition {
  file: string;
  keyword: string;
  /** The expression of the step, or `/…/` where it is a regular expression. */
  expression: string;
  meaning: string;
  /** Whether a line of a scenario calls this step. */
  matches(text: string): boolean;
}

/** A Cucumber parameter type such as `{party}`, and the comment above it. */
export interface Parameter {
  name: string;
  meaning: string;
}

/** The part of Cucumber's support library that is read here; its own type does not describe it. */
interface Library {
  stepDefinitions: {
    uri: string;
    keyword: string;
    pattern: string | RegExp;
    matchesStepName(text: string): boolean;
  }[];
}

/** The steps that Cucumber loads from these files, in the order of files and of their definition. */
export async function stepDefinitions(glob: string): Promise<Definition[]> {
  const environment = { cwd: process.cwd() };
  const { runConfiguration } = await loadConfiguration(
    { file: false, provided: { paths: [], import: [glob], format: [] } },
    environment,
  );
  const { stepDefinitions: all } = (await loadSupport(runConfiguration, environment)) as unknown as Library;
  const files = [...new Set(all.map(({ uri }) => uri))].sort();
  return files.flatMap((file) => {
    const ours = all.filter(({ uri }) => uri === file);
    // Cucumber knows no comments, and its line numbers are those of the transpiled code: the order tells which comment
    // belongs to which step.
    const meanings = docstringsOfSteps(readFileSync(file, 'utf8'));
    if (meanings.length !== ours.length)
      throw new Error(`${file}: ${ours.length} steps, but ${meanings.length} calls of Given, When and Then`);
    return ours.map((step, at) => ({
      file,
      keyword: step.keyword,
      expression: String(step.pattern),
      meaning: meanings[at] ?? '',
      matches: (text: string) => step.matchesStepName(text),
    }));
  });
}

/** The comment above each Given, When and Then of a source text, empty where there is none. */
export function docstringsOfSteps(source: string): string[] {
  return callsIn(source, ['Given', 'When', 'Then']).map(({ doc }) => doc);
}

/** The parameter types that a source text defines. */
export function parametersIn(source: string): Parameter[] {
  return callsIn(source, ['defineParameterType']).map(({ call, doc }) => {
    const [, name = ''] = /\bname: '(\w+)'/.exec(call.getText()) ?? [];
    return { name, meaning: doc };
  });
}

function callsIn(source: string, names: string[]): { call: ts.CallExpression; doc: string }[] {
  const file = ts.createSourceFile('steps.ts', source, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (!call || !ts.isCallExpression(call) || !names.includes(call.expression.getText())) return [];
    const docs = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
    return [{ call, doc: (ts.getTextOfJSDocComment(docs.at(-1)?.comment) ?? '').replace(/\s+/g, ' ') }];
  });
}
