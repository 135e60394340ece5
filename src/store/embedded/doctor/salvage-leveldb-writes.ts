import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkLog, recordsIn } from '../damage/check-leveldb-log.ts';
import { readableIn } from '../damage/check-leveldb-table.ts';
import { type LiveFiles, liveFiles } from '../damage/leveldb-manifest.ts';
import { cursor } from '../damage/read-varints.ts';
import type { Operation, RawLevel } from '../leveldb-with-checksums.ts';

/** A write in a LevelDB file: of two writes of one key the one with the higher order counts. */
interface Write {
  order: number;
  operation: Operation;
}

/**
 * Copies all intact entries in the files of a LevelDB into another one. LevelDB's own repair keeps damaged blocks and
 * may abort the process. Deleted entries may come back where the record of their deletion is damaged.
 */
export async function salvage(location: string, into: RawLevel): Promise<void> {
  const orders = new Map<string, number>();
  for (const file of await filesOf(location)) {
    const bytes = await readFile(join(location, file));
    const writes = file.endsWith('.log') ? writesInLog(bytes) : writesInTable(bytes);
    let batch: Operation[] = [];
    for (const { order, operation } of writes) {
      if ((orders.get(operation.key) ?? -1) >= order) continue;
      orders.set(operation.key, order);
      batch.push(operation);
      if (batch.length < 1000) continue;
      await into.batch(batch);
      batch = [];
    }
    await into.batch(batch);
  }
}

/**
 * Lists the log and table files of a LevelDB folder that its manifest still uses, or all of them where the manifest is
 * missing or damaged.
 */
async function filesOf(location: string): Promise<string[]> {
  const names = (await readdir(location)).sort();
  const live = await liveIn(location, names);
  return names.filter((name) => {
    const number = Number.parseInt(name, 10);
    if (/^\d+\.log$/.test(name)) return number >= (live?.firstLog ?? 0);
    return /^\d+\.(ldb|sst)$/.test(name) && (live?.tables.has(number) ?? true);
  });
}

async function liveIn(location: string, names: string[]): Promise<LiveFiles | undefined> {
  const manifests = names.filter((name) => /^MANIFEST-\d+$/.test(name));
  const [manifest] = manifests;
  if (!manifest || manifests.length > 1) return undefined;
  const bytes = await readFile(join(location, manifest));
  const whole = checkLog(bytes);
  return whole.lost.length > 0 || whole.torn !== undefined ? undefined : liveFiles(whole.records);
}

function* writesInTable(bytes: Buffer): Generator<Write> {
  for (const [internal, value] of readableIn(bytes)) {
    const key = internal.toString('utf8', 0, internal.length - 8);
    const tag = internal.readBigUInt64LE(internal.length - 8);
    const isPut = (tag & 255n) === 1n;
    yield { order: Number(tag >> 8n), operation: isPut ? { type: 'put', key, value } : { type: 'del', key } };
  }
}

function* writesInLog(bytes: Buffer): Generator<Write> {
  for (const record of recordsIn(bytes)) {
    let order = Number(record.readBigUInt64LE(0));
    const from = cursor(record.subarray(12));
    while (from.at < record.length - 12) {
      const isPut = from.number() === 1;
      const key = from.bytes(from.number()).toString();
      yield {
        order: order++,
        operation: isPut ? { type: 'put', key, value: from.bytes(from.number()) } : { type: 'del', key },
      };
    }
  }
}
