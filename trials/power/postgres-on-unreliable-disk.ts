import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../features/support/free-port.ts';
import { type Binaries, makeCluster, runServer } from '../../scripts/postgres-cluster.ts';
import { inherited } from '../test/bundled-programs.ts';
import { random } from '../torture/common/seeded-random.ts';
import { readLog } from './file-call-log.ts';
import { type Fault, type Shim, shim } from './file-call-shim.ts';
import { end, given, ready, withStoreOf } from './postgres-fault-rounds.ts';
import { diskOf } from './simulated-disk.ts';

/** A PostgreSQL server on a disk of its own that loses everything that was not synced when the server is killed. */
export interface UnreliableServer {
  url: string;
  start(): Promise<void>;
  /** Takes the power from server and disk, where chance decides after some failing calls of files. */
  cutPower(): Promise<void>;
  /** Sets the server's clock ahead by so many milliseconds, or back. */
  setClock(ahead: number): void;
  /** Copies the running server's data, from which a standby begins that follows it. */
  copyTo(standby: string): Promise<UnreliableServer>;
  /** Removes the data of a server that is not needed any more. */
  remove(): Promise<void>;
}

/** Settings of a PostgreSQL that writes to disk as a real one does, with many checkpoints, and that standbys can follow. */
const durable = [
  'max_wal_size=4MB',
  'min_wal_size=2MB',
  'wal_level=replica',
  'max_wal_senders=10',
  'wal_keep_size=64MB',
  'io_method=sync',
  // With mapped memory, a killed server leaves nothing outside its folder.
  'dynamic_shared_memory_type=mmap',
  'autovacuum_naptime=1s',
];

/** Faults of a disk of which PostgreSQL has to survive each: full, or failing to write or to sync. */
const failing: Fault[] = [
  { calls: ['write', 'open'], error: 28 },
  { calls: ['write'], error: 5, name: 'pg_wal/', times: 1 },
  { calls: ['sync'], error: 5, times: 1 },
];

/** A disk that is slow to sync; PostgreSQL writes too often for a delay of each write. */
const slow: Fault = { calls: ['sync'], error: 0 };

/**
 * Makes a PostgreSQL server with the hub's tables in a folder that the server's user may enter. The tables come before
 * the disk is watched: PostgreSQL syncs no folder of a new table, since file systems keep the name of a file that is
 * synced, but the simulated disk drops it.
 */
export async function makeUnreliableServer(
  binaries: Binaries,
  folder: string,
  seed: string,
): Promise<UnreliableServer> {
  const port = await freePort();
  mkdirSync(join(folder, 'disk'), { recursive: true });
  const data = join(folder, 'disk/data');
  const url = makeCluster(binaries, data, port, ['--wal-segsize=1']);
  await withStoreOf(binaries, { data, port, url }, async () => undefined);
  return serverIn(folder, { binaries, seed, url, more: [] });
}

interface Given {
  binaries: Binaries;
  seed: string;
  url: string;
  more: string[];
}

function serverIn(folder: string, { binaries, seed, url, more }: Given): UnreliableServer {
  const root = join(folder, 'disk');
  const data = join(root, 'data');
  let life = 0;
  let disk = diskOf(root);
  let around: Shim | undefined;
  let running: ChildProcess | undefined;
  return {
    url,
    async start() {
      life += 1;
      rmSync(join(data, 'postmaster.pid'), { force: true });
      given(root, binaries);
      disk = diskOf(root);
      around = shim(root, `life-${life}`);
      const chance = random(seed, folder, life, 'disk');
      const env = { ...inherited(), ...around.env };
      const port = Number(new URL(url).port);
      // A hub that reconnects meanwhile is refused, of which the server tells.
      running = await ready(runServer(binaries, data, port, [...durable, ...more], env), true);
      if (chance.whole(1, 4) === 1) around.fail({ ...slow, delayMs: chance.whole(1, 10) });
    },
    async cutPower() {
      if (!running || !around) return;
      const chance = random(seed, folder, life, 'cut');
      if (chance.whole(1, 3) === 1) {
        around.fail(chance.pick(failing));
        await pause(chance.whole(20, 400));
      }
      await end(running, 'SIGKILL');
      running = undefined;
      for (const entry of readLog(around.log)) disk.play(entry);
      rmSync(around.log);
      const left = `${root}.left`;
      disk.cut(left, chance);
      rmSync(root, { recursive: true });
      renameSync(left, root);
    },
    setClock: (ahead) => around?.setClock(ahead),
    async copyTo(standby) {
      const own = new URL(url);
      mkdirSync(join(standby, 'disk'), { recursive: true });
      const client = new Client(url);
      await client.connect();
      try {
        await client.query(`SELECT pg_backup_start('standby', true)`);
        // The server goes on writing: `cp` says so of files that vanish meanwhile, and their log brings what it missed.
        await once(spawn('cp', ['-a', data, join(standby, 'disk')], { stdio: 'ignore' }), 'exit');
        const { rows } = await client.query<{ labelfile: string }>(
          'SELECT labelfile FROM pg_backup_stop(false)',
        );
        writeFileSync(join(standby, 'disk/data/backup_label'), rows[0]!.labelfile);
      } finally {
        await client.end();
      }
      rmSync(join(standby, 'disk/data/postgresql.auto.conf'), { force: true });
      writeFileSync(join(standby, 'disk/data/standby.signal'), '');
      const port = await freePort();
      const follow = `host=127.0.0.1 port=${own.port} user=${own.username} password=${own.password} application_name=standby`;
      own.port = String(port);
      return serverIn(standby, { binaries, seed, url: own.href, more: [`primary_conninfo=${follow}`] });
    },
    async remove() {
      if (running) await end(running, 'SIGKILL');
      running = undefined;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
