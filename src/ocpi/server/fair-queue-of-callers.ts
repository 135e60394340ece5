/** Queues the work of a caller, named by a key, and runs it when the caller's turn has come. */
export type FairShares = (key: string, run: () => void) => void;

interface Line {
  /** Processing time that this caller has used, in milliseconds, relative to the other callers. */
  used: number;
  waiting: (() => void)[];
}

/** Milliseconds of work after which the event loop may take new requests. */
const slice = 4;

/** Milliseconds that a turn counts at least: work after its first await is not measured. */
const least = 0.1;

/** Milliseconds that a caller can fall behind at most: processing time used hours ago does not count. */
const longestDebt = 100;

/**
 * Shares this process among callers: the caller that has used least time comes first, so that none takes more than half
 * of the process while another wants it. Where nobody waits, work runs at once. `clock` in milliseconds, `later` as
 * `setImmediate`.
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
    // A caller of the server that sent nothing for a while gets no credit for that.
    line.used = Math.min(Math.max(line.used, floor), floor + longestDebt);
    line.waiting.push(run);
    waiting.add(line);
    if (spent < slice) work();
  };
}
