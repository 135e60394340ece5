import { createHash } from 'node:crypto';
import type { Store } from '../../hub/ports/store.ts';
import { noteKinds } from '../common/durable-key-value-kinds.ts';
import { format, type Line, lineOf } from './backup-line-format.ts';

/** Number of objects that are read from the store at a time. */
const batchSize = 500;

/**
 * All of a store but its journal of exchanges, as lines of text, while the hub goes on. Notes come first: a partner's
 * position in them is never ahead of the objects, so that after a restore it gets some objects again and misses none.
 * An object that changes meanwhile may come twice; its last line counts. The last line of the backup contains the
 * number of lines and the digest of all lines before it.
 */
export async function* backupOf(store: Store, now: () => number): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let lines = 0;
  for await (const some of partsOf(store, now)) {
    const text = some.map((line) => `${JSON.stringify(line)}\n`).join('');
    hash.update(text);
    lines += some.length;
    if (text) yield text;
  }
  const end: Line = { end: { lines, digest: hash.digest('hex') } };
  yield `${JSON.stringify(end)}\n`;
}

async function* partsOf({ notes, registry, objects }: Store, now: () => number): AsyncGenerator<Line[]> {
  const kept: Line[] = [];
  for (const kind of noteKinds)
    for (const { key, value, until } of await notes.all(kind)) kept.push({ note: [kind, key, until, value] });
  const position = await objects.present();
  yield [{ backup: format, made: new Date(now()).toISOString(), position }];
  yield kept;
  yield registry.kept().map((connection) => ({ connection }));
  yield [...registry.read().agreements].map((agreement) => ({ agreement }));
  for (let read = 0; ; ) {
    const records = await objects.since(read, batchSize);
    yield records.map(lineOf);
    // Objects that changed while they were read have later numbers: the copy is complete only where none is left.
    if (records.length < batchSize) return;
    read = records.at(-1)!.changed;
  }
}
