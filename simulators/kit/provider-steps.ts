import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import type { KitWorld } from './cucumber-world.ts';
import { differences, inShort, type Json } from './failure-messages.ts';

/** The operator puts a Location with one EVSE at the provider. */
When('the operator publishes a Location', async function (this: KitWorld) {
  const id = this.newId('LOC');
  this.sent = locationOf(id);
  const path = this.ownPath(id);
  this.counterpart.left.note({
    method: 'PATCH',
    module: 'locations',
    path: [...path, `${id}-1`],
    body: { status: 'REMOVED' },
  });
  await put(this, 'locations', path, this.sent);
});

/** The operator sends a PATCH of the EVSE alone, with another status, for the Location that it published. */
When(/^the charge point becomes (\w+)$/, async function (this: KitWorld, status: string) {
  const id = String(this.sent?.id);
  const [evse] = this.sent?.evses as Json[];
  this.sent = { ...this.sent, evses: [{ ...evse, status }] };
  await this.send({
    method: 'PATCH',
    module: 'locations',
    path: [...this.ownPath(id), `${id}-1`],
    body: { status, last_updated: now() },
  });
});

/** The operator puts a Tariff at the provider. */
When('the operator publishes a Tariff', async function (this: KitWorld) {
  const id = this.newId('TAR');
  this.sent = {
    id,
    currency: 'EUR',
    elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
    last_updated: now(),
  };
  this.counterpart.left.note({ method: 'DELETE', module: 'tariffs', path: this.ownPath(id) });
  await put(this, 'tariffs', this.ownPath(id), this.sent);
});

/** The operator withdraws the Tariff by DELETE. */
When('the operator withdraws it', async function (this: KitWorld) {
  await this.send({ method: 'DELETE', module: 'tariffs', path: this.ownPath(String(this.sent?.id)) });
  assert.ok(this.answer?.success, this.answer && inShort(this.answer));
});

/** The provider has accepted the object, and a GET of it gives what was sent. */
Then(
  /^the provider has the (Location|Tariff|Session) as it is$/,
  async function (this: KitWorld, kind: string) {
    assert.ok(this.answer?.success, this.answer && inShort(this.answer));
    const module = `${kind.toLowerCase()}s` as 'locations' | 'tariffs' | 'sessions';
    const answer = await this.send({ method: 'GET', module, path: this.ownPath(String(this.sent?.id)) });
    assert.ok(answer.success, inShort(answer));
    assert.deepEqual(differences(this.sent, answer.data), []);
  },
);

/** A GET of the Tariff says that there is none. */
Then('the provider has the Tariff no more', async function (this: KitWorld) {
  const answer = await this.send({
    method: 'GET',
    module: 'tariffs',
    path: this.ownPath(String(this.sent?.id)),
  });
  assert.ok(!answer.success, `the provider still has it: ${inShort(answer)}`);
  assert.ok(answer.http === null || answer.http < 500, inShort(answer));
});

/** The operator asks in real time whether a Token that the provider has listed may charge. */
When('the operator asks whether the first valid Token may charge', async function (this: KitWorld) {
  const token = this.read.find(({ valid }) => valid === true);
  if (!token) throw new Error('the provider has no valid Token');
  await this.send({
    method: 'POST',
    module: 'tokens',
    path: [String(token.uid), 'authorize'],
    query: { type: String(token.type) },
  });
});

/** The operator asks whether a card that nobody has may charge. */
When('the operator asks whether an unknown card may charge', async function (this: KitWorld) {
  await this.send({ method: 'POST', module: 'tokens', path: [this.newId('CARD'), 'authorize'] });
});

/** The provider's answer is a valid AuthorizationInfo; whether it allows charging is the provider's to say. */
Then('the provider gives a verdict', function (this: KitWorld) {
  assert.ok(this.answer?.success, this.answer && inShort(this.answer));
  assert.deepEqual(check('authorization-info', this.answer.data), []);
});

/** The provider does not allow the card: an answer without success, or a verdict other than ALLOWED. */
Then('it may not charge', function (this: KitWorld) {
  const { success, data, http } = this.answer ?? { success: false, data: null, http: null };
  assert.ok(http !== null && http < 500, this.answer && inShort(this.answer));
  assert.ok(!success || (data as Json)?.allowed !== 'ALLOWED', JSON.stringify(data));
});

/** The operator reports a new Session of a driver of the provider: a PUT of the whole. */
When("the operator reports a Session of the provider's driver", async function (this: KitWorld) {
  const token = await driverOf(this);
  const id = this.newId('SES');
  this.sent = {
    id,
    start_datetime: now(),
    kwh: 1.5,
    auth_id: token.auth_id,
    auth_method: 'WHITELIST',
    location: locationOf(`${id}-L`),
    currency: 'EUR',
    total_cost: 0.6,
    status: 'ACTIVE',
    last_updated: now(),
  };
  this.session = this.sent;
  await put(this, 'sessions', this.ownPath(id), this.sent);
});

