import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { databaseFor } from '../support/database-for-hub.ts';
import { eventually } from '../support/eventually.ts';
import { call, type JsonObject } from '../support/http-call.ts';
import { type Hub, startHub } from '../support/hub-process.ts';
import { sample } from '../support/sample-objects.ts';
import { hubCommand } from './command-line.ts';

// These steps are about a hub of several processes on one PostgreSQL.

/**
 * Node's cluster scheduling as a hub in operation has it. The features' other hubs hand out connections in turn, where
 * a connection handed to a process that has just died would hang.
 */
const asOperated = { NODE_CLUSTER_SCHED_POLICY: 'none' };

/** A hub of this many processes starts on one PostgreSQL for the scenario. */
Given('a hub of {int} processes', async function (this: Market, count: number) {
  const hub = await startHub(asOperated, undefined, count);
  use(this, hub);
  this.cleanUps.push(() => rm(hub.dataDir, { recursive: true, force: true }));
});

/** A hub of this many processes and with a sandbox starts on one PostgreSQL for the scenario. */
Given('a hub of {int} processes with a sandbox', async function (this: Market, count: number) {
  const hub = await startHub({ ...asOperated, HUB_SANDBOX: 'true' }, undefined, count);
  use(this, hub);
  this.cleanUps.push(() => rm(hub.dataDir, { recursive: true, force: true }));
});

/** Somebody opens a workspace for an operator by the API of the sandbox. */
Given('a workspace of its sandbox', async function (this: Market) {
  const body = JSON.stringify({ role: 'CPO', name: 'Me' });
  // The sandbox answers once one of the hub's processes has started it.
  const { json } = await eventually(async () => {
    const answer = await call('POST', `${this.hub.url}/sandbox/api/workspaces`, { body });
    assert.equal(answer.status, 201);
    return answer;
  });
  this.kept.set('workspace', String((json?.workspace as JsonObject).id));
  this.kept.set('secret', String(json?.secret));
});

/** Each process of the hub gets SIGKILL in turn, once a replacement of the one before listens. */
When('one process after the other is killed', async function (this: Market) {
  for (const pid of workersOf(this.hub)) await killAndReplace(this.hub, [pid]);
});

/**
 * This many requests for the workspace of the sandbox, one after another, show both stand-ins registered; the first may
 * take longer.
 */
Then(
  'each of {int} requests sees the workspace with its stand-ins registered',
  { timeout: 120_000 },
  async function (this: Market, count: number) {
    const url = `${this.hub.url}/sandbox/api/workspaces/${this.kept.get('workspace')}`;
    const headers = { authorization: `Bearer ${this.kept.get('secret')}` };
    const see = async () => {
      const { status, json } = await call('GET', url, { headers });
      const standIns = (json?.stand_ins ?? []) as { status: string }[];
      assert.deepEqual([status, ...standIns.map((one) => one.status)], [200, 'REGISTERED', 'REGISTERED']);
    };
    await eventually(see, 60_000);
    for (let nth = 1; nth < count; nth += 1) await see();
  },
);

/** The hub stops, `ocpi-hub migrate` moves its data to PostgreSQL, and as many processes start at the same address. */
When(
  'the hub is moved into PostgreSQL and started again as {int} processes',
  async function (this: Market, count: number) {
    const { dataDir } = this.hub;
    await this.hub.stop();
    const { DATABASE_URL } = await databaseFor(dataDir);
    const moved = await hubCommand(this, ['migrate', '--from', dataDir, '--to', DATABASE_URL]);
    assert.equal(moved.code, 0, moved.err);
    const key = (await readFile(join(dataDir, 'secret-key'), 'utf8')).trim();
    const { port } = new URL(this.hub.url);
    use(this, await startHub({ ...asOperated, HUB_SECRET_KEY: key, HUB_PORT: port }, dataDir, count));
  },
);

/** One process of the hub gets SIGKILL. */
When('one of its processes is killed', function (this: Market) {
  process.kill(workersOf(this.hub)[0] as number, 'SIGKILL');
});

