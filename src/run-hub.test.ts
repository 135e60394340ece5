import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
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
