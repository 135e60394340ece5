import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { inherited, programOf } from '../trials/test/bundled-programs.ts';

// This hook runs in the hub process: a client may act as soon as the hub listens, before the hub's next instruction.
const endsIt = `
  import { Server } from 'node:net';
  const { emit } = Server.prototype;
  Server.prototype.emit = function (event, ...given) {
    if (event === 'listening') process.kill(process.pid, 'SIGTERM');
    return emit.call(this, event, ...given);
  };`;

test('a hub ends in order, with 0, in the moment in which it listens', {
  timeout: 60_000,
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
