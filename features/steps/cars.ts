import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { simulated, usualSpeed } from '../support/simulators-shared-by-scenarios.ts';
import { hubCommand } from './command-line.ts';

const patience = { timeout: 120_000 };
/** Time limit, in milliseconds, of steps that wait for what a simulator does by its own clock. */
const slow = 60_000;

/** The provider pushes a Token with whitelist ALWAYS to the simulated operator. */
Given('{party} has given a driver a card', async function (this: Market, name: string) {
  const { country_code, party_id } = this.party(name);
  const uid = `CAR-${country_code}`;
  const token = { ...this.object({ kind: 'Token', id: uid }), whitelist: 'ALWAYS' };
  const body = JSON.stringify(token);
  await this.send(name, 'PUT', `tokens/${country_code}/${party_id}/${uid}`, { body });
  assert.equal(this.answer.json?.status_code, 1000, this.answer.body);
  this.kept.set('card', body);
});

/** The provider reserves the EVSE at the simulated operator for the driver's card until this many hours from now. */
Given(
  '{party} has reserved {word} for the driver, for {int} hours',
  patience,
  async function (this: Market, name: string, evse_uid: string, hours: number) {
    const expiry_date = new Date(Date.now() + hours * 3_600_000).toISOString();
    const token = JSON.parse(this.kept.get('card') ?? '') as JsonObject;
    const response_url = `${this.party(name).partner.url}/ocpi/emsp/2.1.1/commands/RESERVE_NOW/1`;
    const location_id = placeOf(evse_uid);
    const body = { response_url, token, expiry_date, reservation_id: 1, location_id, evse_uid };
    await this.send(name, 'POST', 'commands/RESERVE_NOW', { body: JSON.stringify(body) });
    this.kept.set('charge point', evse_uid);
    await eventually(() => assert.deepEqual(statuses(this).at(-1), 'RESERVED'), slow);
  },
);

/** The simulated operator's clock runs in real time. */
Given('a minute of the simulated operator takes a minute', async function (this: Market) {
  await runClock(this, 1);
});

/** The simulated operator's clock runs 1,800 times faster than real time. */
Given('a minute of the simulated operator takes a thirtieth of a second', async function (this: Market) {
  await runClock(this, 1800);
});

/** The simulated operator's clock runs 6,000 times faster than real time. */
Given('a minute of the simulated operator takes a hundredth of a second', async function (this: Market) {
  await runClock(this, 6000);
});

/** The simulated operator's clock is put forward by hours or seconds. */
When(
  /^the clock of the simulated operator jumps (\d) (hour|second)s?$/,
  async function (this: Market, count: string, unit: string) {
    await control('PATCH', 'clock', { jump_s: Number(count) * (unit === 'hour' ? 3600 : 1) });
  },
);

/** The driver plugs in at the EVSE and wants this much energy. */
When(
  /^the driver (?:charges|is charging) (\S+) kWh at (\S+)$/,
  patience,
  async function (this: Market, kwh: string, evse: string) {
    await plugIn(this, evse, Number(kwh));
  },
);

/** The driver plugs in at the EVSE, wants more than it will get, and stops the session. */
When(
  'the driver charges for a while at {word}, and leaves',
  patience,
  async function (this: Market, evse: string) {
    const id = await plugIn(this, evse, 100);
    await control('POST', `sessions/${id}/stop`);
  },
);

/** The provider receives these statuses of the EVSE, in this order and no others. */
Then(
  '{party} sees that charge point become {}',
  patience,
  async function (this: Market, _name: string, expected: string) {
    await eventually(() => assert.equal(statuses(this).join(', '), expected), slow);
  },
);

/** The updates of the session grow in energy and cost, the last one to these figures. */
Then(
  'from update to update it grows, to {int} kWh and {float} EUR',
  function (this: Market, kwh: number, cost: number) {
    const receivedBy = updates(this).map((update) => [Number(update.kwh), Number(update.total_cost)]);
    const grown = receivedBy.filter(([energy = 0], at) => energy > (receivedBy[at - 1]?.[0] ?? 0));
    assert.ok(grown.length >= 4, JSON.stringify(receivedBy));
    for (const [at, [energy = 0, price = 0]] of receivedBy.entries()) {
      const [before = 0, priceBefore = 0] = receivedBy[at - 1] ?? [];
      assert.ok(energy >= before && price >= priceBefore, JSON.stringify(receivedBy));
      assert.equal(price, Math.round(energy * 0.39 * 10_000) / 10_000, '0.39 EUR per kWh');
    }
    assert.deepEqual(
      [receivedBy[0], receivedBy.at(-1)],
      [
        [0, 0],
        [kwh, cost],
      ],
    );
  },
);

