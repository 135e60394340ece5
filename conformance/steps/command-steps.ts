import { Given, Then, When } from '@cucumber/cucumber';
import type { ObjectName } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { below, withQuery } from '../../src/ocpi/editions/endpoint-urls.ts';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { partnersTurn } from '../ask-user-for-partner-act.ts';
import { Breach, breach, Unmet } from '../check-and-verdict-types.ts';
import {
  asObject,
  codeOf,
  dataOf,
  type Exchange,
  inShort,
  type Json,
  refused,
  succeeded,
} from '../http-exchange.ts';
import { sample } from '../sample-objects.ts';
import { carries } from '../suite-endpoint.ts';
import { type Charge, endpointOf, newToken, send, type Trial } from '../suite-run-state.ts';
import { eventually, letPass } from '../wait-for-fact.ts';
import type { CheckWorld } from './cucumber-world.ts';

When(/^we command (\w+) at a place that nobody knows$/, async function (this: CheckWorld, name: string) {
  await command(this, name, bodyOf(this, name));
});

When(/^we command (\w+) without (\w+)$/, async function (this: CheckWorld, name: string, field: string) {
  const body = bodyOf(this, name);
  delete body[field];
  await command(this, name, body);
});

When(
  'we command START_SESSION at its Location, at an EVSE that nobody knows',
  async function (this: CheckWorld) {
    await command(this, 'START_SESSION', {
      ...bodyOf(this, 'START_SESSION'),
      location_id: decodeURIComponent(this.kept.location ?? ''),
      evse_uid: `${this.id}-NOWHERE`,
    });
  },
);

Given('a place for commands', async function (this: CheckWorld) {
  await this.offers('commands');
  if (!this.trial.options.at)
    throw new Unmet('no charge point may be moved: name one with --at LOCATION/EVSE');
});

When('we start a session there', async function (this: CheckWorld) {
  const { started, isHeld } = await charge(this);
  this.show(started);
  if (isHeld) throw new Unmet('the place for commands is not free: another car is there');
});

Given('we have started a session', async function (this: CheckWorld) {
  await this.offers('commands');
  if (!this.trial.options.at)
    throw new Unmet('no charge point may be moved: name one with --at LOCATION/EVSE');
  const { started } = await charge(this);
  this.show(started);
  if (resultIn(started) !== 'ACCEPTED')
    throw new Unmet(`START_SESSION was not accepted: ${inShort(started)}`);
});

Given('a command was answered, but not accepted', async function (this: CheckWorld) {
  await this.offers('commands');
  const declined = this.trial.questions.filter(({ asked }) => resultIn(asked) !== 'ACCEPTED');
  const [first] = declined;
  if (!first) throw new Unmet('every command was accepted');
  this.show(first.asked);
});

When('we wait for the result', async function (this: CheckWorld) {
  const { responseUrl } = await charge(this);
  const [first] = await arrivals(this, 'result', ({ url }) => sameResult(url, responseUrl));
  if (first) this.exchanges.push(first);
});

When('we wait for its Session', async function (this: CheckWorld) {
  await sessionOf(this);
});

Given('its Session has come', async function (this: CheckWorld) {
  const session = await sessionOf(this);
  this.kept.session = String(session.id);
});

When('we stop the session', async function (this: CheckWorld) {
  const own = await charge(this);
  const session_id = this.kept.session ?? '';
  own.stopped ??= await command(this, 'STOP_SESSION', { ...bodyOf(this, 'STOP_SESSION'), session_id });
  if (resultIn(own.stopped) !== 'ACCEPTED')
    throw new Unmet(`STOP_SESSION was not accepted: ${inShort(own.stopped)}`);
});

Given('our session is over', async function (this: CheckWorld) {
  if (!this.trial.charge) throw new Unmet('no session was started');
  const { id } = await sessionOf(this);
  const over = await arrivals(this, 'end', (call) => isOver(call, String(id)));
  if (over.length === 0) throw new Unmet('our session did not end');
  this.kept.session = String(id);
});

