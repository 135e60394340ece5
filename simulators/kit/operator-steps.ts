import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import type { KitWorld } from './cucumber-world.ts';
import { inShort, type Json } from './failure-messages.ts';

/** A place where charging can be started is found among the operator's Locations: an EVSE that is AVAILABLE. */
Given('the operator has a free charge point', async function (this: KitWorld) {
  const locations = await this.list('locations');
  for (const { id, evses } of locations as { id: string; evses?: Json[] }[]) {
    const free = evses?.find(({ status }) => status === 'AVAILABLE');
    if (free) {
      this.place = { location_id: id, evse_uid: String(free.uid) };
      return;
    }
  }
  throw new Error('no EVSE of the operator is AVAILABLE');
});

/** The provider gives a command, and the operator answers at once that it will try. */
When('the provider asks to start charging', async function (this: KitWorld) {
  await command(this, 'START_SESSION', { ...this.place, token_uid: await ownToken(this) });
});

/** The provider sends STOP_SESSION for the Session that was started. */
When('the provider asks to stop charging', async function (this: KitWorld) {
  await command(this, 'STOP_SESSION', { session_id: String(this.session?.id) });
});

/** The provider sends START_SESSION for a Location that nobody has. */
When('the provider asks to start charging at a place that does not exist', async function (this: KitWorld) {
  await command(this, 'START_SESSION', { location_id: this.newId('LOC'), token_uid: await ownToken(this) });
});

/** The provider sends STOP_SESSION for a Session that nobody has. */
When('the provider asks to stop a Session that does not exist', async function (this: KitWorld) {
  await command(this, 'STOP_SESSION', { session_id: this.newId('SES') });
});

/** The operator has answered ACCEPTED to the command. */
Then('the operator accepts', function (this: KitWorld) {
  assert.equal(answerOf(this)?.result, 'ACCEPTED', JSON.stringify(answerOf(this)));
});

/** The operator has refused at once: a result other than ACCEPTED, a status code 2xxx, or an HTTP error. */
Then('the operator declines', function (this: KitWorld) {
  const answer = answerOf(this);
  assert.ok(answer && answer.result !== 'ACCEPTED', JSON.stringify(answer));
  assert.ok(
    answer.http === null || answer.http < 500,
    `the operator has failed instead: HTTP ${answer.http}`,
  );
});

/** The result that the operator POSTs to the `response_url` is ACCEPTED. */
Then('the operator reports success', async function (this: KitWorld) {
  assert.equal(await this.emsp.resultOf(String(this.command), this.patience), 'ACCEPTED');
});

/**
 * The provider has received a Session in this state, of the place that the scenario is about, under the operator's own
 * party.
 */
Then(
  /^the provider receives the Session as (ACTIVE|COMPLETED|PENDING)$/,
  async function (this: KitWorld, status: string) {
    this.session = await this.until(`a Session that is ${status}`, async () => {
      const sessions = (await this.emsp.objects('sessions')) as unknown as Json[];
      return sessions.findLast(
        (one) => one.status === status && (this.session ? one.id === this.session.id : isHere(this, one)),
      );
    });
    const findings = check('session', this.session);
    assert.deepEqual(findings, []);
    const own = `/${this.counterpart.settings.party.replace('*', '/')}/`;
    const id = `/${encodeURIComponent(String(this.session?.id))}`;
    const pushes = this.emsp
      .messages()
      .filter(({ module, path }) => module === 'sessions' && path.split('?')[0]?.endsWith(id));
    assert.deepEqual(
      pushes.map(({ path }) => path).filter((path) => !path.toUpperCase().includes(own)),
      [],
      `the Session has come under another party than ${this.counterpart.settings.party}`,
    );
  },
);

/** The provider has received the CDR of the Session; the next steps speak of it. */
Then('the provider receives its CDR', async function (this: KitWorld) {
  this.read = [await cdrOf(this)];
});

/** Energy and driver of the CDR are those of the Session. */
Then('the CDR agrees with the Session', async function (this: KitWorld) {
  const [cdr] = this.read;
  const now = await sessionNow(this);
  assert.equal(cdr?.auth_id, now.auth_id);
  assert.ok(
    Math.abs(Number(cdr?.total_energy) - Number(now.kwh)) < 0.01,
    `the CDR says ${cdr?.total_energy} kWh, the Session ${now.kwh}`,
  );
});

/** The provider puts a Token of its own at the operator. */
When('the provider publishes a Token', async function (this: KitWorld) {
  const uid = this.newId('TOK');
  this.sent = tokenOf(uid, true);
  this.counterpart.left.note({
    method: 'PATCH',
    module: 'tokens',
    path: this.ownPath(uid),
    body: { valid: false },
  });
  await this.send({ method: 'PUT', module: 'tokens', path: this.ownPath(uid), body: this.sent });
});

/** The provider blocks the Token that it has published. */
When('the provider blocks it', async function (this: KitWorld) {
  this.sent = { ...this.sent, valid: false };
  await this.send({
    method: 'PATCH',
    module: 'tokens',
    path: this.ownPath(String(this.sent.uid)),
    body: { valid: false, last_updated: formatDateTime(Date.now()) },
  });
});

/** The operator has accepted the Token, and a GET of it gives what was sent. */
Then('the operator has the Token as it is', async function (this: KitWorld) {
  assert.ok(this.answer?.success, this.answer && inShort(this.answer));
  const { data, ...answer } = await this.send({
    method: 'GET',
    module: 'tokens',
    path: this.ownPath(String(this.sent?.uid)),
  });
  assert.ok(answer.success, inShort({ ...answer, data }));
  const [token] = [data].flat() as Json[];
  for (const field of ['uid', 'auth_id', 'valid', 'whitelist'])
    assert.deepEqual(token?.[field], this.sent?.[field], field);
});

