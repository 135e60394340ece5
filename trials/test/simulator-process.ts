import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { inherited, programOf } from './bundled-programs.ts';

/** The URL of a simulator that runs as a process of its own until the end of the test. */
export async function simulator(
  context: TestContext,
  side: 'cpo' | 'emsp',
  ...options: string[]
): Promise<string> {
  const words = [...(await programOf('cli/main.ts')), 'simulate', side, '--port', '0', ...options];
  const child = spawn(process.execPath, words, { env: inherited(), stdio: ['ignore', 'pipe', 'inherit'] });
  context.after(async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  for await (const line of createInterface(child.stdout)) {
    const { event, url } = JSON.parse(line) as { event?: string; url?: string };
    if (event === 'listening' && url) return url;
  }
  return assert.fail('the simulator ended');
}