When('we wait for its CDR', async function (this: CheckWorld) {
  const { token } = await charge(this);
  const found = await arrivals(
    this,
    'cdr',
    ({ method, url, body }) =>
      method === 'POST' &&
      url.startsWith(this.trial.desk.endpoint('cdrs')) &&
      asObject(body)?.auth_id === token.auth_id,
  );
  if (!found[0]) throw new Unmet('no CDR of our session has come');
  this.exchanges.push(found[0]);
});

Then('the command itself is known', function (this: CheckWorld) {
  if (this.answer.answer.status === null || isUnknown(this.answer))
    breach(`an answer to the command expected, got ${inShort(this.answer)}`);
});

Then('the command is refused', function (this: CheckWorld) {
  presupposeKnown(this);
  if (!refused(this.answer)) breach(`a refusal expected (status code 2001), got ${inShort(this.answer)}`);
});

Then(
  /^the command is answered with status code (\d+), if it is refused$/,
  function (this: CheckWorld, code: number) {
    presupposeKnown(this);
    if (!refused(this.answer)) throw new Unmet(`it does not refuse it: ${inShort(this.answer)}`);
    if (codeOf(this.answer) !== code)
      breach(`status code ${code} expected, got ${inShort(this.answer)}`, '/status_code');
  },
);

Then(/^the command is answered with status code (\d+)$/, function (this: CheckWorld, code: number) {
  presupposeKnown(this);
  if (codeOf(this.answer) !== code)
    breach(`status code ${code} expected, got ${inShort(this.answer)}`, '/status_code');
});

Then(
  /^the (command|profile request) is answered with ([A-Z_]+)$/,
  function (this: CheckWorld, what: string, result: string) {
    if (what === 'command') presupposeKnown(this);
    if (!succeeded(this.answer)) breach(`result ${result} expected, got ${inShort(this.answer)}`);
    if (resultIn(this.answer) !== result)
      breach(`must be "${result}", got ${JSON.stringify(resultIn(this.answer))}`, '/data/result');
  },
);

/** Whether the answer says that the command does not exist; code 2003 says that its place does not. */
function isUnknown(exchange: Exchange): boolean {
  const { status } = exchange.answer;
  return status === 405 || (status === 404 && codeOf(exchange) !== 2003);
}

function presupposeKnown({ answer }: CheckWorld): void {
  if (isUnknown(answer)) throw new Unmet(`it does not know the command: ${inShort(answer)}`, 'CMD-01');
}

Then('no result of that command has come', function (this: CheckWorld) {
  const declined = this.trial.questions.filter(({ asked }) => resultIn(asked) !== 'ACCEPTED');
  const late = this.trial.desk.inbox.find(({ url }) => declined.some((one) => one.url === url));
  if (late) this.exchanges.push(late);
  if (late) breach('no result expected for a command that was not accepted, got one');
});

Then('exactly one result has come, a valid CommandResponse', function (this: CheckWorld) {
  const results = resultsOf(this);
  if (results.length !== 1) breach(`one result expected, got ${results.length}`);
  judge(check('command-response', asObject(results[0]?.body ?? '')));
});

Then('the result came after the answer', function (this: CheckWorld) {
  const [result] = resultsOf(this);
  if (!result) throw new Unmet('no result has come');
  if (result.begun < (this.trial.charge?.started.ended ?? 0))
    breach('the answer must not wait for the result');
});

Then('it came at the URL we gave, to the letter', function (this: CheckWorld) {
  const [result] = resultsOf(this);
  if (!result) throw new Unmet('no result has come');
  if (result.url !== this.trial.charge?.responseUrl)
    breach(`the result must come at ${this.trial.charge?.responseUrl}, got ${result.url}`);
});

Then('it carried the token we gave the partner', function (this: CheckWorld) {
  const [result] = resultsOf(this);
  if (!result) throw new Unmet('no result has come');
  if (!carries(result, this.trial.tokenToUs))
    breach('the header Authorization must carry the token that we gave the partner');
});

