import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { syncFolder } from '../../../files/make-durable-folder.ts';
import type { ObjectKey } from '../../../hub/ports/object-store.ts';
import { checkLevel, examined } from '../damage/check-leveldb-folder.ts';
import { agreementRows, notesOf } from '../keys-of-objects-in-leveldb.ts';
import type { RawLevel } from '../leveldb-with-checksums.ts';
import { bringToFormat, restoreFormat } from '../migrate-leveldb-format.ts';
import { makeLevel, mendedName, whileLocked } from '../open-leveldb.ts';
import type { Problem } from '../problem-of-data-folder.ts';
import { registryFile, registryProblems } from '../registry-file.ts';
import { beginning, crossCheck } from './cross-check-entries.ts';
import { censusOf } from './database-entries.ts';
import { salvage } from './salvage-leveldb-writes.ts';

/** The state of an embedded store's data folder after an examination. */
export interface Diagnosis {
  problems: Problem[];
  /** Names of objects whose newest state is lost; their owners may still have it. */
  lost: ObjectKey[];
  /**
   * True where a file was so damaged that more may be lost than `lost` names, and that objects may be older than they
   * were.
   */
  moreMayBeLost: boolean;
}

/** A data folder to be examined; the doctor changes it only with `mend`. */
export interface Patient {
  folder: string;
  mend: boolean;
  now(): number;
  warn(message: string): void;
}

/**
 * Examines a data folder: its objects, then the two files of its registry, which a start of the hub makes alike; `mend`
 * reads them as that does. Rejects when a hub has the folder open, or when it is no data folder.
 */
export async function doctor(patient: Patient): Promise<Diagnosis> {
  const { folder, mend, now, warn } = patient;
  const names = await readdir(folder);
  if (!names.some((name) => [basename(mendedName('objects')), 'objects'].includes(name)))
    throw new Error(`${folder} has no objects/: it is no data folder of a hub, or is to come from a backup`);
  const { hasAgreements, ...found } = await examine(patient);
  const file = join(folder, 'registry.json');
  const problems = await registryProblems(file);
  const gone = [file, `${file}.bak`].every((one) => !names.includes(basename(one)));
  if (gone && hasAgreements)
    problems.push({
      of: file,
      is: 'is missing with its copy, though there are agreements: the hub begins with no connections',
      cure: 'put back by hand, from a backup',
      byHand: true,
    });
  if (mend && problems.length > 0) await registryFile(file, now, warn).read();
  return { ...found, problems: [...found.problems, ...problems] };
}

/**
 * Examines the objects of a data folder: files, then the checksum of each record, then names, records and order against
 * each other. With `mend` it repairs as much as possible, and removes the rest; rejects when a hub has the folder open.
 */
async function examine({
  folder,
  mend,
  now,
  warn,
}: Patient): Promise<Diagnosis & { hasAgreements?: boolean }> {
  const location = join(folder, 'objects');
  const problems: Problem[] = [];
  let moreMayBeLost = false;
  await whileLocked(
    folder,
    'journal',
  )(async () => {
    for (const { file, mended, lost, torn } of await examined(location)) {
      if (lost.length > 0) moreMayBeLost = true;
      const is =
        lost.length > 0
          ? lost.join('; ')
          : torn !== undefined
            ? 'ends in half a record'
            : 'has a flipped bit';
      const cure =
        lost.length > 0 ? 'what is readable is kept' : mended.length > 0 ? 'put right' : 'left out';
      problems.push({ of: file, is, cure });
    }
    if (moreMayBeLost && mend) await repair(location, now, warn);
  });
  // A database on which LevelDB may abort the process is not opened before it is repaired.
  if (moreMayBeLost && !mend) return { problems, lost: [], moreMayBeLost };
  if (!mend && problems.length > 0) return { problems, lost: [], moreMayBeLost };
  await checkLevel(location, warn, whileLocked(folder, 'journal'));
  const level: RawLevel = new ClassicLevel(location, { valueEncoding: 'buffer', createIfMissing: false });
  await level.open();
  try {
    await bringToFormat(level);
    const found = crossCheck(await censusOf(level));
    if (mend) await level.batch(found.operations, { sync: true });
    if (mend && moreMayBeLost) await begunAnew(level);
    const hasAgreements = (await level.keys({ ...agreementRows, limit: 1 }).all()).length > 0;
    return { problems: [...problems, ...found.problems], lost: found.lost, moreMayBeLost, hasAgreements };
  } finally {
    await level.close();
  }
}

/** Puts a database with all readable entries in place of a damaged one, which is kept under another name. */
async function repair(location: string, now: () => number, warn: (message: string) => void): Promise<void> {
  const mended = mendedName(location);
  await rm(mended, { recursive: true, force: true });
  await makeLevel(mended);
  const into: RawLevel = new ClassicLevel(mended, { valueEncoding: 'buffer' });
  await salvage(location, into);
  await restoreFormat(into);
  await into.close();
  const aside = `${location}.damaged-${new Date(now()).toISOString().replaceAll(':', '')}`;
  await rename(location, aside);
  // A crash here is repaired at the next start, which finds only the repaired database.
  await rename(mended, location);
  await syncFolder(dirname(location));
  warn(`${location} was damaged; it is kept as it was as ${basename(aside)}`);
}

/**
 * Sets all followers back to the beginning, so that partners get everything again: changes may be missing, and their
 * numbers may be used again.
 */
async function begunAnew(level: RawLevel): Promise<void> {
  const keys = await level.keys(notesOf('position')).all();
  const own = keys.filter((key) => !key.includes('"process '));
  const shared = keys.filter((key) => key.includes('"process '));
  await level.batch([...own.map(beginning), ...shared.map((key) => ({ type: 'del' as const, key }))], {
    sync: true,
  });
}
