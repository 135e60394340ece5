import { spawnSync } from 'node:child_process';

/** Whether C can be built here for trials that need it: on Linux with gcc. */
export function canBuild(): boolean {
  return process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0;
}