Then('it has the auth_id of our token', async function (this: CheckWorld) {
  const { token } = await charge(this);
  const { auth_id } = await sessionOf(this);
  if (auth_id !== token.auth_id)
    breach(`must be "${String(token.auth_id)}", got ${JSON.stringify(auth_id)}`, '/auth_id');
});

Then('it has begun as PENDING or ACTIVE', async function (this: CheckWorld) {
  const { id } = await sessionOf(this);
  const first = asObject(aboutSession(this.trial, String(id))[0]?.body ?? '');
  if (first?.status !== 'PENDING' && first?.status !== 'ACTIVE')
    breach(`must be PENDING or ACTIVE, got ${JSON.stringify(first?.status)}`, '/status');
});

Then('it carries our authorization_reference', function (this: CheckWorld) {
  const told = asObject(this.exchanges.at(-1)?.body ?? '');
  const wanted = `${this.trial.id}-REF`;
  if (told?.authorization_reference !== wanted)
    breach(
      `should be "${wanted}", got ${JSON.stringify(told?.authorization_reference)}`,
      '/authorization_reference',
    );
});

Then('its auth_method is COMMAND', async function (this: CheckWorld) {
  const { auth_method } = await sessionOf(this);
  if (auth_method !== 'COMMAND')
    breach(`should be "COMMAND", got ${JSON.stringify(auth_method)}`, '/auth_method');
});

Then('its Session ends as COMPLETED', async function (this: CheckWorld) {
  const over = await arrivals(this, 'end', (call) => isOver(call, this.kept.session ?? ''));
  if (over.length === 0) breach('a push of the Session with status COMPLETED expected, got none');
});

Then('nothing has come about it after its end', function (this: CheckWorld) {
  const told = aboutSession(this.trial, this.kept.session ?? '');
  const end = told.findIndex((call) => isOver(call, this.kept.session ?? ''));
  const final = asObject(told[end]?.body ?? '');
  const changed = told.slice(end + 1).filter(({ body }) => asObject(body)?.status !== final?.status);
  this.exchanges.push(...changed.slice(0, 3));
  if (changed.length > 0) breach('no push of the Session expected after its end');
});

When(
  /^we ask for the charging profile of a Session that nobody knows(?:, without (\w+))?$/,
  async function (this: CheckWorld, without?: string | null) {
    await askProfile(this, `${this.id}-NOBODY`, without);
  },
);

When('we ask for the charging profile of that Session', async function (this: CheckWorld) {
  await askProfile(this, this.kept.session ?? '');
});

When('we set a charging profile without charging_rate_unit', async function (this: CheckWorld) {
  const response_url = this.trial.desk.endpoint('results');
  const body = JSON.stringify({
    charging_profile: { charging_profile_period: [{ start_period: 0, limit: 10 }] },
    response_url,
  });
  await this.send('PUT', below(await this.offers('chargingprofiles'), `${this.id}-NOBODY`), { body });
});

Given('it has given us a command', async function (this: CheckWorld) {
  await given(this, 1);
});

Given(/^it has given us at least (\d+) commands$/, async function (this: CheckWorld, least: number) {
  await given(this, least);
});

When('we wait until we have sent the result', async function (this: CheckWorld) {
  await eventually(this.trial.options.timeout, () => this.trial.results.length > 0);
});

Then('our result was taken', function (this: CheckWorld) {
  const [result] = this.trial.results;
  if (!result) throw new Unmet('we have sent no result');
  this.show(result);
  if (!succeeded(result)) breach(`status code 1000 expected, got ${inShort(result)}`);
});

Then('their response_urls are all different', function (this: CheckWorld) {
  const urls = commandsGiven(this.trial).map(({ body }) => asObject(body)?.response_url);
  if (new Set(urls).size < urls.length)
    breach('every command must have a response_url of its own', '/response_url');
});

