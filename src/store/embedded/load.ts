import { changedBy, changesAfter, namedBy, names } from './keys.ts';
import { readName } from './layout.ts';
import type { Level } from './level.ts';
import type { Memory } from './memory.ts';
import { addRow } from './rows.ts';

/** Fills the memory from the database: a row for every object, and the number of the newest change. */
export async function load(level: Level, memory: Memory): Promise<void> {
  const entries = level.iterator({ ...names, highWaterMarkBytes: 1_000_000 });
  for (let some = await entries.nextv(10_000); some.length > 0; some = await entries.nextv(10_000)) {
    for (const [nameKey, value] of some) {
      const row = readName(value);
      if (row.created === 0) continue;
      const { module, owner } = namedBy(nameKey);
      addRow(memory.rowsOf(module), { ...row, owner }, memory.parties);
    }
  }
  await entries.close();
  memory.sort();
  for (const newest of await level.keys({ ...changesAfter(0), reverse: true, limit: 1 }).all()) {
    memory.position = changedBy(newest);
  }
}
