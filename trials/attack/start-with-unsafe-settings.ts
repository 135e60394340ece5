import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inherited, programOf } from '../test/bundled-programs.ts';

/**
 * Starts a hub with settings that a careless operator may have; it must end by itself, with a message that names one of
 * them.
 */
export async function startsUnsafe(settings: Record<string, string>): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-attack-'));
  const child = spawn(process.execPath, await programOf('src/main.ts'), {
    env: {
      ...inherited(),
      HUB_PORT: '0',
      HUB_ADMIN_PORT: '0',
      HUB_ALLOW_PRIVATE_NETWORKS: 'true',
      HUB_DATA_DIR: folder,
      ...settings,
    },
  });
  let said = '';
  const started = new Promise<string>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        said += String(part);
        if (said.includes('"event":"listening"')) done('it starts without a word');
      });
    child.once('exit', (code) => done(code === 0 ? 'it ended as if nothing were wrong' : ''));
  });
  const outcome = await started;
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  if (outcome !== '') return outcome;
  return Object.keys(settings).some((name) => said.includes(name))
    ? undefined
    : `it said ${said.slice(0, 200)}`;
}
