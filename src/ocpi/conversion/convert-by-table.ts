import type { Json } from '../editions/basic-ocpi-types.ts';
import type { Passage, Rules, Way } from './conversion-rule-types.ts';
import type { Context, Ledger } from './conversion-types.ts';
import { enums } from './enum-value-table.ts';
import { classes } from './property-table.ts';
import { decimals, shortId } from './shorten-and-fill-values.ts';
import type { Fate, Row } from './table-row-types.ts';

/** Starts the conversion of an object with an empty list of losses. */
export function passageOf(
  way: Way,
  context: Context,
  rules: Rules,
): Passage & { ledger: Ledger; taken: string[] } {
  const ledger: Ledger = { lost: [], invented: [], notes: [] };
  const taken: string[] = [];
  const passage: Passage & { ledger: Ledger; taken: string[] } = {
    way,
    context,
    ledger,
    taken,
    lose: (pointer) => void ledger.lost.push(pointer),
    invent: (pointer) => void ledger.invented.push(pointer),
    note: (sentence) => void (ledger.notes.includes(sentence) || ledger.notes.push(sentence)),
    hold: (reason) => void (ledger.held ??= reason),
    take: (pointer) => void taken.push(pointer),
    convert: (of, value, pointer) => convert(passage, rules, of, value, pointer),
  };
  return passage;
}

function convert(
  passage: Passage,
  rules: Rules,
  of: string | undefined,
  value: unknown,
  pointer: string,
): unknown {
  if (value === null || value === undefined || of === undefined) return value ?? undefined;
  if (Array.isArray(value)) {
    const kept = value.flatMap((entry, at) => passage.convert(of, entry, `${pointer}/${at}`) ?? []);
    return kept.length === 0 ? undefined : kept;
  }
  if (of === 'alias') return shortId(value, () => passage.lose(pointer));
  if (of === 'degrees') return decimals(passage.way, value);
  const isObject = typeof value === 'object';
  if (classes[of] !== undefined)
    return isObject ? carry(passage, rules, of, value as Json, pointer) : undefined;
  return enumValue(passage, of, value, pointer);
}

/** Converts an object of a class: each property by its row of the table, then the whole by the class's rule. */
function carry(passage: Passage, rules: Rules, name: string, given: Json, pointer: string): Json | undefined {
  const { byName, targets } = tables[passage.way].get(name) as ClassTable;
  const carried: Json = {};
  for (const [field, value] of Object.entries(given)) {
    const at = `${pointer}/${field}`;
    const row = byName.get(field);
    if (value === null || value === undefined) continue;
    if (!row) {
      if (!targets.has(field)) carried[field] = value;
      else passage.lose(at);
      continue;
    }
    const target = targetOf(row, passage.way);
    const fate = fateOf(row, passage.way);
    if (fate === 'lost') passage.lose(at);
    if (fate === 'extension' && passage.way === 'up') passage.take(at);
    const isTaken = fate === 'extension' && passage.way === 'up';
    const moved = !moves.includes(fate) ? undefined : isTaken ? value : passage.convert(row[4], value, at);
    if (moved !== undefined) carried[target] = moved;
  }
  const rule = rules[passage.way][name];
  return rule ? rule(given, carried, passage, pointer) : carried;
}

/** The fates of properties for which the table alone is enough. */
const moves: readonly Fate[] = ['same', 'renamed', 'extension'];

/**
 * The name of a property in the owner's version; where that has none, the name in the reader's version, which the owner
 * may have sent.
 */
function sourceOf([older, newer, up]: Row, way: Way): string {
  if (way === 'down') return newer;
  return older === '' && up === 'extension' ? newer : older;
}

function targetOf([older, newer, , down]: Row, way: Way): string {
  if (way === 'up') return newer;
  return older === '' && down === 'extension' ? newer : older;
}

function fateOf([, , up, down]: Row, way: Way): Fate {
  return way === 'up' ? up : down;
}

/** The rows of a class in one direction: by the property's name in the owner's version, and the names in the reader's. */
interface ClassTable {
  byName: ReadonlyMap<string, Row>;
  targets: ReadonlySet<string>;
}

/** The tables of all classes, in both directions. */
const tables: Record<Way, ReadonlyMap<string, ClassTable>> = { up: tablesOf('up'), down: tablesOf('down') };

function tablesOf(way: Way): Map<string, ClassTable> {
  return new Map(
    Object.entries(classes).map(([name, { rows }]) => [
      name,
      {
        byName: new Map(rows.map((row) => [sourceOf(row, way), row])),
        targets: new Set(rows.map((row) => targetOf(row, way))),
      },
    ]),
  );
}

function enumValue(passage: Passage, name: string, value: unknown, pointer: string): unknown {
  const fate = enums[name]?.[passage.way]?.[String(value)];
  if (fate === undefined || fate === 'extension') return value;
  if (fate === 'none') return undefined;
  passage.lose(pointer);
  return fate === 'lost' ? undefined : fate.to;
}
