import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files of all unit tests, relative to the root of the project. */
export function unitTests(): string[] {
  return ['cli', 'src', 'simulators', 'conformance', 'trials'].flatMap(testsIn);
}

function testsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(folder, name));
}
