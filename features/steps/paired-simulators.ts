import assert from 'node:assert/strict';
import { AfterAll, Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { type Simulator, startSimulator } from '../support/simulator-process.ts';

const patience = { timeout: 120_000 };
/** Time limit, in milliseconds, of steps that wait for what two simulators do by their own clocks. */
const slow = 60_000;
const kinds: Record<string, string> = { operator: 'cpo', provider: 'emsp' };
/** Running pairs of simulators by their options, shared by the scenarios of this worker. */
const pairs = new Map<string, Promise<Record<string, Simulator>>>();

/** A simulator of this role starts for a pair, and waits to be called. */
Given(/^a simulated (operator|provider) that waits for a partner$/, function (this: Market, side: string) {
  this.kept.set('waiting', side);
});

/** The opposite simulator starts and does the handshake; as an adversary it breaks rules at random, by a fixed seed. */
When(
  /^a simulated (operator|provider) (?:registers|has registered) with it(, as an adversary)?$/,
  patience,
  async function (this: Market, side: string, adversary?: string) {
    const waiting = this.kept.get('waiting') ?? '';
    const manners = adversary ? ['--adversary', '--seed', '11'] : [];
    const key = [waiting, ...manners].join(' ');
    pairs.set(key, pairs.get(key) ?? pairUp(waiting, side, manners));
    this.kept.set('pair', key);
    await pairs.get(key);
  },
);

/** Each of the two simulators has the other as its only, registered connection. */
Then('both are registered with each other', patience, async function (this: Market) {
  for (const side of Object.keys(kinds))
    await eventually(async () => {
      const { json } = await (await simulator(this, side)).control('GET', 'state');
      const connections = json?.connections as JsonObject[];
      const opposite = side === 'operator' ? 'ES*MSP' : 'ES*CPO';
      assert.deepEqual(
        connections.map(({ party, registered }) => [party, registered]),
        [[opposite, true]],
      );
    }, slow);
});

/** The simulated provider has received this many Locations and Tariffs of ES*CPO. */
Then(
  'the provider has {int} Locations and {int} Tariffs of the operator',
  patience,
  async function (this: Market, locations: number, tariffs: number) {
    await holds(this, 'provider', 'locations', locations, 'ES*CPO');
    await holds(this, 'provider', 'tariffs', tariffs, 'ES*CPO');
  },
);

/** The simulated operator has received this many Tokens of ES*MSP. */
Then(
  'the operator has {int} Tokens of the provider',
  patience,
  async function (this: Market, tokens: number) {
    await holds(this, 'operator', 'tokens', tokens, 'ES*MSP');
  },
);

/** A car of a driver with a Token of the provider plugs in for 5 kWh. */
When('a driver of the provider charges at the operator', patience, async function (this: Market) {
  await holds(this, 'operator', 'tokens', 20, 'ES*MSP');
  const operator = await simulator(this, 'operator');
  const { status, body } = await operator.control('POST', 'sessions', {
    token_uid: '04A1B2C3D4E504',
    kwh: 5,
  });
  assert.equal(status, 201, body);
});

/** The simulated provider gives START_SESSION for a Location of the operator. */
When('the provider commands a session', patience, async function (this: Market) {
  const start = { command: 'START_SESSION', token_uid: 'APP-1', location_id: 'LOC-MADRID-2' };
  const provider = await simulator(this, 'provider');
  const given = await provider.control('POST', 'commands', start);
  assert.equal(given.status, 201, given.body);
  this.kept.set('command', String(given.json?.id));
});

/** The command of the simulated provider gets the result ACCEPTED. */
Then('the command succeeds', patience, async function (this: Market) {
  await eventually(async () => {
    const provider = await simulator(this, 'provider');
    const { json } = await provider.control('GET', `commands/${this.kept.get('command')}`);
    assert.equal(json?.result, 'ACCEPTED');
  }, slow);
});

/** The simulated provider has a COMPLETED Session and a CDR with its energy. */
Then(
  'the provider has a COMPLETED Session and a CDR of the same energy',
  patience,
  async function (this: Market) {
    await eventually(async () => {
      const [cdr] = await held(this, 'provider', 'cdrs');
      const [session] = await held(this, 'provider', 'sessions');
      assert.equal((session?.object as JsonObject).status, 'COMPLETED');
      assert.equal((cdr?.object as JsonObject).total_energy, (session?.object as JsonObject).kwh);
    }, slow);
  },
);

AfterAll(async () => {
  const all = (await Promise.all(pairs.values())).flatMap((pair) => Object.values(pair));
  const ends = await Promise.all(all.map((one) => one.stop()));
  for (const { code, output } of ends) assert.equal(code, 0, output);
});

/** Starts two simulators and lets them register: the second gets the versions URL and TOKEN_A of the first. */
async function pairUp(first: string, second: string, manners: string[]): Promise<Record<string, Simulator>> {
  const waiting = await startSimulator(...argumentsOf(first));
  const { json } = await waiting.control('POST', 'token');
  const invitation = ['--versions-url', String(json?.versions_url), '--token', String(json?.token)];
  const beginning = await startSimulator(...argumentsOf(second), ...invitation, ...manners);
  await beginning.event('registered');
  return { [first]: waiting, [second]: beginning };
}

function argumentsOf(side: string): string[] {
  return [kinds[side] ?? side, '--speed', '2000'];
}

async function simulator(market: Market, side: string): Promise<Simulator> {
  const pair = await pairs.get(market.kept.get('pair') ?? '');
  return pair?.[side] ?? assert.fail(`the scenario has no simulated ${side}`);
}

async function held(market: Market, side: string, module: string): Promise<JsonObject[]> {
  return (await simulator(market, side)).list(`objects/${module}?held=received`);
}

async function holds(
  market: Market,
  side: string,
  module: string,
  count: number,
  owner: string,
): Promise<void> {
  await eventually(async () => {
    const theirs = (await held(market, side, module)).filter((one) => one.owner === owner);
    assert.equal(theirs.length, count);
  }, slow);
}