/** The provider receives one CDR with this energy and cost. */
Then(
  '{party} receives one bill, of {float} kWh and {float} EUR',
  patience,
  async function (this: Market, _name: string, kwh: number, cost: number) {
    await eventually(() => assert.equal(bills(this).length, 1), slow);
    const { total_energy, total_cost, currency } = bills(this)[0] ?? {};
    assert.deepEqual([total_energy, total_cost, currency], [kwh, cost, 'EUR']);
  },
);

/** The CDR has the energy, cost and times of the session's last update. */
Then('the bill says what the session said last', function (this: Market) {
  const [bill] = bills(this);
  const session = Object.assign({}, ...updates(this)) as JsonObject;
  assert.equal(session.status, 'COMPLETED');
  const { total_energy, total_cost, start_date_time, stop_date_time, ...rest } = bill ?? {};
  assert.deepEqual([total_energy, total_cost], [session.kwh, session.total_cost]);
  assert.deepEqual([start_date_time, stop_date_time], [session.start_datetime, session.end_datetime]);
  for (const field of ['auth_id', 'auth_method', 'location', 'currency', 'charging_periods'])
    assert.deepEqual(rest[field], session[field], field);
});

/** The CDR's total_time without parking is this many minutes. */
Then('the bill says that charging took {int} minutes', function (this: Market, minutes: number) {
  const [bill] = bills(this);
  const hours = Number(bill?.total_time) - Number(bill?.total_parking_time ?? 0);
  assert.equal(Math.round(hours * 3600), minutes * 60);
});

/** The command `ocpi-hub cost` accepts the CDR and computes 3.90 EUR. */
Then('"ocpi-hub cost" agrees with the bill', patience, async function (this: Market) {
  const [bill = {}] = bills(this);
  assert.deepEqual(await check(this, bill), [0, 3.9]);
});

/** The command `ocpi-hub cost` refuses the CDR once its cost is a cent higher. */
Then('not with one of a cent more', patience, async function (this: Market) {
  const [bill = {}] = bills(this);
  assert.deepEqual(await check(this, { ...bill, total_cost: 3.91 }), [1, 3.9]);
});

/** Plugs a car in for so many kWh; gives the id of its session as soon as the provider has a charging Session. */
async function plugIn(market: Market, evse_uid: string, kwh: number): Promise<string> {
  const { uid } = JSON.parse(market.kept.get('card') ?? '') as JsonObject;
  const hurry: JsonObject = market.kept.has('clock') ? {} : { speed: 20_000 };
  const session = await control('POST', 'sessions', { token_uid: uid ?? '', evse_uid, kwh, ...hurry });
  market.kept.set('charge point', evse_uid);
  await eventually(() => assert.ok(updates(market).some(hasBegun), 'it has not begun to charge'), slow);
  return String(session.id);
}

const hasBegun = ({ status }: JsonObject) => status === 'ACTIVE';

/** Sets the clock's speed until the end of the scenario; all scenarios share the clock. */
async function runClock(market: Market, speed: number): Promise<void> {
  await control('PATCH', 'clock', { speed });
  market.kept.set('clock', String(speed));
  market.cleanUps.push(() => control('PATCH', 'clock', { speed: usualSpeed }));
}

async function control(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
  const { status, json, body: text } = await (await simulated('operator')).control(method, path, body);
  assert.ok(status < 300, text);
  return json ?? {};
}

/** The updates of the session that the provider received, in order. */
function updates(market: Market): JsonObject[] {
  return told(market, '*', /^sessions\//);
}

function bills(market: Market): JsonObject[] {
  return told(market, 'POST', /^cdrs$/);
}

/** The statuses of the scenario's EVSE that the provider received, in order. */
function statuses(market: Market): string[] {
  const evse = market.kept.get('charge point') ?? '';
  return told(market, 'PATCH', new RegExp(`^locations/.*/${evse}$`)).map(({ status }) => String(status));
}

function told({ asker }: Market, method: string, path: RegExp): JsonObject[] {
  const { partner } = asker ?? assert.fail('nobody has asked');
  return partner.requests(method, path).map(({ json }) => json ?? {});
}

/** The Location of an EVSE: `EVSE-MADRID-1-2` is at `LOC-MADRID-1`. */
function placeOf(evse: string): string {
  return evse.replace(/^EVSE(.*)-\d+$/, 'LOC$1');
}

/** Runs `ocpi-hub cost` on a CDR; gives its exit code and the expected cost. */
async function check(market: Market, bill: JsonObject): Promise<[code: number | null, expected: unknown]> {
  const folder = await mkdtemp(join(tmpdir(), 'bill-'));
  market.cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'cdr.json');
  await writeFile(file, JSON.stringify(bill));
  const { code, out, err } = await hubCommand(market, ['cost', file, '--json']);
  assert.equal(err, '');
  return [code, (JSON.parse(out) as JsonObject).cost_expected];
}