/** All processes of the hub get SIGKILL, and the scenario waits until others listen. */
When('all of its processes are killed', async function (this: Market) {
  await killAndReplace(this.hub, workersOf(this.hub));
});

/** The operator puts Locations without pause, each until it is taken, while one process after the other gets SIGKILL. */
When(
  '{party} changes {int} Locations again and again while one process after the other is killed',
  { timeout: 180_000 },
  async function (this: Market, name: string, count: number) {
    let killing = true;
    const all = (async () => {
      for (const pid of workersOf(this.hub)) await killAndReplace(this.hub, [pid]);
    })().finally(() => {
      killing = false;
    });
    const ids = Array.from({ length: count }, (_, nth) => `L${nth}`);
    const change = async (id: string) => {
      for (let version = 1; killing || version < 3; version += 1)
        await sendUntilTaken(this, name, id, `${id} version ${version}`);
    };
    await Promise.all([all, ...ids.map(change)]);
  },
);

/** Each of the parties has received, as its last version of every Location, the one that the owner sent last. */
Then(
  '{parties} have every Location as {party} last sent it',
  async function (this: Market, names: string[], owner: string) {
    for (const name of names) {
      await eventually(() => {
        for (const [id, text] of lastSent(this)) {
          const received = this.party(name).partner.received.filter(
            ({ method, path, answered }) => method === 'PUT' && path.endsWith(`/${owner}/${id}`) && answered,
          );
          assert.equal(received.at(-1)?.json?.name, text, `${name} has an older ${id}`);
        }
      });
    }
  },
);

/** Each of the parties receives LOC1 within half a minute. */
Then(
  '{parties} have received the Location within 30 seconds',
  async function (this: Market, names: string[]) {
    for (const name of names) {
      await eventually(
        () => assert.ok(this.party(name).partner.requests('PUT', /LOC1$/).length > 0, `${name} has not`),
        30_000,
      );
    }
  },
);

/** No process of the hub is alive. */
Then('none of its processes is left', function (this: Market) {
  assert.deepEqual(workersOf(this.hub), []);
});

function use(market: Market, hub: Hub): void {
  market.hub = hub;
  market.cleanUps.unshift(async () => hub.ended() ?? (await hub.stop('SIGKILL')));
}

/** The newest states of Locations that the hub has accepted from the owner, by id. */
function lastSent(market: Market): [id: string, name: string][] {
  return [...market.kept]
    .filter(([key]) => key.startsWith('sent '))
    .map(([key, text]) => [key.slice(5), text]);
}

/** Sends an object as a partner would: again when no answer came. */
async function sendUntilTaken(market: Market, name: string, id: string, text: string): Promise<void> {
  const { partner, country_code, party_id } = market.party(name);
  const body = JSON.stringify({ ...(sample('Location', id) as JsonObject), name: text });
  await eventually(async () => {
    const answer = await partner.send('PUT', `locations/${country_code}/${party_id}/${id}`, { body });
    assert.equal(answer.json?.status_code, 1000, answer.body);
  });
  market.kept.set(`sent ${id}`, text);
}

/** Kills processes and waits until as many others listen. */
async function killAndReplace(hub: Hub, pids: number[]): Promise<void> {
  const before = linesOf(hub).length;
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await eventually(
    () =>
      assert.ok(
        linesOf(hub).length >= before + pids.length,
        `not replaced yet:\n${hub.output().slice(-3000)}`,
      ),
    60_000,
  );
}

/** Process ids of the hub's listening processes, oldest first. */
function workersOf(hub: Hub): number[] {
  return linesOf(hub).filter(isAlive);
}

/**
 * Process ids of all hub processes that ever logged that they listen. A killed process may leave an incomplete log line
 * before another's on the same line.
 */
function linesOf(hub: Hub): number[] {
  return [...hub.output().matchAll(/"pid":(\d+),"hostname":"[^"]*","event":"worker"/g)].map(([, pid]) =>
    Number(pid),
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
