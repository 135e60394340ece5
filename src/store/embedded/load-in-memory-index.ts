import type { Memory } from './in-memory-index.ts';
import { addRow } from './in-memory-index-rows.ts';
import { changedBy, changesAfter, namedBy, names } from './keys-of-objects-in-leveldb.ts';
import { readName } from './leveldb-operations-of-change.ts';
import type { Level } from './leveldb-with-checksums.ts';

/** Fills the in-memory index from the LevelDB database: a row for every object, and the number of the newest change. */
export async function load(level: Level, memory: Memory): Promise<void> {
  for await (const page of level.pages(names)) {
    for (const [nameKey, value] of page) {
      const row = readName(value);
      memory.addName(nameKey, row.created);
      if (row.created === 0) continue;
      const { module, owner } = namedBy(nameKey);
      addRow(memory.rowsOf(module), { ...row, owner }, memory.parties);
    }
  }
  memory.sort();
  for (const newest of await level.keys({ ...changesAfter(0), reverse: true, limit: 1 })) {
    memory.position = changedBy(newest);
  }
}
