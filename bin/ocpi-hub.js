#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// The sources run as they are; a tsconfig.json where the command is called must not change how.
register({ tsconfig: false });
await import('../src/cli/main.ts');