/** The operator reports that the Session goes on: a PATCH of what has changed. */
When('the Session goes on', async function (this: KitWorld) {
  this.sent = { ...this.sent, kwh: 3, total_cost: 1.2 };
  await this.send({
    method: 'PATCH',
    module: 'sessions',
    path: this.ownPath(String(this.sent.id)),
    body: { kwh: 3, total_cost: 1.2, last_updated: now() },
  });
});

/** The operator reports the end of the Session, and sends its CDR. */
When('the Session ends with a CDR', async function (this: KitWorld) {
  const id = String(this.sent?.id);
  const end = now();
  await this.send({
    method: 'PATCH',
    module: 'sessions',
    path: this.ownPath(id),
    body: { status: 'COMPLETED', end_datetime: end, last_updated: end },
  });
  assert.ok(this.answer?.success, this.answer && inShort(this.answer));
  this.sent = {
    id: this.newId('CDR'),
    start_date_time: this.session?.start_datetime,
    stop_date_time: end,
    auth_id: this.session?.auth_id,
    auth_method: 'WHITELIST',
    location: this.session?.location,
    currency: 'EUR',
    charging_periods: [
      { start_date_time: this.session?.start_datetime, dimensions: [{ type: 'ENERGY', volume: 3 }] },
    ],
    tariffs: [
      {
        id: 'KIT',
        currency: 'EUR',
        elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
        last_updated: end,
      },
    ],
    total_cost: 1.2,
    total_energy: 3,
    total_time: 0.1,
    last_updated: end,
  };
  await this.send({ method: 'POST', module: 'cdrs', body: this.sent });
});

/** The provider has accepted the CDR. */
Then('the provider takes the CDR', function (this: KitWorld) {
  assert.ok(this.answer?.success, this.answer && inShort(this.answer));
});

/** Where the provider says at which URL it keeps the CDR, a GET there gives what was sent. */
Then('the CDR can be read where the provider says', async function (this: KitWorld) {
  const { location } = this.answer?.headers ?? {};
  if (typeof location !== 'string' || !URL.canParse(location))
    return void this.log('the provider has not said where it keeps the CDR');
  const answer = await this.send({ method: 'GET', module: 'cdrs', url: location });
  assert.ok(answer.success, inShort(answer));
  assert.deepEqual(differences(this.sent, [answer.data].flat()[0]), []);
});

/** The operator sends a PATCH of a Session that the provider has never had. */
When('the operator changes a Session that the provider does not know', async function (this: KitWorld) {
  await this.send({
    method: 'PATCH',
    module: 'sessions',
    path: this.ownPath(this.newId('SES')),
    body: { kwh: 1, last_updated: now() },
  });
});

/** The provider answers that it does not know the Session, so that the operator would send the whole. */
Then('the provider says that it does not know it', function (this: KitWorld) {
  assert.ok(this.answer && !this.answer.success, this.answer && inShort(this.answer));
  assert.ok(this.answer.http !== null && this.answer.http < 500, inShort(this.answer));
});

/** A driver starts charging by app: a deed of your system, `startCharging {location_id, evse_uid}`. */
When('a driver starts charging in the app', async function (this: KitWorld) {
  const [location] = (await this.cpo.own('locations')) as unknown as { id: string; evses: Json[] }[];
  const place = { location_id: location?.id, evse_uid: location?.evses[0]?.uid };
  return (await this.deed('startCharging', place as Json)) === 'skipped' ? 'skipped' : undefined;
});

/** The operator has received START_SESSION. */
Then('the operator is asked to start charging', async function (this: KitWorld) {
  const { body } = await this.received('commands', 'POST', 'START_SESSION');
  assert.deepEqual(check('start-session', body), []);
});

async function put(
  world: KitWorld,
  module: 'locations' | 'tariffs' | 'sessions',
  path: string[],
  body: Json,
): Promise<void> {
  await world.send({ method: 'PUT', module, path, body });
}

async function driverOf(world: KitWorld): Promise<Json> {
  const token = (await world.list('tokens')).find(({ valid }) => valid === true);
  if (!token) throw new Error('the provider has no valid Token, so it has no driver');
  return token;
}

function locationOf(id: string): Json {
  const last_updated = now();
  const connector = {
    id: '1',
    standard: 'IEC_62196_T2',
    format: 'SOCKET',
    power_type: 'AC_3_PHASE',
    voltage: 230,
    amperage: 16,
    last_updated,
  };
  return {
    id,
    type: 'ON_STREET',
    name: 'ocpi-hub kit',
    address: 'Dam 1',
    city: 'Amsterdam',
    postal_code: '1012JS',
    country: 'NLD',
    coordinates: { latitude: '52.373100', longitude: '4.892600' },
    evses: [{ uid: `${id}-1`, status: 'AVAILABLE', connectors: [connector], last_updated }],
    last_updated,
  };
}

function now(): string {
  return formatDateTime(Date.now());
}
