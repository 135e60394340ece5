import { Given, Then, When } from '@cucumber/cucumber';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { Breach, breach, Unmet } from '../check-and-verdict-types.ts';
import { dataOf, type Exchange, inShort, type Json, refused, succeeded } from '../http-exchange.ts';
import { needed } from '../read-partner-list.ts';
import { discover, type Introduction, introduce, leave, register } from '../register-with-partner.ts';
import { withdraw } from '../remove-written-objects.ts';
import { carries, type Manner } from '../suite-endpoint.ts';
import { endpointOf, newToken, type Trial } from '../suite-run-state.ts';
import { eventually, letPass } from '../wait-for-fact.ts';
import type { CheckWorld } from './cucumber-world.ts';

Given('a token', function (this: CheckWorld) {
  if (!this.trial.tokenToThem) throw new Unmet('the partner gives its token when it registers');
});

Given('its version details', async function (this: CheckWorld) {
  const read = this.trial.sent.some(({ url }) => url === this.trial.versionsUrl);
  if (!read) await this.send('GET', this.trial.versionsUrl);
  this.detailsUrl();
});

Given('we are registered', async function (this: CheckWorld) {
  await this.registered();
});

Given('we are registered by either side', async function (this: CheckWorld) {
  await this.registered();
  if (this.trial.state !== 'registered')
    throw new Unmet('nothing was registered: the token in use was given to us');
});

Given('we are registered by our own POST', async function (this: CheckWorld) {
  await this.registered();
  const { registration, state } = this.trial;
  if (state !== 'registered') throw new Unmet('nothing was registered: the token in use was given to us');
  if (!registration || registration.direction === 'received')
    throw new Unmet('the partner has registered with us, not we with it');
  if (!succeeded(registration)) throw new Unmet('a PUT has registered us', 'CRED-06');
});

Given('it has registered with us by itself', async function (this: CheckWorld) {
  await this.registered();
  if (this.trial.registration?.direction !== 'received')
    throw new Unmet('the suite has registered with the partner; without --versions-url the partner begins');
});

Given('it has tried to register with us', async function (this: CheckWorld) {
  if (!this.trial.invitedThem)
    throw new Unmet('the suite has registered with the partner; without --versions-url the partner begins');
  await register(this.trial).catch(() => undefined);
  if (!this.trial.registration) throw new Unmet('it has not tried to register');
});

Given('we are not registered yet', async function (this: CheckWorld) {
  const { trial } = this;
  if (trial.invitedThem) throw new Unmet('the partner begins the handshake, there is no TOKEN_A to try');
  if (trial.state !== 'invited') throw new Unmet('we are registered already');
  await discover(trial);
  const versions = await this.lookUp('GET', trial.versionsUrl);
  if (!succeeded(versions))
    throw new Unmet(`TOKEN_A does not open its versions: ${inShort(versions)}`, 'CRED-21');
});

Given('we have tried to register', async function (this: CheckWorld) {
  const { trial } = this;
  await register(trial).catch((error: unknown) => {
    if (!trial.registration) throw error;
  });
  if (!trial.registration) throw new Unmet('nothing was registered: the token in use was given to us');
  if (trial.registration.direction === 'received') throw new Unmet('the partner has registered with us');
  if (trial.renewedStranger && trial.registration.answer.status === 405)
    throw new Unmet('it had taken a PUT for the registration', 'CRED-27');
  this.show(trial.registration);
});

Given('a registration has failed', async function (this: CheckWorld) {
  const { trial } = this;
  if (trial.state !== 'invited' || trial.invitedThem) throw new Unmet('we are registered already');
  await discover(trial);
  const failed = await introduce(trial, 'POST', { manner: 'unauthorized' });
  this.exchanges.push(failed);
  if (!refused(failed)) throw new Unmet('the registration did not fail');
});

Given('a second registration was refused', async function (this: CheckWorld) {
  await this.registered();
  this.show(await introduce(this.trial, 'POST', { manner: 'plain' }));
  if (!refused(this.answer)) throw new Unmet(`it was not refused: ${inShort(this.answer)}`);
});

