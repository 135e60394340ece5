/** Queues work under a key and runs it when the key's turn has come. */
export type FairShares = (key: string, run: () => void) => void;

interface Line {
  /** Processing time of this key in milliseconds, relative to the other keys. */
  used: number;
  waiting: (() => void)[];
}

/** Milliseconds of work before the event loop may bring new requests. */
const slice = 4;

/** The least that a turn counts, in milliseconds: work after the first await is not measured. */
const least = 0.1;

/** How far a key can fall behind, in milliseconds: a debt from hours ago does not count. */
const longestDebt = 100;

/**
 * Shares this process out: work of a key that has had least comes first, so that none takes more than half of it while
 * another wants it. Where nobody waits work is done at once. `clock` in milliseconds, `later` as `setImmediate`.
 */
export function fairShares(
  clock: () => number = () => performance.now(),
  later: (run: () => void) => void = setImmediate,
): FairShares {
  const lines = new Map<string, Line>();
  const waiting = new Set<Line>();
  let floor = 0;
  let spent = 0;
  let awaited = false;

  function work(): void {
    for (let line = neediest(); line && spent < slice; line = neediest()) {
      floor = Math.max(floor, line.used);
      const run = line.waiting.shift();
      if (line.waiting.length === 0) waiting.delete(line);
      const from = clock();
      run?.();
      const took = Math.max(least, clock() - from);
      line.used += took;
      spent += took;
    }
    if (awaited) return;
    awaited = true;
    later(() => {
      awaited = false;
      spent = 0;
      if (waiting.size > 0) work();
    });
  }

  function neediest(): Line | undefined {
    let found: Line | undefined;
    for (const line of waiting) if (!found || line.used < found.used) found = line;
    return found;
  }

  return (key, run) => {
    const line = lines.get(key) ?? { used: floor, waiting: [] };
    lines.set(key, line);
    // A key that was idle has no credit.
    line.used = Math.min(Math.max(line.used, floor), floor + longestDebt);
    line.waiting.push(run);
    waiting.add(line);
    if (spent < slice) work();
  };
}
