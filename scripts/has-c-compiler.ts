import { spawnSync } from 'node:child_process';

/** Whether trials that need a C compiler can run here: on Linux with gcc. */
export function canBuild(): boolean {
  return process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0;
}