Given('a renewal with versions that cannot be reached was refused', async function (this: CheckWorld) {
  await this.registered();
  const exchange = await introduce(this.trial, 'PUT', { fields: { url: nowhere } });
  this.show(exchange);
  if (!refused(exchange)) throw new Unmet(`it was not refused: ${inShort(exchange)}`);
});

Given('we have renewed our credentials', async function (this: CheckWorld) {
  await this.registered();
  const { renewal } = this.trial;
  if (!renewal || !succeeded(renewal)) throw new Unmet('the renewal did not succeed');
  this.show(renewal);
});

Given('it has called us since', function (this: CheckWorld) {
  if (callsAfterRegistration(this).length === 0) throw new Unmet('it has not called us yet');
});

Given('a token that nobody was given gets HTTP 401', async function (this: CheckWorld) {
  await presupposeClosed(this);
});

Given('we have unregistered', function (this: CheckWorld) {
  if (this.trial.state !== 'left') throw new Unmet('the registration could not be taken back');
});

Given('a registration has used up TOKEN_A', function (this: CheckWorld) {
  const { registration } = this.trial;
  if (registration?.direction === 'sent' && !succeeded(registration))
    throw new Unmet('a PUT has registered us', 'CRED-06');
});

When('we send our credentials by PUT', async function (this: CheckWorld) {
  this.show(await introduce(this.trial, 'PUT', {}));
});

When('we send our credentials by POST', async function (this: CheckWorld) {
  this.show(await introduce(this.trial, 'POST', { manner: 'plain' }));
});

When(/^we send our credentials by POST, without (\w+)$/, async function (this: CheckWorld, without: string) {
  await post(this, { without });
});

When('we send our credentials by POST, with a token of 65 characters', async function (this: CheckWorld) {
  await post(this, { fields: { token: 'x'.repeat(65) } });
});

When(
  /^we send our credentials by POST, but our (versions|endpoints) (.*)$/,
  async function (this: CheckWorld, _what: string, fault: string) {
    const manner = manners[fault];
    await post(this, fault === 'cannot be reached' ? { fields: { url: nowhere } } : { manner });
  },
);

When('we send GET to every list it offers', async function (this: CheckWorld) {
  await discover(this.trial);
  const endpoints = this.listEndpoints();
  this.exchanges.length = 0;
  if (endpoints.length === 0) throw new Unmet('it offers no list');
  for (const { identifier, url } of endpoints)
    await this.send('GET', `${url}?${[needed(identifier), 'limit=1'].filter(Boolean).join('&')}`);
});

When('we renew our credentials', async function (this: CheckWorld) {
  const { trial } = this;
  await quiet(this);
  trial.renewal = await introduce(trial, 'PUT', {});
  this.show(trial.renewal);
  // Under traffic there is no quiet: a call that was under way carries the earlier token, and comes a moment later.
  await letPass(trial.options.settle);
  trial.renewed = trial.tick();
});

When('we unregister', async function (this: CheckWorld) {
  if (this.trial.state !== 'registered') throw new Unmet('there is no registration of ours');
  await quiet(this);
  await withdraw(this.trial);
  this.show(await leave(this.trial));
});

When('a moment has passed', async function (this: CheckWorld) {
  await letPass(this.trial.options.settle);
});

Then('our last token opens neither versions, details nor credentials', async function (this: CheckWorld) {
  await presupposeClosed(this);
  const urls = [this.trial.versionsUrl, this.detailsUrl(), endpointOf(this.trial, 'credentials') ?? ''];
  for (const url of urls) {
    const exchange = await this.lookUp('GET', url);
    if (exchange.answer.status !== 401)
      breach(`HTTP 401 expected from ${url}, got ${inShort(exchange)}`, '', 'advice');
  }
});

/** Skips the check where the partner does not refuse an unknown token: then refusing another token tells nothing. */
async function presupposeClosed(world: CheckWorld): Promise<void> {
  const stranger = await world.lookUp('GET', world.trial.versionsUrl, { token: newToken() });
  if (stranger.answer.status !== 401)
    throw new Unmet(`a token that nobody was given gets ${inShort(stranger)}`, 'TRANS-03');
}

