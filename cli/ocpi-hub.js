#!/usr/bin/env node
import { existsSync } from 'node:fs';

// In a clone of the repository the TypeScript sources run as they are; the package has JavaScript built from them.
const source = new URL('./main.ts', import.meta.url);
if (existsSync(source)) {
  const { register } = await import('tsx/esm/api');
  // A tsconfig.json in the folder where the command is called must not change how the sources run.
  register({ tsconfig: false });
  await import(source.href);
} else await import('../dist/program/cli.js');