Then('every command it has given is valid', function (this: CheckWorld) {
  for (const call of commandsGiven(this.trial)) {
    const name = /\/([A-Z_]+)\/?$/.exec(new URL(call.url).pathname)?.[1] ?? '';
    this.exchanges.push(call);
    if (!commands.includes(name)) breach(`${new URL(call.url).pathname} is no command`);
    judge(check(name.toLowerCase().replace('_', '-') as ObjectName, asObject(call.body)));
  }
});

const commands = ['RESERVE_NOW', 'START_SESSION', 'STOP_SESSION', 'UNLOCK_CONNECTOR'];

type Place = NonNullable<Trial['options']['at']>;

/** Maximum number of attempts to start a session at an EVSE where other cars come and go. */
const startsAtMost = 5;

/** The charging session that all checks of commands share, begun by the first that needs it. */
async function charge(world: CheckWorld): Promise<Charge> {
  const { trial } = world;
  if (trial.charge) return trial.charge;
  const { at, settle } = trial.options;
  if (!at) throw new Unmet('no charge point may be moved: name one with --at LOCATION/EVSE');
  let own = await begin(world, at);
  // Another car may be charging there: a rejection then says nothing, and is tried again while the place changes.
  let before = '';
  for (let starts = 1; resultIn(own.started) === 'REJECTED'; starts += 1) {
    const { status, last_updated } = await place(world, at);
    const now = `${String(status)} ${String(last_updated)}`;
    const isSame = now === before;
    own.isHeld = status !== undefined && (isSame ? status !== 'AVAILABLE' : starts === startsAtMost);
    if (status === undefined || isSame || own.isHeld) break;
    before = now;
    own = await begin(world, at);
  }
  trial.charge = own;
  // A second result of the command would come within this time.
  await letPass(settle);
  return own;
}

/** The EVSE for commands as the partner shows it; `{}` where it does not. */
async function place(world: CheckWorld, { location, evse }: Place): Promise<Json> {
  const url = endpointOf(world.trial, 'locations');
  if (!url) return {};
  const shown = await world.lookUp('GET', below(below(url, location), evse));
  return succeeded(shown) ? ((dataOf(shown) ?? {}) as Json) : {};
}

/** Starts a session by command at the EVSE for commands. */
async function begin(world: CheckWorld, at: Place): Promise<Charge> {
  const { trial } = world;
  const token = { ...sample('Token', `${trial.id}-CAR`), auth_id: `ZZ-TST-${trial.id}` };
  const responseUrl = `${trial.desk.endpoint('results')}/${newToken().slice(0, 8)}?from=START%2FSESSION&n=1`;
  const body = {
    response_url: responseUrl,
    token,
    location_id: at.location,
    evse_uid: at.evse,
    authorization_reference: `${trial.id}-REF`,
  };
  const url = below(await world.offers('commands'), 'START_SESSION');
  const started = await send(trial, 'POST', url, { body: JSON.stringify(body) });
  trial.questions.push({ url: responseUrl, asked: started });
  return { token, started, responseUrl };
}

async function command(world: CheckWorld, name: string, body: Json): Promise<Exchange> {
  const asked = await world.send('POST', below(await world.offers('commands'), name), {
    body: JSON.stringify(body),
  });
  if (typeof body.response_url === 'string') world.trial.questions.push({ url: body.response_url, asked });
  return asked;
}

/** The body of a valid command, for a place and a Session that nobody knows. */
function bodyOf(world: CheckWorld, name: string): Json {
  const response_url = `${world.trial.desk.endpoint('results')}/${newToken().slice(0, 8)}`;
  const location_id = `${world.id}-NOBODY`;
  const token = sample('Token', world.id);
  const bodies: Record<string, Json> = {
    START_SESSION: { response_url, token, location_id },
    RESERVE_NOW: {
      response_url,
      token,
      expiry_date: '2030-01-01T00:00:00Z',
      reservation_id: 4711,
      location_id,
    },
    STOP_SESSION: { response_url, session_id: `${world.id}-NOBODY` },
    UNLOCK_CONNECTOR: { response_url, location_id, evse_uid: 'E1', connector_id: '1' },
  };
  return bodies[name] ?? {};
}

