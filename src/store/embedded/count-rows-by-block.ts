/** Number of successive rows of the in-memory index that share one total. */
export const blockSize = 4096;

/** Totals of a block of rows, which make it unnecessary to look at each of them. */
export interface Block {
  /** Number of the block's rows in a list without dates, by the party number of their owner. */
  shown: Map<number, number>;
  /** The `last_updated` of the newest row that the block has ever had. */
  newest: number;
}

/** The columns of rows on which the totals depend. */
interface Counted {
  owner: Uint32Array;
  flags: Uint8Array;
  blocks: Block[];
}

/** The block that contains the row at a place. */
export function blockAt({ blocks }: Pick<Counted, 'blocks'>, at: number): Block {
  const nth = Math.floor(at / blockSize);
  blocks[nth] ??= { shown: new Map(), newest: -Infinity };
  return blocks[nth];
}

/** Adds a row to the totals of its block, or subtracts it, by the present values of its columns. */
export function count(rows: Counted, at: number, by: 1 | -1): void {
  if (rows.flags[at] !== 0) return;
  const { shown } = blockAt(rows, at);
  const owner = rows.owner[at]!;
  shown.set(owner, (shown.get(owner) ?? 0) + by);
}
