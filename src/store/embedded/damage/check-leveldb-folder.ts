import { existsSync } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checked, checkLog } from './check-leveldb-log.ts';
import { checkTable, type Damage } from './check-leveldb-table.ts';
import { type LiveFiles, liveFiles } from './leveldb-manifest.ts';

/** The repair of a LevelDB file, and the message about it. */
export interface Finding extends Damage {
  file: string;
  /** Byte at which a log ends in a record that was not written to its end, or at which a manifest is cut off. */
  torn?: number;
}

/**
 * Checks all files of a LevelDB before it is opened: LevelDB itself silently drops records without a valid checksum,
 * and reads tables without checking theirs. Single flipped bits are repaired with a call of `warn`; rejects with the
 * file and advice when more is wrong. `alone` runs its work while no other process has the database open, and rejects
 * when one has. In a database that is written lazily (`isLazy`) a power cut may leave any part of a log, which causes a
 * warning and no error.
 */
export async function checkLevel(
  location: string,
  warn: (message: string) => void,
  alone: (work: () => Promise<void>) => Promise<void>,
  isLazy = false,
): Promise<void> {
  if ((await examined(location)).length === 0) return;
  await alone(async () => {
    for (const finding of await examined(location))
      if (isLazy && finding.file.endsWith('.log') && finding.lost.length > 0)
        warn(`${finding.file}: ${finding.lost.join('; ')}; what was in them is left out`);
      else await settle(finding, warn);
  });
}

/** Finds the damaged files of a LevelDB folder, without writing anything. */
export async function examined(location: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const note = (finding: Finding) => {
    const { mended, lost, torn } = finding;
    if (mended.length > 0 || lost.length > 0 || torn !== undefined) findings.push(finding);
  };
  const names = (await readdir(location)).sort();
  const current = await currentOf(location, names);
  note(current);
  if (!current.manifest) return findings;
  const manifest = await checked(join(location, current.manifest), checkLog);
  const live = read(manifest, () => liveFiles(manifest.records ?? []));
  if (manifest.torn !== undefined && !isCutOff(live, names))
    manifest.lost.push(`it ends at byte ${manifest.torn} in a record that other files are missing with`);
  note(manifest);
  for (const name of names) {
    const number = Number.parseInt(name, 10);
    const file = join(location, name);
    if (/^\d+\.(ldb|sst)$/.test(name) && live?.tables.has(number)) note(await checked(file, checkTable));
    if (/^\d+\.log$/.test(name) && number >= (live?.firstLog ?? 0)) note(await checked(file, checkLog));
  }
  return findings;
}

/**
 * Tells whether a manifest lacks only a record that was not written to its end: LevelDB removes files that an edit
 * replaces only when the edit is durable. Otherwise LevelDB would remove the files that the lost record names.
 */
function isCutOff(live: LiveFiles | undefined, names: string[]): boolean {
  if (!live || live.firstLog === 0) return false;
  const numbersOf = (kind: RegExp) =>
    new Set(names.filter((name) => kind.test(name)).map((name) => Number.parseInt(name, 10)));
  const tables = numbersOf(/\.(ldb|sst)$/);
  return numbersOf(/\.log$/).has(live.firstLog) && [...live.tables].every((table) => tables.has(table));
}

/** Checks one file; a file that cannot be read or has no valid structure counts as lost. */
async function checked(
  file: string,
  check: (bytes: Buffer) => Damage | Checked,
): Promise<Finding & Partial<Checked>> {
  const finding: Finding & Partial<Checked> = { file, mended: [], lost: [] };
  const bytes = await readFile(file).catch((error: Error) => void finding.lost.push(error.message));
  if (bytes)
    Object.assign(
      finding,
      read(finding, () => check(bytes)),
    );
  return finding;
}

function read<T>(finding: Finding, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    finding.lost.push((error as Error).message);
    return undefined;
  }
}

/** Checks the file CURRENT, which names the manifest, and repairs a flipped bit in it. */
async function currentOf(location: string, names: string[]): Promise<Finding & { manifest?: string }> {
  const file = join(location, 'CURRENT');
  const manifests = names.filter((name) => /^MANIFEST-\d+$/.test(name));
  const finding: Finding = { file, mended: [], lost: [] };
  if (!existsSync(file)) return manifests.length === 0 ? finding : { ...finding, lost: ['it is missing'] };
  const bytes = await readFile(file);
  const manifest = manifests.find((name) => bytes.toString('latin1') === `${name}\n`);
  if (manifest) return { ...finding, manifest };
  for (const name of manifests) {
    const right = Buffer.from(`${name}\n`);
    const places = [...right.keys()].filter((at) => right[at] !== bytes[at]);
    if (right.length === bytes.length && places.length === 1)
      return { ...finding, manifest: name, mended: places.map((at) => ({ at, byte: right[at]! })) };
  }
  return { ...finding, lost: [`it names no manifest: ${JSON.stringify(bytes.toString('latin1', 0, 40))}`] };
}

/** Writes the repaired file; throws when damage remains. */
async function settle({ file, mended, lost, torn }: Finding, warn: (message: string) => void): Promise<void> {
  if (lost.length > 0)
    throw new Error(
      `${file} is damaged: ${lost.join('; ')}. Restore the folder from a backup, or have "ocpi-hub doctor --mend" keep what is readable; nothing in it has been changed`,
    );
  const isLog = file.endsWith('.log');
  const handle = await open(file, 'r+');
  for (const { at, byte } of mended) await handle.write(Buffer.of(byte), 0, 1, at);
  // LevelDB accepts a log that ends in such a record, but does not open a manifest that does.
  if (torn !== undefined && !isLog) await handle.truncate(torn);
  await handle.sync();
  await handle.close();
  if (mended.length > 0)
    warn(
      `${file} had a flipped bit at byte ${mended[0]?.at}, which is put right: have the disk and memory of this machine looked at`,
    );
  if (torn !== undefined)
    warn(
      `${file} ends at byte ${torn} in a record that was not written to its end, as a power cut leaves it; it is left out`,
    );
}
