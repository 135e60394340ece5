import { spawnSync } from 'node:child_process';

/** Tells whether trials that need a C compiler can run on this machine: on Linux with gcc. */
export function canBuild(): boolean {
  return process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0;
}
