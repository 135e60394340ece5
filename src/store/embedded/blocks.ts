/** Rows that follow each other and are counted together. */
export const blockSize = 4096;

/** What is known of a block without looking at its rows. */
export interface Block {
  /** How many of its rows a list without dates shows, by the number of their owner. */
  shown: Map<number, number>;
  /** `last_updated` of the newest row it has had. */
  newest: number;
}

/** Columns of rows, as far as they are counted. */
interface Counted {
  owner: Uint32Array;
  flags: Uint8Array;
  blocks: Block[];
}

/** The block that a place is in. */
export function blockAt({ blocks }: Pick<Counted, 'blocks'>, at: number): Block {
  const nth = Math.floor(at / blockSize);
  blocks[nth] ??= { shown: new Map(), newest: -Infinity };
  return blocks[nth];
}

/** Counts a row, or takes it out of the count, by what stands in the columns now. */
export function count(rows: Counted, at: number, by: 1 | -1): void {
  if (rows.flags[at] !== 0) return;
  const { shown } = blockAt(rows, at);
  const owner = rows.owner[at]!;
  shown.set(owner, (shown.get(owner) ?? 0) + by);
}
