import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../features/support/free-port.ts';
import {
  type Binaries,
  findPostgres,
  giveTo,
  makeCluster,
  onReady,
  runServer,
} from '../../scripts/postgres-cluster.ts';
import { compare } from '../../src/store/contract/writes-of-killed-process.ts';
import { openPostgresStore } from '../../src/store/postgres/open-postgres-store.ts';
import { inherited, programOf } from '../test/bundled-programs.ts';
import { random } from '../torture/common/seeded-random.ts';
import { type Entry, readLog } from './file-call-log.ts';
import { shim } from './file-call-shim.ts';
import { diskOf } from './simulated-disk.ts';
import { acknowledged } from './store-power-cut-rounds.ts';

/** Settings of a PostgreSQL that writes to disk as a real one does, with many checkpoints. */
const durable = [
  'max_wal_size=2MB',
  'min_wal_size=2MB',
  'wal_keep_size=0',
  'io_method=sync',
  // With mapped memory, a killed server leaves nothing outside its folder.
  'dynamic_shared_memory_type=mmap',
  'autovacuum_naptime=1s',
];

/** A PostgreSQL whose processes write into one log of file calls, and lose power together. */
export interface DatabaseRounds {
  /**
   * Runs PostgreSQL under a writing process until it loses power, and checks the remains of `cuts` cuts of its log of
   * file calls; gives all that was wrong, in words.
   */
  round(nth: number, cuts: number): Promise<string[]>;
}

/** Makes a PostgreSQL cluster with the hub's tables, in a folder that the server's user may enter. */
export async function startDatabaseRounds(folder: string, seed: string): Promise<DatabaseRounds> {
  const binaries = findPostgres(folder);
  const port = await freePort();
  const [root, base] = [join(folder, 'disk'), join(folder, 'base')];
  mkdirSync(base);
  const url = makeCluster(binaries, join(base, 'data'), port, ['--wal-segsize=1']);
  const opened = (data: string, work: (store: Store) => Promise<void>) =>
    withStoreOf(binaries, { data, port, url }, work);
  await opened(join(base, 'data'), async () => undefined);

  return {
    async round(nth, cuts) {
      const chance = random(seed, nth, 'database');
      if (nth === 1 || chance.whole(0, 2) === 0) replace(root, base, binaries);
      const disk = diskOf(root);
      const log = await life(nth, chance.whole(200, 3000));
      const first = log.findIndex(({ is }) => is === 'say');
      if (!log.some(({ is }) => is === 'write')) return ['the processes of the server are not logged'];
      if (first < 0) return [`round ${nth}: nothing was acknowledged in ${log.length} calls`];
      const moments = Array.from({ length: cuts - 1 }, () => chance.whole(first, log.length)).sort(
        (a, b) => a - b,
      );
      const wrong: string[] = [];
      let played = 0;
      for (const [at, moment] of [...moments, log.length].entries()) {
        for (; played < moment; played++) disk.play(log[played] as Entry);
        const left = join(folder, 'left');
        disk.cut(left, random(seed, nth, at, 'database cut'));
        rmSync(join(left, 'data', 'postmaster.pid'), { force: true });
        given(left, binaries);
        const lines = acknowledged(log.slice(0, moment));
        const problem = await opened(join(left, 'data'), (store) => compare(store, lines)).catch(
          (error: Error) => error.message.replace(/\s+/g, ' '),
        );
        if (problem) {
          const kept = join(folder, `left-${nth}-${at}`);
          renameSync(left, kept);
          wrong.push(
            `round ${nth}, cut ${at} after call ${moment} of ${log.length}, ${lines.length} acknowledged: ${problem}; see ${kept}`,
          );
        } else if (at < moments.length) rmSync(left, { recursive: true });
        else replaceWith(root, left);
      }
      return wrong;
    },
  };

  /** Runs PostgreSQL under load until it loses power; gives its log of file calls. */
  async function life(nth: number, calls: number): Promise<Entry[]> {
    const around = shim(root, `life-${nth}`);
    const data = join(root, 'data');
    const server = await ready(runServer(binaries, data, port, durable, { ...inherited(), ...around.env }));
    const child = spawn(
      process.execPath,
      [...(await programOf('src/store/postgres/child-process-that-writes.ts')), url],
      { env: { ...inherited(), ...around.env, POWER_SAYS: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), ended]);
    child.stdout.resume();
    const cut = around.entries() + calls;
    around.cutAt(cut);
    while (around.entries() < cut && child.exitCode === null) await pause(5);
    child.kill('SIGKILL');
    await ended;
    await end(server, 'SIGKILL');
    const log = readLog(around.log);
    rmSync(around.log);
    return log;
  }
}

type Store = Awaited<ReturnType<typeof openPostgresStore>>;

/** Runs a PostgreSQL server on a cluster that need not last, and the hub's store on it, which makes its tables, during some work. */
export async function withStoreOf(
  binaries: Binaries,
  { data, port, url }: { data: string; port: number; url: string },
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const server = await ready(runServer(binaries, data, port, ['fsync=off'], { ...inherited() }));
  try {
    const store = await openPostgresStore({ url, connections: 2, warn: () => undefined });
    try {
      await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await end(server, 'SIGQUIT');
  }
}

/** Waits until a PostgreSQL server accepts connections; until then its errors are shown unless `quiet`. */
export async function ready(server: ChildProcess, quiet = false): Promise<ChildProcess> {
  await Promise.race([
    new Promise<void>((resolve) => onReady(server, resolve, () => quiet)),
    once(server, 'exit').then(([code]) => {
      throw new Error(`the server ended with ${code} before it was ready`);
    }),
  ]);
  return server;
}

/** Ends a PostgreSQL server with all its processes. */
export async function end(server: ChildProcess, signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
  const ended = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined;
  // Each process of PostgreSQL leads a group of its own, and one that waits for a lock of a killed one waits for ever.
  const others = signal === 'SIGKILL' ? childrenOf(server.pid!) : [];
  for (const pid of [server.pid!, ...others]) send(pid, signal);
  await ended;
}

function send(pid: number, signal: 'SIGKILL' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The ids of the processes that a process has started, as Linux lists them. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return (
          pid > 0 && Number(/\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) === parent
        );
      } catch {
        // The PostgreSQL process has ended meanwhile.
        return false;
      }
    });
}

function replace(root: string, base: string, binaries: Binaries): void {
  rmSync(root, { recursive: true, force: true });
  cpSync(base, root, { recursive: true });
  given(root, binaries);
}

function replaceWith(root: string, left: string): void {
  rmSync(root, { recursive: true });
  renameSync(left, root);
}

/** Gives a folder and everything in it to the user of the PostgreSQL server. */
export function given(folder: string, { identity }: Binaries): void {
  giveTo(identity, folder);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    giveTo(identity, join(folder, name));
}
