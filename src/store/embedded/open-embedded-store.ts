import { join } from 'node:path';
import { makeFolder } from '../../files/make-durable-folder.ts';
import type { Store } from '../../hub/ports/store.ts';
import { openAgreements } from './agreements-in-leveldb.ts';
import { openJournal } from './exchange-journal.ts';
import { openNotes } from './expiring-key-values.ts';
import { folderSync } from './fsync-folder.ts';
import { groupCommit } from './group-commit-to-leveldb.ts';
import type { Level } from './leveldb-with-checksums.ts';
import { openObjects } from './objects-in-leveldb.ts';
import { openJournalLevel } from './open-journal-leveldb.ts';
import { openLevel, whileLocked } from './open-leveldb.ts';
import { openRegistry } from './registry-of-connections.ts';
import { singleProcess } from './single-process-coordination.ts';

export interface EmbeddedOptions {
  /** The data folder (`HUB_DATA_DIR`); it is made when it is missing. */
  folder: string;
  /** Number of exchanges that the journal keeps; without a bound by default. */
  journalSize?: number;
  /** Bytes that the journal keeps, and milliseconds for which it keeps an exchange; without a bound by default. */
  journalBytes?: number;
  journalAge?: number;
  /** Bytes of objects that stay in memory, 64 MB by default; with less, LevelDB's buffers are smaller too. */
  cacheBytes?: number;
  now?: () => number;
  /** Receives warnings for the operator about problems that do not stop the hub. */
  warn?: (message: string) => void;
}

/**
 * Opens the embedded store: a registry file that people can read, and two LevelDB databases for objects and journal.
 * Rejects with a message for the operator when the folder is in use, damaged, or written by a newer release.
 */
export async function openEmbeddedStore(options: EmbeddedOptions): Promise<Store> {
  const { folder, journalSize, cacheBytes = 64 * 1024 * 1024, now = Date.now } = options;
  const { journalBytes, journalAge } = options;
  const warn = options.warn ?? ((message) => process.emitWarning(message));
  await makeFolder(folder);
  const levels: Level[] = [];
  try {
    // The database of objects opens first: its lock guards the whole folder.
    const objectLevel = await openLevel(folder, 'objects', {
      warn,
      alone: whileLocked(folder, 'journal'),
      cacheSize: Math.min(16 << 20, cacheBytes >> 2),
      // Reads of single records let LevelDB rewrite all tables once for each buffer that is full: with 32 MB in place of 48 a change
      // among 100,000 objects takes 298 µs of CPU in place of 243.
      writeBufferSize: Math.min(48 << 20, (cacheBytes >> 2) * 3),
    });
    levels.push(objectLevel);
    const journalLevel = await openJournalLevel(folder, now, warn);
    levels.push(journalLevel);
    let broken: Error | undefined;
    const entriesSynced = folderSync(join(folder, 'objects'));
    const commit = groupCommit(objectLevel, (error) => (broken = error), entriesSynced);
    const { ended: objectsEnded, ...objects } = await openObjects(objectLevel, commit, cacheBytes);
    const { ended: notesEnded, ...notes } = await openNotes(objectLevel, commit, now);
    const { ended: journalEnded, ...journal } = await openJournal(journalLevel, {
      ...{ size: journalSize, bytes: journalBytes, age: journalAge, now, warn },
    });
    const agreements = await openAgreements(objectLevel, commit);
    const { ended: registryEnded, ...registry } = await openRegistry({ folder, now, warn }, agreements);
    const end = async () => {
      await Promise.all([objectsEnded(), notesEnded(), journalEnded(), registryEnded()]);
      await closeAll(levels);
    };
    const ready = async () => {
      if (broken) throw broken;
    };
    let ended: Promise<void> | undefined;
    return {
      objects,
      registry,
      notes,
      journal,
      processes: singleProcess,
      ready,
      close: () => (ended ??= end()),
    };
  } catch (error) {
    await closeAll(levels);
    throw error;
  }
}

async function closeAll(levels: Level[]): Promise<void> {
  await Promise.all(levels.map((level) => level.close()));
}
