import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Partner } from '../../features/support/fake-partner.ts';
import type { JsonObject } from '../../features/support/http-call.ts';
import { register } from '../../features/support/register-as-partner.ts';
import { type Listening, listen, until } from './hub-process-for-test.ts';

// These tests run two hubs in one process, whose partners are the same parties: no object of one may appear at the
// other.

const folder = mkdtempSync(join(tmpdir(), 'two-hubs-'));

interface Market {
  hub: Listening;
  cpo: Partner;
  emsp: Partner;
}

let one: Market;
let other: Market;

before(async () => {
  [one, other] = await Promise.all([market('one'), market('other')]);
});

after(async () => {
  await other.hub.stop();
  for (const { cpo, emsp } of [one, other]) for (const partner of [cpo, emsp]) await partner.goDark();
  rmSync(folder, { recursive: true, force: true });
});

/** A hub with an operator and a provider that have an agreement. */
async function market(name: string): Promise<Market> {
  const hub = await listen(join(folder, name), { HUB_NAME: `Hub ${name}` });
  const cpo = await partner(hub, 'CPO', 'NL', 'ABC');
  const emsp = await partner(hub, 'EMSP', 'DE', 'EMP');
  const parties = {
    cpo: { country_code: 'NL', party_id: 'ABC' },
    emsp: { country_code: 'DE', party_id: 'EMP' },
  };
  const { http } = await hub.admin('POST', '/agreements', parties);
  assert.equal(http, 201);
  return { hub, cpo, emsp };
}

async function partner(
  hub: Listening,
  role: 'CPO' | 'EMSP',
  country_code: string,
  party_id: string,
): Promise<Partner> {
  const platform = new Partner({ name: party_id, role, country_code, party_id });
  await platform.open();
  const invitation = { role, country_code, party_id, name: party_id };
  const made = await hub.admin('POST', '/connections', invitation);
  platform.connection = String(made.id);
  platform.hubVersionsUrl = String(made.versions_url);
  platform.tokenToHub = String(made.token);
  await register(platform);
  return platform;
}

/** A Token of one contract. */
function token(uid: string): JsonObject {
  return {
    uid,
    type: 'RFID',
    auth_id: 'DE-EMP-C00000001-X',
    issuer: 'Emp',
    valid: true,
    whitelist: 'ALWAYS',
    last_updated: '2026-01-01T00:00:00Z',
  };
}

async function push({ emsp }: Market, uid: string): Promise<void> {
  const body = JSON.stringify(token(uid));
  const { status, json } = await emsp.send('PUT', `tokens/DE/EMP/${uid}`, { body });
  assert.deepEqual([status, json?.status_code], [201, 1000]);
}

/** Uids of the Tokens that a hub has passed to its operator. */
function passed({ cpo }: Market): string[] {
  return cpo.requests('PUT', /^tokens\//).map(({ path }) => path.split('/')[3] ?? '');
}

test('a push at one hub reaches its own partner, and nothing of it appears at the other', async () => {
  await push(one, 'U1');
  await until(
    () => 'the operator of the first hub has U1',
    () => passed(one).includes('U1'),
  );
  // The other hub has delivered everything before this push by the time it arrives.
  await push(other, 'U2');
  await until(
    () => 'the operator of the other hub has U2',
    () => passed(other).includes('U2'),
  );
  assert.deepEqual([passed(one), passed(other)], [['U1'], ['U2']]);
  // biome-ignore format: a table
  const ownAndStrange = [[one, 'U1', 'U2'], [other, 'U2', 'U1']] as const;
  for (const [{ hub }, own, strange] of ownAndStrange) {
    const shown = [await hub.admin('GET', '/objects/tokens'), await hub.list('/requests?module=tokens')];
    for (const text of shown.map((one) => JSON.stringify(one))) {
      assert.match(text, new RegExp(`\\b${own}\\b`));
      assert.doesNotMatch(text, new RegExp(`\\b${strange}\\b`));
    }
  }
});

test("the token of one hub's partner opens nothing at the other", async () => {
  const strange = await other.emsp.send('GET', one.emsp.hubVersionsUrl);
  assert.equal(strange.status, 401);
});

test('one hub stops, and the other goes on', async () => {
  await one.hub.stop();
  await assert.rejects(one.emsp.send('GET', one.emsp.hubVersionsUrl));
  await push(other, 'U3');
  await until(
    () => 'the operator of the other hub has U3',
    () => passed(other).includes('U3'),
  );
  assert.deepEqual(passed(one), ['U1']);
});
