import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { random } from './common/seeded-random.ts';
import type { Damage } from './plan-faults-of-round.ts';

/** Damages the LevelDB folder of a stopped hub in a way that loses no acknowledged data; tells whether it did. */
export function damageFolder(folder: string, damage: Damage, seed: string): boolean {
  if (damage === 'torn log') return tearLog(join(folder, 'objects'), seed);
  if (damage === 'torn registry') return tearRegistry(join(folder, 'registry.json'));
  return false;
}

/** Appends part of a record to a LevelDB log, as a power cut does. */
function tearLog(folder: string, seed: string): boolean {
  const log = readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .sort()
    .at(-1);
  if (!log) return false;
  const { whole } = random(seed, 'torn');
  appendFileSync(join(folder, log), Buffer.from(Array.from({ length: whole(1, 3000) }, () => whole(0, 255))));
  return true;
}

/**
 * Truncates a registry file whose copy is complete. While the hub writes the two, one is old and neither may be lost.
 */
function tearRegistry(file: string): boolean {
  const twins = [file, `${file}.bak`];
  if (!twins.every((name) => existsSync(name))) return false;
  const [one, other] = twins.map((name) => readFileSync(name));
  if (!one || !other || !one.equals(other)) return false;
  truncateSync(file, Math.floor(one.length / 2));
  return true;
}
