#!/usr/bin/env node
import { existsSync } from 'node:fs';

// In a clone the sources run as they are; in the package there is what was made of them.
const source = new URL('./main.ts', import.meta.url);
if (existsSync(source)) {
  const { register } = await import('tsx/esm/api');
  // A tsconfig.json where the command is called must not change how.
  register({ tsconfig: false });
  await import(source.href);
} else await import('../dist/program/cli.js');