Then('it has not called us since', async function (this: CheckWorld) {
  const { trial } = this;
  const left = trial.sent.findLast(
    ({ method, url }) => method === 'DELETE' && url === endpointOf(trial, 'credentials'),
  );
  const since = (tick: number) => trial.desk.inbox.filter(({ begun }) => begun > tick);
  if (since(left?.ended ?? 0).length === 0) return;
  // A call that was under way then comes a moment later; a partner that goes on calling calls again.
  const mark = trial.tick();
  await letPass(2 * trial.options.settle);
  const late = since(mark);
  this.exchanges.push(...late.slice(0, 5));
  if (late.length > 0) breach(`no call expected after DELETE, got ${late.length}`);
});

Then('it has not called us back', function (this: CheckWorld) {
  const calls = callbacks(this, this.answer);
  this.exchanges.push(...calls.slice(0, 3));
  if (calls.length > 0) breach('no call back expected for credentials that are not valid');
});

Then('our token has 1 to 64 visible characters', function (this: CheckWorld) {
  if (!/^[\x21-\x7e]{1,64}$/.test(this.trial.tokenToThem))
    breach('must have 1 to 64 printable ASCII characters without blanks', '/data/token');
});

Then('the registration has succeeded with valid Credentials', function (this: CheckWorld) {
  if (!succeeded(this.answer)) breach(`status code 1000 expected, got ${inShort(this.answer)}`);
  judge(credentialsFindings(this));
});

Then('the data is a valid Credentials, names its party and an absolute url', function (this: CheckWorld) {
  if (!succeeded(this.answer)) breach(`its Credentials expected, got ${inShort(this.answer)}`);
  judge(credentialsFindings(this));
});

Then('the data holds the token we use', function (this: CheckWorld) {
  if (!succeeded(this.answer)) throw new Unmet(`GET credentials got ${inShort(this.answer)}`);
  if ((this.data as Json | undefined)?.token !== this.trial.tokenToThem)
    breach('must be the token of the request', '/data/token');
});

Then('the renewal has succeeded with a token that is new', function (this: CheckWorld) {
  if (!succeeded(this.answer)) breach(`status code 1000 expected, got ${inShort(this.answer)}`);
  const token = (this.data as Json | undefined)?.token;
  const before = this.trial.retired.at(-1);
  if (typeof token !== 'string' || token === before)
    breach('must be a new token, got the one before', '/data/token');
});

Then('its token is neither TOKEN_A nor the one we gave it', function (this: CheckWorld) {
  const { registration, invitation } = this.trial;
  if (!registration) return;
  this.show(registration);
  const token = (this.data as Json | undefined)?.token;
  const ours = (JSON.parse(registration.body) as Json).token;
  if (token === invitation || token === ours) breach('must be a new token', '/data/token');
});

When(
  'we renew them with versions, modules and fields that it need not know',
  async function (this: CheckWorld) {
    this.show(await introduce(this.trial, 'PUT', { manner: 'odd' }));
  },
);

Then(
  /^it has read our (versions|version details) with our new token before it answered$/,
  async function (this: CheckWorld, what: string) {
    const { registration } = this.trial;
    if (registration) this.show(registration);
    await judgeCallback(this, what);
  },
);

Then('it has read our versions and details again before it answered', async function (this: CheckWorld) {
  await judgeCallback(this, 'versions');
  await judgeCallback(this, 'version details');
});

Then('it has read our version details of 2.1.1 and no others', function (this: CheckWorld) {
  const read = this.trial.desk.inbox.filter(({ url }) => /\/v\/d(\?|$)/.test(url));
  this.exchanges.push(...read.slice(0, 3));
  const other = read.find(({ url }) => url.includes('?version='));
  if (other || read.length === 0) breach('the details of 2.1.1 must be read, and no others');
});

Then('all its calls before the registration carried TOKEN_A', function (this: CheckWorld) {
  const { desk, registration, invitation } = this.trial;
  const before = desk.inbox.filter(({ begun }) => begun <= (registration?.begun ?? 0));
  this.exchanges.push(...before.slice(0, 5));
  const wrong = before.find(({ headers }) => headers.authorization !== `Token ${invitation}`);
  if (wrong) breach(`${wrong.method} ${wrong.url} must carry TOKEN_A`);
});

