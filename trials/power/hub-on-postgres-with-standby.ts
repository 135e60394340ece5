import type { ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../features/support/free-port.ts';
import { findPostgres, makeCluster, runServer } from '../../scripts/postgres-cluster.ts';
import { type Proxy, startProxy } from '../../src/store/postgres/tcp-proxy.ts';
import { inherited } from '../test/bundled-programs.ts';
import { type HubProcess, startHubProcess } from '../torture/hub-process.ts';
import { connect } from '../torture/start-hub-and-partners.ts';
import { startVersionsServer } from '../torture/versions-server.ts';
import { type Shim, shim } from './file-call-shim.ts';
import { Operator } from './operator-that-remembers.ts';
import { end, given, ready } from './postgres-fault-rounds.ts';

/** A PostgreSQL server that can be stopped and started again. */
export interface Server {
  url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
}

/** A hub on a PostgreSQL with a standby, behind a proxy that all its connections pass. */
export interface DatabaseScene {
  hub: HubProcess;
  proxy: Proxy;
  primary: Server;
  /** The standby that copies the primary, once it is started. */
  standby: Server;
  /** The shims that set the clocks of the hub and of the primary. */
  clocks: { hub: Shim; database: Shim };
  /** Operators that each write one Location after another. */
  operators: Operator[];
  /**
   * A further operator that writes only in the course of a fault, so that none of its later writes hides a lost one.
   */
  witness: Operator;
  stop(): Promise<void>;
}

const settings = [
  'dynamic_shared_memory_type=mmap',
  'wal_level=replica',
  'max_wal_senders=10',
  'wal_keep_size=64MB',
  'fsync=off',
];

/** Starts a hub and its PostgreSQL in a folder that the server's user may enter. */
export async function startDatabaseScene(folder: string): Promise<DatabaseScene> {
  const binaries = findPostgres(folder);
  const data = join(folder, 'primary');
  const copy = join(folder, 'standby');
  mkdirSync(join(folder, 'clocks'));
  chmodSync(join(folder, 'clocks'), 0o755);
  const clocks = {
    hub: shim(join(folder, 'clocks'), 'hub'),
    database: shim(join(folder, 'clocks'), 'database'),
  };
  const ports = [await freePort(), await freePort()] as const;
  const url = makeCluster(binaries, data, ports[0]);
  // A copy of a cluster that is not running is a base backup.
  cpSync(data, copy, { recursive: true });
  writeFileSync(join(copy, 'standby.signal'), '');
  const follow = url
    .replace(/\/postgres$/, '')
    .replace('postgresql://', '')
    .split(/[:@]/);
  const primaryIs = `host=127.0.0.1 port=${ports[0]} user=${follow[0]} password=${follow[1]} application_name=standby`;
  given(copy, binaries);
  const server = (
    folderOf: string,
    port: number,
    more: string[],
    env: Record<string, string> = {},
  ): Server => {
    let running: ChildProcess | undefined;
    const own = new URL(url);
    own.port = String(port);
    return {
      url: own.href,
      async start() {
        rmSync(join(folderOf, 'postmaster.pid'), { force: true });
        const made = runServer(binaries, folderOf, port, [...settings, ...more], { ...inherited(), ...env });
        running = await ready(made);
      },
      async kill() {
        if (running) await end(running, 'SIGKILL');
        running = undefined;
      },
    };
  };
  const primary = server(data, ports[0], [], clocks.database.env);
  const standby = server(copy, ports[1], [`primary_conninfo=${primaryIs}`]);
  await primary.start();
  const proxy = await startProxy(url);
  const partner = await startVersionsServer();
  const hub = await startHubProcess(
    { HUB_DATA_DIR: join(folder, 'data'), DATABASE_URL: proxy.url, ...clocks.hub.env },
    join(folder, 'hub.log'),
  );
  const { token } = await connect(hub.url(), { role: 'CPO', party: 'AAA' }, partner.port);
  return {
    ...{ hub, proxy, primary, standby, clocks },
    operators: ['A', 'B', 'C', 'D'].map((name) => new Operator(hub, token, name)),
    witness: new Operator(hub, token, 'W'),
    async stop() {
      await hub.kill();
      partner.close();
      await proxy.close();
      await standby.kill();
      await primary.kill();
    },
  };
}
