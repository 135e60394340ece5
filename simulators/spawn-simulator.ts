import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { programOf } from '../trials/test/bundled-programs.ts';

/** A simulator in a process of its own, which can be killed. */
export interface Spawned {
  url: string;
  /** Kills the simulator's process with SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts `ocpi-hub simulate` at any free port; resolves when it listens. */
export async function spawnSimulator(side: 'cpo' | 'emsp', options: string[]): Promise<Spawned> {
  const cwd = new URL('..', import.meta.url);
  const program = await programOf('cli/main.ts');
  const argv = [...program, 'simulate', side, '--port', '0', ...options];
  const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  const url = await listening(child);
  return {
    url,
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function listening(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read');
  for await (const line of createInterface(child.stdout)) {
    const found = /"event":"listening","url":"([^"]+)"/.exec(line);
    if (found?.[1]) {
      child.stdout.resume();
      return found[1];
    }
  }
  throw new Error('the simulator has ended before it listened');
}
