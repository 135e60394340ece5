import { spawnSync } from 'node:child_process';

/**
 * Digests of the events that the simulated world makes of three seeds, as JSON: its unit test compares them with its
 * own, on any version of Node.
 */
export function worldDigests(): string {
  const args = ['--import', 'tsx', 'trials/world/main.ts', '--seeds', '3', '--seed', '7', '--digest'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const digests = [...stdout.matchAll(/^(\d+) ([0-9a-f]{64})$/gm)].map(([, seed, digest]) => [seed, digest]);
  if (digests.length !== 3) throw new Error(`the world told no digests: ${stdout}${stderr}`);
  return `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`;
}
