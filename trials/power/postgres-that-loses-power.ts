import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findPostgres } from '../../scripts/postgres-cluster.ts';
import { type Proxy, startProxy } from '../../src/store/postgres/tcp-proxy.ts';
import { type Random, random } from '../torture/common/seeded-random.ts';
import type { Victim } from '../torture/plan-faults-of-round.ts';
import { endBackends } from '../torture/postgres-process.ts';
import { statements } from './postgres-faults.ts';
import { makeUnreliableServer, type UnreliableServer } from './postgres-on-unreliable-disk.ts';
import { promoteStandby, startAlone } from './promote-standby.ts';

/** A PostgreSQL behind a proxy, with all that may befall it; after a failover another server stands there. */
export interface PostgresWithFaults {
  /** The database's URL, through a proxy that all connections of the hub pass. */
  url: string;
  /** The faults by name, each begun by `kill` and over after `start`. */
  faults: Record<string, Victim>;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL that loses power, whose disk fails or is slow, whose connections and backends are ended, whose
 * clock jumps, and in whose place a standby comes while the old primary returns for a while.
 */
export async function startPostgresWithFaults(folder: string, seed: string): Promise<PostgresWithFaults> {
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  const binaries = findPostgres(folder);
  let primary = await makeUnreliableServer(binaries, join(folder, 'server-1'), seed);
  await primary.start();
  const proxy = await startProxy(primary.url);
  let servers = 1;
  let faults = 0;
  const chanceOf = (name: string) => random(seed, ++faults, name);

  return {
    url: proxy.url,
    faults: {
      database: { kill: () => primary.cutPower(), start: () => primary.start() },
      connections: { kill: async () => proxy.cut(), start: async () => proxy.mend() },
      statement: {
        kill: () => cutAtStatement(proxy, chanceOf('statement')),
        start: async () => proxy.mend(),
      },
      backends: { kill: () => endBackends(primary.url), start: async () => undefined },
      'clock of the database': {
        kill: async () => primary.setClock(chanceOf('clock').pick(jumps)),
        start: async () => primary.setClock(0),
      },
      failover: {
        async kill() {
          servers += 1;
          const old = primary;
          primary = await promoted(old, join(folder, `server-${servers}`));
          proxy.leadTo(primary.url);
          if (chanceOf('old primary').whole(1, 2) === 1) await comeBack(old, primary, proxy);
          await old.remove();
        },
        start: async () => undefined,
      },
    },
    async stop() {
      await proxy.close();
      await primary.remove();
    },
  };
}

/** Milliseconds by which a clock may jump: up to two hours ahead or back. */
export const jumps = [7_200_000, 600_000, 40_000, -2000, -40_000, -3_600_000];

/** Cuts all connections of the hub the next time that it sends some statement, at the latest after three seconds. */
async function cutAtStatement(proxy: Proxy, chance: Random): Promise<void> {
  await Promise.race([proxy.cutAt(chance.pick(statements)), pause(3000)]);
  proxy.cut();
}

/** Makes a synchronous standby of a server, takes the server's power, and promotes the standby. */
async function promoted(old: UnreliableServer, folder: string): Promise<UnreliableServer> {
  const standby = await old.copyTo(folder);
  await promoteStandby({ url: old.url, end: old.cutPower }, standby);
  return standby;
}

/** Leads the hub to the old primary for a while. */
async function comeBack(old: UnreliableServer, primary: UnreliableServer, proxy: Proxy): Promise<void> {
  await startAlone(old);
  proxy.leadTo(old.url);
  await pause(2000);
  proxy.leadTo(primary.url);
}