Then('it has let us read its versions and details before it had our answer', function (this: CheckWorld) {
  const { registration, state, trouble } = this.trial;
  if (registration) this.exchanges.push(registration);
  if (state !== 'registered') breach(`its versions must be open while its POST is: ${trouble}`);
});

Then('all its calls since carried the token we gave it', function (this: CheckWorld) {
  const wrong = callsAfterRegistration(this).find(
    ({ headers }) => headers.authorization !== `Token ${this.trial.tokenToUs}`,
  );
  if (wrong) breach(`${wrong.method} ${wrong.url} must carry TOKEN_C`);
});

Then(/^the data is a list of versions, 2\.1\.1 among them$/, function (this: CheckWorld) {
  if ([401, 403].includes(this.answer.answer.status ?? 0))
    throw new Unmet(`it does not let us in: ${inShort(this.answer)}`, 'TRANS-01');
  if (!succeeded(this.answer)) breach(`its versions expected, got ${inShort(this.answer)}`);
  const wrapped = (this.data as Json | undefined)?.versions;
  const listed = (Array.isArray(this.data) ? this.data : wrapped) as Json[];
  if (!Array.isArray(listed)) breach(`must be a list, got ${typeof this.data}`, '/data');
  const bad = listed.findIndex((one) => typeof one?.version !== 'string' || typeof one.url !== 'string');
  if (bad >= 0) breach('must have version and url', `/data/${bad}`);
  if (!listed.some(({ version }) => version === '2.1.1')) breach('must name version 2.1.1', '/data');
  // In 2.1.1 the table of the data has a property `versions`, the examples have none.
  if (listed === wrapped) breach('should be the list itself, got it in versions', '/data', 'contradiction');
});

Then('the data is of version 2.1.1', function (this: CheckWorld) {
  if ([401, 403].includes(this.answer.answer.status ?? 0) && !opensVersions(this.trial))
    throw new Unmet(`it does not let us in: ${inShort(this.answer)}`, 'TRANS-01');
  if (!succeeded(this.answer)) breach(`version details expected, got ${inShort(this.answer)}`);
  const { version } = (this.data ?? {}) as Json;
  if (version !== '2.1.1') breach(`must be "2.1.1", got ${JSON.stringify(version)}`, '/data/version');
});

/** Whether the partner's versions have answered the plain form of the suite's token. */
function opensVersions({ sent, versionsUrl, tokenToThem }: Trial): boolean {
  return sent.some(
    (exchange) =>
      exchange.url === versionsUrl &&
      exchange.headers.authorization === `Token ${tokenToThem}` &&
      succeeded(exchange),
  );
}

Then('the data has at least one endpoint, each with an identifier and an url', function (this: CheckWorld) {
  const { endpoints } = (this.data ?? {}) as Json;
  if (!Array.isArray(endpoints) || endpoints.length === 0)
    breach('must have at least 1 entry', '/data/endpoints');
  const bad = (endpoints as Json[]).findIndex(
    (one) => typeof one?.identifier !== 'string' || typeof one.url !== 'string',
  );
  if (bad >= 0) breach('must have identifier and url', `/data/endpoints/${bad}`);
});

Then('credentials are among the endpoints', function (this: CheckWorld) {
  const { endpoints } = (this.data ?? {}) as Json;
  if (!Array.isArray(endpoints)) throw new Unmet(`no endpoints: ${inShort(this.answer)}`);
  if (!(endpoints as Json[]).some((one) => one?.identifier === 'credentials'))
    breach('must hold credentials', '/data/endpoints');
});

Then('every module among the endpoints has those that it depends on', function (this: CheckWorld) {
  const { endpoints } = (this.data ?? {}) as Json;
  if (!Array.isArray(endpoints)) throw new Unmet(`no endpoints: ${inShort(this.answer)}`, 'VER-03');
  const listed = (endpoints as Json[]).map((one) => one?.identifier);
  const [module, needed] =
    this.trial.options.role === 'cpo'
      ? (['commands', ['locations', 'sessions']] as const)
      : (['locations', ['tariffs']] as const);
  const missing = needed.filter((one) => !listed.includes(one));
  if (listed.includes(module) && missing.length > 0)
    breach(`should hold ${missing.join(' and ')}, on which ${module} depends`, '/data/endpoints');
});

