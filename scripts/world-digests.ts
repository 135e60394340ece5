import { spawnSync } from 'node:child_process';

/** The digests of the events of three seeds, as JSON: the unit test of the world compares with them, whatever version of Node it runs on. */
export function worldDigests(): string {
  const args = ['--import', 'tsx', 'trials/world/main.ts', '--seeds', '3', '--seed', '7', '--digest'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const digests = [...stdout.matchAll(/^(\d+) ([0-9a-f]{64})$/gm)].map(([, seed, digest]) => [seed, digest]);
  if (digests.length !== 3) throw new Error(`the world told no digests: ${stdout}${stderr}`);
  return `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`;
}
