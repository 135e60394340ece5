import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The kinds of file calls that a fault may hit, by their bit in the control page; the numbers are those of `shim.h`.
 */
export const calls = { open: 1, write: 2, truncate: 3, rename: 4, unlink: 5, mkdir: 6, sync: 8 } as const;

/** A fault in the file calls of a process that runs with the shim. */
export interface Fault {
  calls: (keyof typeof calls)[];
  /** The `errno` with which the chosen file calls fail; 0 only delays them. */
  error: number;
  /** The number of matching calls before the first that is hit, and of those that are hit from there on. */
  skip?: number;
  times?: number;
  delayMs?: number;
  /** Part of the path, below the root, of the files that the fault is about; every file by default. */
  name?: string;
}

/**
 * The preloaded library (shim) around one folder: file calls below it, of processes started with `env`, go into `log`.
 */
export interface Shim {
  env: Record<string, string>;
  log: string;
  /** Ends each process at its first logged call once so many calls of all processes have been logged. */
  cutAt(entries: number): void;
  /** Number of file calls that the process has made and the shim has logged so far. */
  entries(): number;
  /** Sets the wall clock of the processes ahead by so many milliseconds, whole seconds, or back. */
  setClock(ahead: number): void;
  /** Lets file calls fail from now on, or succeed again. */
  fail(fault: Fault | undefined): void;
}

const folder = fileURLToPath(new URL('./shim/', import.meta.url));
const sources = ['core.c', 'files.c', 'streams.c', 'clock.c'].map((name) => join(folder, name));

/** Builds the shim's library from C, once for each state of its sources; gives its path. */
function library(): string {
  const cache = resolve('node_modules/.cache/power');
  const content = [join(folder, 'shim.h'), ...sources].map((name) => readFileSync(name));
  const name = createHash('sha256').update(Buffer.concat(content)).digest('hex').slice(0, 16);
  const file = join(cache, `${name}.so`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const made = `${file}.${process.pid}`;
  const { status, stderr } = spawnSync(
    'gcc',
    ['-O2', '-Wall', '-Werror', '-shared', '-fPIC', '-o', made, ...sources, '-ldl', '-pthread'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`gcc cannot build ${folder}: ${stderr}`);
  renameSync(made, file);
  return file;
}

/** Byte offsets of the fields in the control page. */
const place = {
  entries: 0,
  cutAt: 8,
  error: 16,
  calls: 20,
  skip: 24,
  times: 28,
  delay: 32,
  name: 36,
  clock: 80,
  end: 80,
};

/**
 * A shim for file calls below `root`, with an empty log named by `name` beside it; `says` logs everything that the
 * processes print, too.
 */
export function shim(root: string, name: string, says = false): Shim {
  const control = `${root}.${name}.control`;
  const log = `${root}.${name}.log`;
  writeFileSync(control, Buffer.alloc(4096));
  writeFileSync(log, '');
  // PostgreSQL runs as another user, which has to write here too.
  for (const file of [control, log]) chmodSync(file, 0o666);
  const set = (at: number, bytes: Buffer) => {
    const file = openSync(control, 'r+');
    writeSync(file, bytes, 0, bytes.length, at);
    closeSync(file);
  };
  return {
    env: {
      LD_PRELOAD: library(),
      POWER_ROOT: root,
      POWER_LOG: log,
      POWER_CONTROL: control,
      ...(says ? { POWER_SAYS: '1' } : {}),
    },
    log,
    cutAt(entries) {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(BigInt(entries));
      set(place.cutAt, bytes);
    },
    setClock(ahead) {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(BigInt(ahead));
      set(place.clock, bytes);
    },
    entries: () => Number(readFileSync(control).readBigUInt64LE(place.entries)),
    fail(fault) {
      // The bits of the calls are written last: the processes look at the fault from then on.
      set(place.calls, Buffer.alloc(4));
      if (!fault) return;
      const { error, skip = 0, times = 2 ** 30, delayMs = 0, name: part = '' } = fault;
      const bytes = Buffer.alloc(place.end);
      bytes.writeInt32LE(error, place.error);
      bytes.writeInt32LE(skip, place.skip);
      bytes.writeInt32LE(times, place.times);
      bytes.writeInt32LE(delayMs, place.delay);
      bytes.write(part, place.name);
      set(place.error, bytes.subarray(place.error, place.calls));
      set(place.skip, bytes.subarray(place.skip));
      const bits = Buffer.alloc(4);
      bits.writeInt32LE(fault.calls.reduce((sum, call) => sum | (1 << calls[call]), 0));
      set(place.calls, bits);
    },
  };
}
