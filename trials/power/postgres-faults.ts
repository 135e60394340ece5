import { setTimeout as pause } from 'node:timers/promises';
import { asked } from '../../src/store/postgres/test-database.ts';
import { http } from '../torture/call-admin-api.ts';
import { until } from '../torture/wait-until.ts';
import { type DatabaseScene, startDatabaseScene } from './hub-on-postgres-with-standby.ts';
import { promoteStandby, startAlone } from './promote-standby.ts';

/** A fault of PostgreSQL while a hub is under load; resolves when it is over and the hub may be expected to recover. */
type Fault = (scene: DatabaseScene) => Promise<void>;

/** The hub's SQL statements at which its connections are cut, by words that each statement carries. */
export const statements = [
  ...['lock keys', 'read keys', 'BEGIN', 'shift totals', 'store changes', 'COMMIT', 'get note', 'put notes'],
  ...[
    'append exchanges',
    'LISTEN',
    'news',
    'count processes',
    'ready',
    'find',
    'read registry',
    'take shards',
  ],
];
const hour = 3_600_000;

/** The faults of PostgreSQL by name, each one round; in this order, since a standby that was promoted stays. */
const rounds: Record<string, Fault> = {
  ...Object.fromEntries(statements.map((words) => [`connections cut at "${words}"`, cutAt(words)])),
  'each of the hub’s backends ended by pg_terminate_backend': terminateEach,
  'the hub’s clock two hours ahead': async ({ clocks }) => clocks.hub.setClock(2 * hour),
  'the hub’s clock back again': async ({ clocks }) => clocks.hub.setClock(0),
  'the database’s clock two hours ahead': async ({ clocks }) => clocks.database.setClock(2 * hour),
  'the database’s clock back again': async ({ clocks }) => clocks.database.setClock(0),
  'both clocks an hour behind': async ({ clocks }) => {
    for (const clock of Object.values(clocks)) clock.setClock(-hour);
  },
  'the database killed and begun again': async ({ primary }) => {
    await primary.kill();
    await primary.start();
  },
  'a standby promoted in place of its killed primary': promote,
  'the old primary back, and the hub led to it for a while': oldPrimary,
};

/**
 * Runs the wanted faults of PostgreSQL under load; gives the number of faults and of accepted writes, and all that was
 * wrong, in words.
 */
export async function databaseFaults(
  folder: string,
  wanted: (name: string) => boolean,
): Promise<{ count: number; taken: number; wrong: string[] }> {
  const wrong: string[] = [];
  const scene = await startDatabaseScene(folder);
  let [count, taken] = [0, 0];
  try {
    for (const [name, fault] of Object.entries(rounds).filter(([one]) => wanted(one))) {
      const found = await round(scene, fault).catch((error: Error) => ({ taken: 0, wrong: [error.message] }));
      count += 1;
      taken += found.taken;
      wrong.push(...found.wrong.map((one) => `${name}: ${one}; see ${folder}`));
      if (wrong.length > 0) break;
    }
    await scene.hub.kill();
    await scene.hub.start();
    for (const operator of scene.operators) wrong.push(...(await operator.lost()));
  } finally {
    await scene.stop();
  }
  return { count, taken, wrong };
}

async function round(scene: DatabaseScene, fault: Fault): Promise<{ taken: number; wrong: string[] }> {
  const { operators, hub } = scene;
  let taken = 0;
  let going = true;
  const load = operators.map(async (operator) => {
    while (going) {
      if ((await operator.put()) === 'taken') taken += 1;
      else await pause(10);
    }
  });
  try {
    await until(() => (taken < 20 ? `${taken} writes taken before the fault` : undefined), 30_000);
    await fault(scene);
    const after = taken;
    await until(
      () => (taken < after + 40 ? `${taken - after} writes taken after the fault` : undefined),
      60_000,
    );
    await until(async () => {
      const { status } = await http('GET', `${hub.url()}/health/ready`, '');
      return status === 200 ? undefined : `/health/ready is ${status}`;
    }, 30_000);
  } finally {
    going = false;
    await Promise.all(load);
  }
  const wrong: string[] = [];
  for (const operator of [...operators, scene.witness]) wrong.push(...(await operator.lost()));
  return { taken, wrong };
}

function cutAt(state: string): Fault {
  return async ({ proxy }) => {
    // If the hub does not send the statement within ten seconds, its connections are cut anyway.
    const cut = proxy.cutAt(state);
    await Promise.race([cut, pause(10_000)]);
    proxy.cut();
    await pause(200);
    proxy.mend();
  };
}

async function terminateEach({ primary }: DatabaseScene): Promise<void> {
  const ended = new Set<number>();
  for (let left = 30; left > 0; left--) {
    const rows = await asked<{ pid: number }>(
      primary.url,
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'ocpi-hub'`,
    );
    const next = rows.map(({ pid }) => pid).find((pid) => !ended.has(pid));
    if (next === undefined) return;
    ended.add(next);
    await asked(primary.url, `SELECT pg_terminate_backend(${next})`);
    await pause(100);
    // Backends of connections that the hub opens anew stay, after all of the first have ended.
    if (ended.size >= 12) return;
  }
}

async function promote({ primary, standby, proxy }: DatabaseScene): Promise<void> {
  await promoteStandby({ url: primary.url, end: primary.kill }, standby);
  proxy.leadTo(standby.url);
}

async function oldPrimary({ primary, standby, proxy, witness }: DatabaseScene): Promise<void> {
  for (let nth = 0; nth < 5; nth++) await witness.put();
  await startAlone(primary);
  proxy.leadTo(primary.url);
  const end = Date.now() + 4000;
  while (Date.now() < end) if ((await witness.put()) === 'refused') await pause(20);
  proxy.leadTo(standby.url);
}
