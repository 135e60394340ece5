import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import type { Received, Role } from '../support/partner-types.ts';
import { register } from '../support/register-as-partner.ts';
import { sample } from '../support/sample-objects.ts';
import { simulated } from '../support/simulators-shared-by-scenarios.ts';

const patience = { timeout: 120_000 };
const commands = { start: 'START_SESSION', reserve: 'RESERVE_NOW', unlock: 'UNLOCK_CONNECTOR' };

/** The party registers with a simulator of the opposite role, without a hub. */
Given(
  /^(operator|provider) ([A-Z]{3}) is a partner of the simulated (operator|provider)$/,
  patience,
  async function (this: Market, role: string, name: string, opposite: string) {
    const simulator = await simulated(opposite);
    const { partner } = await this.platform(name, (role === 'operator' ? 'CPO' : 'EMSP') as Role);
    const { json } = await simulator.control('POST', 'token');
    partner.tokenToHub = String(json?.token);
    partner.hubVersionsUrl = String(json?.versions_url);
    await register(partner);
  },
);

/** The operator asks the simulated provider to authorise the card at LOC1 with EVSE1 and EVSE2. */
When(
  'a driver holds the test card {word} to a reader of {party}',
  patience,
  async function (this: Market, uid: string, name: string) {
    const body = '{"location_id":"LOC1","evse_uids":["EVSE1","EVSE2"]}';
    await this.send(name, 'POST', `tokens/${uid}/authorize`, { body });
    this.kept.set('answered', String(Date.now()));
  },
);

/** The operator asks the simulated provider to authorise the card without a body. */
When(
  '{party} asks about the test card {word} without saying where',
  async function (this: Market, name: string, uid: string) {
    await this.send(name, 'POST', `tokens/${uid}/authorize`);
  },
);

/** The simulated provider's answer to the authorisation request has this value of `allowed`. */
Then('the simulated provider says {word}', function (this: Market, verdict: string) {
  assert.equal(this.answer.json?.status_code, 1000, this.answer.body);
  assert.equal(data(this).allowed, verdict);
});

/** The authorisation is refused with HTTP 404 and status code 2004. */
Then('the simulated provider does not know the card', function (this: Market) {
  assert.deepEqual([this.answer.status, this.answer.json?.status_code], [404, 2004], this.answer.body);
});

/** The simulated provider answers the authorisation request with status code 2002. */
Then('the simulated provider wants to know more', function (this: Market) {
  assert.deepEqual([this.answer.status, this.answer.json?.status_code], [200, 2002], this.answer.body);
});

/** The authorisation is for this EVSE of the Location and no other. */
Then('it names {word} alone', function (this: Market, uid: string) {
  assert.deepEqual(data(this).location, { location_id: 'LOC1', evse_uids: [uid] });
});

/** The simulated provider's answer to the authorisation request has this authorization_reference. */
Then('it gives the reference {word}', function (this: Market, reference: string) {
  assert.equal(data(this).authorization_reference, reference);
});

/** The answer took at least this many seconds. */
Then('not before {int} seconds have passed', function (this: Market, seconds: number) {
  const took = Number(this.kept.get('answered')) - this.answer.asked;
  assert.ok(took >= seconds * 1000, `${took} ms`);
});

/** The provider commands a start, a reservation or an unlock at this EVSE or Location of the simulated operator. */
When(
  /^([A-Z]{3}) asks to (start|reserve|unlock) at (\S+?)(, for a second)?$/,
  async function (this: Market, name: string, what: keyof typeof commands, at: string, brief?: string) {
    const place: JsonObject = at.startsWith('LOC-')
      ? { location_id: at }
      : { location_id: 'LOC-LONDON-1', evse_uid: at };
    const kept: JsonObject =
      what === 'reserve'
        ? { reservation_id: 1, expiry_date: brief ? inASecond() : '2040-01-01T00:00:00Z' }
        : {};
    const fields: JsonObject =
      what === 'unlock' ? { connector_id: '1' } : { token: sample('Token', `CARD-${name}`), ...kept };
    await give(this, name, commands[what], { ...place, ...fields });
  },
);

/** The provider commands the end of a session by its id. */
When(
  '{party} asks to stop the session {word}',
  async function (this: Market, name: string, session_id: string) {
    await give(this, name, 'STOP_SESSION', { session_id });
  },
);

/** The provider commands a start at the EVSE, and its Session becomes ACTIVE. */
Given(
  'a driver of {party} charges at {word}',
  patience,
  async function (this: Market, name: string, evse_uid: string) {
    await startAt(this, name, evse_uid);
    await eventually(() => assert.ok(statuses(this, name).includes('ACTIVE'), 'it has not begun'));
  },
);

/** The provider commands the end of the Session that it heard of first. */
When('{party} asks to stop that session', async function (this: Market, name: string) {
  const [session] = sessions(this, name);
  await give(this, name, 'STOP_SESSION', { session_id: String(session?.path.split('/').at(-1)) });
});

