import assert from 'node:assert/strict';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { freePort } from '../support/free-port.ts';
import { call } from '../support/http-call.ts';
import { type Ended, type Hub, runHub, startHub } from '../support/hub-process.ts';

/** A hub with a folder of its own starts for the scenario (with the tag `@own-hub`). */
Given('a hub of its own', async function (this: Market) {
  await start(this, {});
});

/** A hub with these settings starts for the scenario (with the tag `@own-hub`); `absent` empties one. */
Given('a hub with:', async function (this: Market, table: DataTable) {
  const settings = Object.fromEntries(
    table.raw().map(([name, value]) => [name, value === 'absent' ? '' : value]),
  );
  await start(this, settings as Record<string, string>);
});

/** The hub ends by SIGTERM with exit code 0, and starts again on its folder and address. */
When('the hub is stopped and started again', async function (this: Market) {
  const ended = await this.hub.stop('SIGTERM');
  assert.equal(ended.code, 0, ended.output);
  await startAgain(this);
});

/** The hub ends by SIGKILL, and starts again on its folder and address. */
When('the hub is killed and started again', async function (this: Market) {
  await this.hub.stop('SIGKILL');
  await startAgain(this);
});

/** The hub gets this signal, and the scenario keeps its exit code and output. */
When('the hub gets {word}', async function (this: Market, signal: string) {
  const asked = Date.now();
  ended(this, await this.hub.stop(signal as 'SIGTERM'), Date.now() - asked);
});

/** The process that ended last had exit code 0, in less than this time. */
Then('it ends with exit code 0 within {int} seconds', function (this: Market, seconds: number) {
  assert.equal(this.kept.get('exit code'), '0', this.kept.get('output'));
  assert.ok(Number(this.kept.get('took')) < seconds * 1000, `it took ${this.kept.get('took')} ms`);
});

/** Another hub starts on the folder of the hub, and the scenario keeps its exit code and output. */
When('another hub is started on the same folder', async function (this: Market) {
  ended(this, await runHub({ HUB_DATA_DIR: this.hub.dataDir }));
});

/** A hub starts with one setting, and the scenario keeps its exit code and output. */
When('a hub is started with {word}={word}', async function (this: Market, name: string, value: string) {
  ended(this, await runHub({ [name]: value }));
});

/** The hub that was started last ended by itself, with an exit code other than 0. */
Then('it has refused to start', function (this: Market) {
  assert.notEqual(this.kept.get('exit code'), '0');
  assert.notEqual(this.kept.get('exit code'), 'null');
});

/** The hub that was started last printed one line: the setting, its value, and the values that it accepts. */
Then(
  'it has said in one line: {word}, {string} and {string}',
  function (this: Market, name: string, value: string, accepted: string) {
    const lines = (this.kept.get('output') ?? '').trim().split('\n');
    assert.equal(lines.length, 1, lines.join('\n'));
    for (const part of [name.replace(/,$/, ''), value, accepted])
      assert.ok(lines[0]?.includes(part), lines[0]);
  },
);

/** The hub answers `/health/live` with HTTP 200. */
Then('the hub still answers', async function (this: Market) {
  assert.equal((await call('GET', `${this.hub.url}/health/live`)).status, 200);
});

/** The versions URL that the party was given is exactly this one. */
Then('the invitation of {party} begins at {path}', function (this: Market, name: string, url: string) {
  assert.equal(this.party(name).partner.hubVersionsUrl, url);
});

/** The party reads its credentials at the address where the hub listens, whatever HUB_URL says. */
When(
  "{party} asks for the hub's credentials at its real address",
  async function (this: Market, name: string) {
    const { partner } = this.party(name);
    const path = `/ocpi/${partner.role === 'CPO' ? 'emsp' : 'cpo'}/2.1.1/credentials`;
    await this.send(name, 'GET', this.hub.url + path);
  },
);

/** One file about tokens in the hub's folder has mode 0600 and contains the admin token. */
Then(
  "a file in its data folder, readable by its owner only, holds the administrator's token",
  async function (this: Market) {
    const names = await readdir(this.hub.dataDir, { recursive: true });
    const files = names.map((name) => join(this.hub.dataDir, name)).filter((name) => /token/i.test(name));
    assert.ok(files.length > 0, `no file named after the token in ${names}`);
    for (const name of names)
      assert.equal((await stat(join(this.hub.dataDir, name))).mode & 0o077, 0, `others can read ${name}`);
    for (const file of files) {
      assert.equal((await stat(file)).mode & 0o777, 0o600, file);
      const headers = { authorization: `Bearer ${(await readFile(file, 'utf8')).trim()}` };
      assert.equal((await call('GET', `${this.hub.url}/admin/connections`, { headers })).status, 200);
    }
  },
);

/**
 * Starts the scenario's own hub. A hub with a public URL gets a known port, because the port does not follow from that
 * URL.
 */
export async function start(market: Market, settings: Record<string, string>): Promise<void> {
  const port = settings.HUB_URL ? await freePort() : 0;
  const hub = await startHub({ ...settings, ...(port > 0 ? { HUB_PORT: String(port) } : {}) });
  use(market, port > 0 ? { ...hub, url: `http://127.0.0.1:${port}` } : hub);
  market.cleanUps.push(() => rm(hub.dataDir, { recursive: true, force: true }));
}

/** Restarts the hub on the same folder and port. */
async function startAgain(market: Market): Promise<void> {
  const { dataDir, env, url } = market.hub;
  use(market, await startHub({ ...env, HUB_PORT: new URL(url).port }, dataDir));
}

function use(market: Market, hub: Hub): void {
  market.hub = hub;
  market.cleanUps.unshift(async () => hub.ended() ?? (await hub.stop('SIGKILL')));
}

/** Keeps the exit code and output of a hub for later steps. */
export function ended(market: Market, { code, output }: Ended, took = 0): void {
  market.kept.set('exit code', String(code));
  market.kept.set('output', output);
  market.kept.set('took', String(took));
}