/** A driver of the provider holds a card before a charge point: a deed of your system, `presentCard {token_uid}`. */
When(/^a driver presents the card (\S+)$/, async function (this: KitWorld, token_uid: string) {
  return (await this.deed('presentCard', { token_uid, ...this.place })) === 'skipped' ? 'skipped' : undefined;
});

/** The operator has asked whether the card may charge. */
Then(/^the provider is asked about the card (\S+)$/, async function (this: KitWorld, token_uid: string) {
  await this.received('tokens', 'POST', token_uid);
});

/** The provider has received no Session of this card: asked after the time in which one would have begun. */
Then(/^no Session begins for the card (\S+)$/, async function (this: KitWorld, token_uid: string) {
  const [token] = ((await this.emsp.own('tokens')) as unknown as Json[]).filter(
    ({ uid }) => uid === token_uid,
  );
  await new Promise((over) => setTimeout(over, Math.min(this.patience, 3000)));
  const begun = this.emsp
    .messages()
    .filter(({ module, body }) => module === 'sessions' && (body as Json)?.auth_id === token?.auth_id);
  assert.deepEqual(
    begun.map(({ path }) => path),
    [],
  );
});

/** A charge point changes by itself: a deed of your system, `changeStatus`, which gives `{location_id, evse_uid, status}`. */
When('a charge point changes its status', async function (this: KitWorld) {
  const done = await this.deed('changeStatus', {});
  if (done === 'skipped') return 'skipped';
  this.sent = done;
  return undefined;
});

/** The provider has received the new status, in a push of EVSE or Location. */
Then('the provider receives its status', async function (this: KitWorld) {
  const { location_id, evse_uid, status } = this.sent ?? {};
  await this.until(`${String(evse_uid)} as ${String(status)}`, async () => {
    const locations = (await this.emsp.objects('locations')) as unknown as { id: string; evses?: Json[] }[];
    const pushed = this.emsp
      .messages()
      .some(({ path, body }) => path.includes(`/${String(evse_uid)}`) && (body as Json)?.status === status);
    const evse = locations.find(({ id }) => id === location_id)?.evses?.find(({ uid }) => uid === evse_uid);
    return pushed || evse?.status === status ? true : undefined;
  });
});

/** The provider answers 503 to every CDR. */
Given('the provider takes no CDRs for a while', async function (this: KitWorld) {
  await this.emsp.faults([{ kind: 'http_status', value: 503, match: { module: 'cdrs', method: 'POST' } }]);
});

/** The simulated provider accepts CDRs again. */
When('the provider is back', async function (this: KitWorld) {
  await this.emsp.faults();
});

/** The provider receives the CDR of the Session again, or finds it in the operator's list. */
Then('the CDR is not lost', async function (this: KitWorld) {
  await this.until(`a CDR of the Session, pushed or listed`, async () => {
    const there = [...((await this.emsp.objects('cdrs')) as unknown as Json[]), ...(await this.list('cdrs'))];
    const session = await sessionNow(this);
    return there.find((cdr) => isOf(session, cdr));
  });
});

async function command(world: KitWorld, name: 'START_SESSION' | 'STOP_SESSION', fields: Json): Promise<void> {
  const { hub, settings } = world.counterpart;
  const given = await world.emsp.command({ command: name, ...fields, ...(hub && { to: settings.party }) });
  world.command = given.id;
  world.sent = { answer: given.answer };
}

function answerOf(world: KitWorld): { http: number | null; result: string | null } | undefined {
  return world.sent?.answer as { http: number | null; result: string | null } | undefined;
}

/** The uid of a Token of the provider that is valid and may be used without asking. */
async function ownToken(world: KitWorld): Promise<string> {
  const tokens = (await world.emsp.own('tokens')) as unknown as Json[];
  const token = tokens.find(({ valid, type }) => valid && type === 'RFID');
  if (!token) throw new Error('the simulated provider has no valid Token');
  return String(token.uid);
}

function tokenOf(uid: string, valid: boolean): Json {
  const last_updated = formatDateTime(Date.now());
  return {
    uid,
    type: 'RFID',
    auth_id: uid,
    issuer: 'ocpi-hub kit',
    valid,
    whitelist: 'ALLOWED',
    last_updated,
  };
}

function isHere(world: KitWorld, session: Json): boolean {
  const { id } = (session.location ?? {}) as Json;
  return world.place === undefined || id === world.place.location_id;
}

/** Tells whether a CDR is of a Session: by driver, place and beginning, since 2.1.1 has no other link. */
function isOf({ auth_id, location, start_datetime }: Json, cdr: Json): boolean {
  const apart = Math.abs(Date.parse(String(cdr.start_date_time)) - Date.parse(String(start_datetime)));
  return cdr.auth_id === auth_id && (cdr.location as Json)?.id === (location as Json)?.id && apart < 5000;
}

/** The Session of the scenario as the provider has it now. */
async function sessionNow(world: KitWorld): Promise<Json> {
  const all = (await world.emsp.objects('sessions')) as unknown as Json[];
  return all.find(({ id }) => id === world.session?.id) ?? {};
}

/** The CDR of the scenario's Session that the operator has pushed since the scenario began. */
async function cdrOf(world: KitWorld): Promise<Json> {
  return world.until('the CDR of the Session', async () => {
    const session = await sessionNow(world);
    const pushed = world.emsp
      .messages()
      .filter(({ module, method }) => module === 'cdrs' && method === 'POST');
    return pushed.map(({ body }) => body as Json).find((cdr) => isOf(session, cdr));
  });
}
