import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { inherited, programOf } from '../test/program.ts';

// Loaded into the hub: whatever has read a line of its log may act before the hub's next instruction.
const endsIt = `
  import fs from 'node:fs';
  const { write } = fs;
  fs.write = (fd, text, ...rest) => {
    if (!String(text).includes('"event":"listening"')) return write(fd, text, ...rest);
    fs.writeSync(fd, text);
    process.kill(process.pid, 'SIGTERM');
    rest.at(-1)(null, Buffer.byteLength(text));
  };`;

test('a hub ends in order, with 0, in the moment in which it says that it listens', {
  timeout: 30_000,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-run-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const preload = `data:text/javascript,${encodeURIComponent(endsIt)}`;
  const hub = spawn(process.execPath, ['--import', preload, ...(await programOf('src/main.ts'))], {
    env: { ...inherited(), HUB_PORT: '0', HUB_DATA_DIR: folder, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => hub.kill('SIGKILL'));
  let output = '';
  hub.stdout.on('data', (text) => {
    output += text;
  });
  const ended = await once(hub, 'exit');
  assert.match(output, /the hub listens/);
  assert.deepEqual(ended, [0, null]);
});

test('a log loses no line, whatever its length and however the process ends', {
  timeout: 30_000,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-log-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [, file = ''] = await programOf('src/run-hub.ts');
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
