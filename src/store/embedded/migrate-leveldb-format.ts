import { format, isEarlier, readable } from './data-format-number.ts';
import type { Operation, RawLevel } from './leveldb-with-checksums.ts';
import { hasChecksum, withChecksum } from './value-checksum.ts';

const formatKey = 'm!format';
/**
 * Key of the entry that is written when all other values of the database have checksums; this entry and the format have
 * none.
 */
const checksumsKey = 'm!checksums';

/**
 * Converts a database of an earlier release to the present format: since format 1 keys and values were added, and every
 * value got a checksum.
 */
export async function bringToFormat(level: RawLevel): Promise<void> {
  const [found, done] = (await level.getMany([formatKey, checksumsKey])).map((value) => value?.toString());
  if (found === String(format) && done) return;
  const isNew = found === undefined && (await level.keys({ limit: 1 }).all()).length === 0;
  if (!isNew && found !== String(format) && !isEarlier(Number(found)))
    throw new Error(`The database ${level.location} has format ${found ?? '(none)'}; ${readable}`);
  if (!isNew && !done) await addChecksums(level);
  await level.batch([put(formatKey, Buffer.from(String(format))), put(checksumsKey, Buffer.from('1'))], {
    sync: true,
  });
}

/** Restores the entries about the format where a repair has lost them: where one value has a checksum, all had. */
export async function restoreFormat(level: RawLevel): Promise<void> {
  const [found, done] = await level.getMany([formatKey, checksumsKey]);
  if (found && done) return;
  let isOfNow = false;
  for await (const value of level.values()) isOfNow ||= hasChecksum(value);
  await level.batch([
    ...(found ? [] : [put(formatKey, Buffer.from(String(format)))]),
    ...(isOfNow ? [put(checksumsKey, Buffer.from('1'))] : []),
  ]);
}

/**
 * Adds the missing checksums; each batch is synced, since LevelDB would not sync the end of a log that it leaves
 * behind.
 */
async function addChecksums(level: RawLevel): Promise<void> {
  const entries = level.iterator({ highWaterMarkBytes: 1_000_000 });
  for (let some = await entries.nextv(1000); some.length > 0; some = await entries.nextv(1000)) {
    const open = some.filter(([key, value]) => key !== formatKey && !hasChecksum(value));
    if (open.length > 0)
      await level.batch(
        open.map(([key, value]) => put(key, withChecksum(key, value))),
        { sync: true },
      );
  }
  await entries.close();
}

function put(key: string, value: Buffer): Operation {
  return { type: 'put', key, value };
}