/** The command is answered with this result. */
Then('the simulated operator answers {word}', function (this: Market, result: string) {
  assert.equal(this.answer.json?.status_code, 1000, this.answer.body);
  assert.equal(data(this).result, result);
});

/** The command is refused with status code 2003. */
Then('the simulated operator does not know the place', function (this: Market) {
  assert.deepEqual([this.answer.status, this.answer.json?.status_code], [200, 2003], this.answer.body);
});

/**
 * The simulated operator posts this result once, or two times, and nothing else before the result of a later command
 * (the fence).
 */
Then(/^it reports ([A-Z_]+)( twice)?$/, async function (this: Market, result: string, twice?: string) {
  const expected = twice ? [result, result] : [result];
  await eventually(() => assert.deepEqual(results(this), expected));
  await fence(this);
  assert.deepEqual(results(this), expected);
});

/** The simulated operator has posted no result before the result of a later command (the fence). */
Then('it reports nothing', async function (this: Market) {
  await fence(this);
  assert.deepEqual(results(this), []);
});

/** The simulated operator posted this result before it answered the command. */
Then('it had reported {word} before', function (this: Market, result: string) {
  assert.deepEqual(results(this), [result]);
  const [report] = reports(this);
  assert.ok(report && report.time <= Number(this.kept.get('answered')));
});

/** The simulated operator posts this result, and not earlier than after this time. */
Then(
  'it reports {word} once {int} seconds have passed',
  patience,
  async function (this: Market, result: string, seconds: number) {
    await fence(this);
    assert.deepEqual(results(this), [], 'a later command has its result, this one has none');
    await eventually(() => assert.deepEqual(results(this), [result]));
    const [report] = reports(this);
    assert.ok(report && report.time >= this.answer.asked + seconds * 1000);
  },
);

/** The provider receives Sessions with these statuses, in this order. */
Then('the session becomes {}', patience, async function (this: Market, expected: string) {
  const name = this.asker?.name ?? '';
  await eventually(() => assert.equal([...new Set(statuses(this, name))].join(', '), expected));
});

/** The provider receives one CDR with the energy of the Session's last update. */
Then('{party} receives its bill', async function (this: Market, name: string) {
  await eventually(() => {
    const bills = this.party(name).partner.requests('POST', 'cdrs');
    assert.equal(bills.length, 1);
    const last = sessions(this, name).findLast(({ json }) => json?.kwh !== undefined);
    assert.equal(bills[0]?.json?.total_energy, last?.json?.kwh);
  });
});

/** The provider has received no CDR before the result of a later command (the fence). */
Then('{party} receives no bill', async function (this: Market, name: string) {
  await fence(this);
  assert.deepEqual(this.party(name).partner.requests('POST', 'cdrs'), []);
});

/** Starts a session at an EVSE of the Location with EVSEs for tests. */
export async function startAt(market: Market, name: string, evse_uid: string): Promise<void> {
  const token = sample('Token', `CARD-${name}`);
  await give(market, name, 'START_SESSION', { location_id: 'LOC-LONDON-1', evse_uid, token });
}

/** Gives a command with a response URL of its own. */
async function give(market: Market, name: string, command: string, fields: JsonObject): Promise<void> {
  const { partner } = market.party(name);
  given += 1;
  const response_url = `${partner.url}/ocpi/emsp/2.1.1/commands/${command}/${given}`;
  const body = JSON.stringify({ ...fields, response_url });
  await market.send(name, 'POST', `commands/${command}`, { body });
  market.kept.set('answered', String(Date.now()));
  market.kept.set('reports', `commands/${command}/${given}`);
}

let given = 0;

function reports(market: Market): Received[] {
  const { partner } = market.asker ?? assert.fail('nobody has asked');
  return partner.requests('POST', market.kept.get('reports') ?? '');
}

function results(market: Market): unknown[] {
  return reports(market).map(({ json }) => json?.result);
}

/** The Session requests that a party received, in order. */
export function sessions(market: Market, name: string): Received[] {
  return market.party(name).partner.requests('*', /^sessions\//);
}

function statuses(market: Market, name: string): string[] {
  return sessions(market, name).map(({ json }) => String(json?.status));
}

/** Waits for the result of a later command: results of earlier ones have arrived by then. */
export async function fence(market: Market): Promise<void> {
  const { name } = market.asker ?? assert.fail('nobody has asked');
  const [kept, answer] = [market.kept.get('reports') ?? '', market.answer];
  const place = { location_id: 'LOC-LONDON-1', evse_uid: 'EVSE-LONDON-1-1', connector_id: '2' };
  await give(market, name, 'UNLOCK_CONNECTOR', place);
  await eventually(() => assert.deepEqual(results(market), ['ACCEPTED']));
  market.kept.set('reports', kept);
  market.answer = answer;
}

function data({ answer }: Market): JsonObject {
  return (answer.json?.data ?? {}) as JsonObject;
}

function inASecond(): string {
  return new Date(Date.now() + 1000).toISOString();
}
