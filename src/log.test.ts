import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { programOf } from '../test/program.ts';

test('a log loses no line, whatever its length and however the process ends', {
  timeout: 30_000,
}, async () => {
  const [file = ''] = await programOf('src/log.ts');
  for (const [length, end] of [
    [10, ''],
    [30_000, ''],
    [10, 'process.exit(1)'],
    [10, "throw new Error('x')"],
  ] as const) {
    const program = `
      import { logger } from ${JSON.stringify(pathToFileURL(file).href)};
      const log = logger('info');
      for (let turn = 0; turn < 5; turn += 1) {
        for (let line = 0; line < 100; line += 1) log.info({ number: turn * 100 + line, more: 'x'.repeat(${length}) });
        await new Promise((done) => setTimeout(done, turn));
      }
      log.info({ number: 500 });
      ${end}`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(child, 'close');
    const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
    const numbers = lines.map((line) => (JSON.parse(line) as { number: number }).number);
    assert.deepEqual(
      numbers,
      Array.from({ length: 501 }, (_, number) => number),
      `${length} ${end}`,
    );
  }
});