Then('every url in the data is absolute', function (this: CheckWorld) {
  eachUrl(this, (url) =>
    /^https?:\/\/[^/]/i.test(url) ? undefined : `must be an absolute URL, got "${url}"`,
  );
});

Then(/^every url in the data contains "(.*)"$/, function (this: CheckWorld, part: string) {
  eachUrl(this, (url) => (url.includes(part) ? undefined : `should contain ${part}, got "${url}"`));
});

async function post(world: CheckWorld, introduction: Introduction): Promise<void> {
  const before = world.trial.desk.inbox.length;
  const exchange = await introduce(world.trial, 'POST', introduction);
  world.exchanges.push(...world.trial.desk.inbox.slice(before, before + 3));
  world.show(exchange);
}

function eachUrl(world: CheckWorld, wrong: (url: string) => string | undefined): void {
  for (const { data } of world.exchanges.map((exchange) => ({ data: dataOf(exchange) }))) {
    const entries = Array.isArray(data) ? data : ((data as Json | undefined)?.endpoints ?? []);
    const at = Array.isArray(data) ? '/data' : '/data/endpoints';
    for (const [index, { url }] of (Array.isArray(entries) ? (entries as Json[]) : []).entries()) {
      const message = wrong(String(url));
      if (message) breach(message, `${at}/${index}/url`);
    }
  }
}

/** Calls of the partner that came while a request of the suite was open. */
function callbacks({ trial }: CheckWorld, { begun, ended }: Exchange): Exchange[] {
  return trial.desk.inbox.filter((call) => call.begun > begun && call.begun < ended);
}

async function judgeCallback(world: CheckWorld, what: string): Promise<void> {
  const { trial, answer } = world;
  const fits = ({ url }: Exchange) => /\/v\/d(\?|$)/.test(url) === (what !== 'versions');
  const calls = callbacks(world, answer).filter(fits);
  world.exchanges.unshift(...calls.slice(0, 3));
  const { token } = JSON.parse(answer.body) as { token: string };
  if (calls.length === 0) {
    const isLate = (call: Exchange) =>
      call.begun > answer.ended && /\/v(\/d)?(\?|$)/.test(call.url) && fits(call);
    const late = await eventually(trial.options.settle, () => trial.desk.inbox.some(isLate));
    const told = `GET of our ${what} expected before the answer, got ${late ? 'it after' : 'none'}`;
    // Only the words "if successful" of 2.1.1 say that the answer tells how the look went, and so follows it.
    breach(told, '', late ? 'should' : undefined);
  }
  if (!calls.some((call) => carries(call, token)))
    breach(`GET of our ${what} must carry the token of the body`);
}

function callsAfterRegistration({ trial }: CheckWorld): Exchange[] {
  const since = trial.registration?.ended ?? Number.POSITIVE_INFINITY;
  return trial.desk.inbox.filter(({ begun }) => begun > since);
}

/** Waits until the partner has not called for a moment: a call under way still carries the earlier token. */
async function quiet({ trial }: CheckWorld): Promise<void> {
  const { settle, timeout } = trial.options;
  let seen = -1;
  let since = 0;
  await eventually(timeout, (counted) => {
    const pending = trial.desk.inbox.length + trial.desk.inbox.filter(({ ended }) => ended === 0).length;
    if (pending !== seen) since = counted;
    seen = pending;
    return counted - since > settle;
  });
}

/** Findings about the partner's Credentials; the form of their token has a requirement of its own (TRANS-06). */
function credentialsFindings({ data }: CheckWorld): { pointer: string; message: string }[] {
  return check('credentials', data)
    .filter(({ pointer, message }) => pointer !== '/token' || !/characters/.test(message))
    .map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message }));
}

/** A URL at which nobody listens. */
const nowhere = 'http://127.0.0.1:9/versions';

const manners: Record<string, Manner> = {
  'answer HTTP 401': 'unauthorized',
  'answer something else': 'no-json',
  'answer with an error': 'error',
  'are no list': 'no-list',
  'lack 2.1.1': 'no-2.1.1',
  'lack credentials': 'no-credentials',
};

function judge(findings: { pointer: string; message: string }[]): void {
  if (findings.length > 0) throw new Breach(findings);
}