async function askProfile(world: CheckWorld, session: string, without?: string | null): Promise<void> {
  const response_url = `${world.trial.desk.endpoint('results')}/${newToken().slice(0, 8)}`;
  const query = new URLSearchParams({ duration: '900', response_url });
  if (without) query.delete(without);
  await world.send(
    'GET',
    withQuery(below(await world.offers('chargingprofiles'), session), query.toString()),
  );
}

/** The Session of the commanded charge, as it was first pushed; waits for it. */
async function sessionOf(world: CheckWorld): Promise<Json> {
  const { token } = await charge(world);
  const [first] = await arrivals(
    world,
    'session',
    ({ method, url, body }) =>
      method === 'PUT' &&
      url.startsWith(world.trial.desk.endpoint('sessions')) &&
      isFor(asObject(body), token, world.trial.id),
  );
  if (!first) throw new Unmet('no Session has been pushed after START_SESSION');
  if (!world.exchanges.includes(first)) world.exchanges.push(first);
  return asObject(first.body) ?? {};
}

/** Whether a Session may be that of the commanded charge: the only one under way, or the one with its contract. */
function isFor(session: Json | undefined, token: Json, trial: string): boolean {
  return (
    session?.auth_id === token.auth_id ||
    session?.authorization_reference === `${trial}-REF` ||
    session?.auth_id === token.uid
  );
}

function aboutSession({ desk }: Trial, id: string): Exchange[] {
  return desk.inbox.filter(
    ({ url, method }) =>
      ['PUT', 'PATCH'].includes(method) &&
      url.startsWith(desk.endpoint('sessions')) &&
      url.endsWith(`/${encodeURIComponent(id)}`),
  );
}

function isOver({ body, url }: Exchange, id: string): boolean {
  return url.endsWith(`/${encodeURIComponent(id)}`) && asObject(body)?.status === 'COMPLETED';
}

/** Requests of the partner that match; waits for the first, but only once for one that does not come. */
async function arrivals(
  { trial }: CheckWorld,
  what: string,
  fits: (call: Exchange) => boolean,
): Promise<Exchange[]> {
  const found = await eventually(
    trial.missed.has(what) ? 0 : trial.options.timeout,
    () => trial.interrupted || trial.desk.inbox.some((call) => call.ended > 0 && fits(call)),
  );
  if (!found) trial.missed.add(what);
  return trial.desk.inbox.filter(fits);
}

function resultsOf({ trial }: CheckWorld): Exchange[] {
  const url = trial.charge?.responseUrl ?? '';
  return trial.desk.inbox.filter((call) => call.method === 'POST' && sameResult(call.url, url));
}

/** Whether two URLs are equal without their query, which a partner may have lost. */
function sameResult(one: string, other: string): boolean {
  return one.replace(/\?.*/, '').replace(/\/$/, '') === other.replace(/\?.*/, '');
}

function resultIn(exchange: Exchange): unknown {
  const data = dataOf(exchange);
  if (!succeeded(exchange)) return undefined;
  return typeof data === 'string' ? data : (data as Json | undefined)?.result;
}

async function given(world: CheckWorld, least: number): Promise<void> {
  const { trial } = world;
  await world.registered();
  const words = `${least > 1 ? `${least} commands` : 'a command'} to ${trial.options.party}, such as START_SESSION at Location ${trial.id}-OWN`;
  await partnersTurn(trial, { kind: 'command', words }, () => commandsGiven(trial).length >= least);
  const commands = commandsGiven(trial);
  if (commands.length < least)
    throw new Unmet(`it gave us ${commands.length || 'no'} commands; --wait gives it time to`);
  const [first] = commands;
  if (first) world.exchanges.push(first);
}

function commandsGiven({ desk }: Trial): Exchange[] {
  return desk.inbox.filter(
    ({ method, url }) => method === 'POST' && url.startsWith(desk.endpoint('commands')),
  );
}

function judge(findings: { pointer: string; message: string }[]): void {
  if (findings.length > 0) throw new Breach(findings);
}
