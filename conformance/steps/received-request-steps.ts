import { Given, Then } from '@cucumber/cucumber';
import type { ObjectName } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Authority } from '../../src/ocpi/rules/origins-of-rules.ts';
import { parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { partnersTurn } from '../ask-user-for-partner-act.ts';
import { Breach, breach, Unmet } from '../check-and-verdict-types.ts';
import { plainOf } from '../decode-base64-token.ts';
import { asObject, type Exchange, envelopeOf, refused } from '../http-exchange.ts';
import { carries } from '../suite-endpoint.ts';
import { eventually } from '../wait-for-fact.ts';
import type { CheckWorld } from './cucumber-world.ts';
import { writtenWrongly } from './judge-written-object.ts';

const objects: Record<string, ObjectName> = { locations: 'location', tariffs: 'tariff', tokens: 'token' };
const parts: ObjectName[] = ['location', 'evse', 'connector'];

Given('it has answered us', async function (this: CheckWorld) {
  if (answers(this).length === 0) throw new Unmet('it has not answered us');
});

Then('every answer was JSON with status_code and timestamp', function (this: CheckWorld) {
  const isGood = ({ answer: { status } }: Exchange) => status !== null && status >= 200 && status < 300;
  first(this, answers(this).filter(isGood), notEnveloped);
  // Answers with an HTTP error are expected to have an envelope, no more.
  first(this, answers(this), (exchange) => {
    const [pointer, message] = notEnveloped(exchange) ?? [];
    return message === undefined ? undefined : [pointer ?? '', message, 'contradiction'];
  });
});

Then('every timestamp was the present time in UTC', function (this: CheckWorld) {
  const stamped = answers(this).filter((exchange) => typeof envelopeOf(exchange)?.timestamp === 'string');
  if (stamped.length === 0) throw new Unmet('no answer had a timestamp');
  first(this, stamped, (exchange) => {
    const timestamp = String(envelopeOf(exchange)?.timestamp);
    const time = parseDateTime(timestamp);
    if (time === undefined)
      return ['/timestamp', `must be a UTC time such as 2026-01-31T08:00:00Z, got "${timestamp}"`];
    const off = Math.abs(time - Date.parse(exchange.time));
    return off < clockTolerance
      ? undefined
      : ['/timestamp', `should be the present time in UTC, got "${timestamp}" at ${exchange.time}`, 'advice'];
  });
});

Then('no status_code was of a range for custom use', function (this: CheckWorld) {
  first(this, answers(this), (exchange) => {
    const code = envelopeOf(exchange)?.status_code;
    return typeof code === 'number' && Math.floor(code / 100) % 10 === 9
      ? ['/status_code', `must not be of a range for custom use, got ${code}`]
      : undefined;
  });
});

Given('it has called us', async function (this: CheckWorld) {
  await this.registered();
  if (calls(this).length === 0) throw new Unmet('it has not called us');
});

Given('it has called us at a module', async function (this: CheckWorld) {
  await this.registered();
  if (moduleCalls(this).length === 0) throw new Unmet('it has not called us after the registration');
});

Given('it has sent us a body', async function (this: CheckWorld) {
  await this.registered();
  await came(this, 'body', bodies);
  if (bodies(this).length === 0) throw new Unmet('it has sent us no body');
});

Given('it has pushed an object to us', async function (this: CheckWorld) {
  await this.registered();
  await came(this, 'push', pushes);
  if (pushes(this).length === 0) throw new Unmet('it has pushed nothing to us');
});

Given('it has sent us a PATCH', async function (this: CheckWorld) {
  await this.registered();
  if (!pushes(this).some(({ method }) => method === 'PATCH')) throw new Unmet('it has sent us no PATCH');
});

Given(/^it has pushed (locations|tariffs|tokens) to us$/, async function (this: CheckWorld, module: string) {
  await this.registered();
  await came(this, module, (world) => pushes(world, module));
  if (pushes(this, module).length === 0) throw new Unmet(`it has pushed no ${module} to us`);
});

Given('it has asked us to authorise a token', async function (this: CheckWorld) {
  await this.registered();
  const act = { kind: 'question', words: 'a card at one of its charge points, about which it asks us' };
  await partnersTurn(this.trial, act, () => questions(this).length > 0);
  if (questions(this).length === 0) throw new Unmet('it has not asked us to authorise a token');
});

Given('it has asked us about a token that we refused', async function (this: CheckWorld) {
  await this.registered();
  const refusals = () => questions(this).filter((exchange) => exchange.ended > 0 && refused(exchange));
  const act = { kind: 'refusal', words: 'a card with UNKNOWN in its uid at one of its charge points' };
  await partnersTurn(this.trial, act, () => refusals().length > 0);
  const [first] = refusals();
  if (!first) throw new Unmet('it has not asked us about a token that we do not know');
  this.show(first);
  this.kept.refused = /\/([^/]+)\/authorize/.exec(new URL(first.url).pathname)?.[1] ?? '';
});

Then('no Session of that token has come', function (this: CheckWorld) {
  const since = this.answer.ended;
  first(
    this,
    pushes(this, 'sessions').filter(({ begun, method }) => begun > since && method === 'PUT'),
    ({ body }) =>
      asObject(body)?.auth_id === decodeURIComponent(this.kept.refused ?? '')
        ? ['', 'no Session expected of a driver whom we have refused']
        : undefined,
  );
});

Given('it has read our Sessions', async function (this: CheckWorld) {
  await this.registered();
  if (reads(this).length === 0) throw new Unmet('it has not read our Sessions');
});

Given('it has called us since we renewed our credentials', async function (this: CheckWorld) {
  await this.registered();
  if (sinceRenewal(this).length === 0) throw new Unmet('it has not called us since the renewal');
});

Then('all its calls carried the token we gave it', function (this: CheckWorld) {
  const { secrets } = this.trial;
  // A partner whose call was refused may try another form of the token.
  const taken = calls(this).filter(({ answer }) => answer.status !== 401);
  first(this, taken, ({ headers }) => {
    const { authorization = 'none' } = headers;
    const [, token = ''] = /^Token (\S+)$/.exec(authorization) ?? [];
    if (secrets.has(token)) return undefined;
    if (secrets.has(plainOf(token))) {
      secrets.add(token);
      return ['', 'the header Authorization must carry the token as it is, got its Base64 form'];
    }
    return [
      '',
      `the header Authorization must be Token and the token we gave, got ${authorization.split(' ')[0]} …`,
    ];
  });
});

Then('all its calls since the renewal carried the new token', function (this: CheckWorld) {
  const since = sinceRenewal(this);
  const isNew = (call: Exchange) => carries(call, this.trial.tokenToUs);
  // A few calls may have been under way when the partner read the suite's answer.
  const turn = since.find(isNew)?.ended;
  const late = turn === undefined ? since.slice(2) : since.filter(({ begun }) => begun > turn);
  if (turn === undefined && late.length === 0) throw new Unmet('it has hardly called us since the renewal');
  first(this, late, (call) =>
    isNew(call) ? undefined : ['', 'the header Authorization must carry the token of the renewal'],
  );
});

Then('all its calls came to URLs that we gave it', function (this: CheckWorld) {
  first(this, moduleCalls(this), ({ url }) =>
    isKnown(this, url)
      ? undefined
      : ['', `the URL must begin with an endpoint of our version details, got ${url}`],
  );
});

Then('no call came to a URL that we never gave', function (this: CheckWorld) {
  first(this, calls(this), ({ url }) =>
    isKnown(this, url) ? undefined : ['', `we never gave a URL like ${url}`],
  );
});

Then(/^all its bodies were JSON, sent as application\/json$/, function (this: CheckWorld) {
  first(this, bodies(this), ({ headers, body }) => {
    if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
      return ['', `must be sent as application/json, got ${headers['content-type'] ?? 'no type'}`];
    return asObject(body) ? undefined : ['', 'must be a JSON object'];
  });
});

Then('all its pushes came to the path of country, party and id', function (this: CheckWorld) {
  first(this, pushes(this), ({ url }) => {
    const path = new URL(url).pathname;
    if (!/\/[A-Za-z]{2}\/[A-Za-z0-9]{3}\/[^/]/.test(path))
      return ['', `the path must end with /country/party/id, got ${path}`];
    return path.includes('//')
      ? ['', `the path should have single slashes, got ${path}`, 'advice']
      : undefined;
  });
});

Then('every whole object it has pushed has the id of its URL', function (this: CheckWorld) {
  const whole = pushes(this).filter(({ method }) => method === 'PUT');
  first(this, whole, ({ url, body }) => {
    const object = asObject(body);
    const id = object?.uid ?? object?.id;
    const named = decodeURIComponent(
      new URL(url).pathname
        .replace(/(?<!\/)\/+$/, '')
        .split('/')
        .at(-1) ?? '',
    );
    return id === undefined || id === named
      ? undefined
      : [
          object?.uid === undefined ? '/id' : '/uid',
          `must be "${named}" as in the URL, got ${JSON.stringify(id)}`,
        ];
  });
});

Then('all its pushes named the party in upper case', function (this: CheckWorld) {
  first(this, pushes(this), ({ url }) => {
    const [, country = '', party = ''] =
      /\/([A-Za-z]{2})\/([A-Za-z0-9]{3})\/[^/]/.exec(new URL(url).pathname) ?? [];
    return country + party === (country + party).toUpperCase()
      ? undefined
      : ['', `must be in upper case, got ${country}/${party}`];
  });
});

Then('all its PATCHes carried last_updated', function (this: CheckWorld) {
  const patches = pushes(this).filter(({ method }) => method === 'PATCH');
  first(this, patches, ({ body }) =>
    asObject(body)?.last_updated ? undefined : ['/last_updated', 'should be there'],
  );
});

Then(/^all (locations|tariffs|tokens) it has pushed are valid$/, function (this: CheckWorld, module: string) {
  for (const call of pushes(this, module)) {
    const below = new URL(call.url).pathname.slice(new URL(this.trial.desk.endpoint(module)).pathname.length);
    const depth = below.split('/').filter(Boolean).length - 3;
    const name = module === 'locations' ? (parts[depth] ?? 'location') : objects[module];
    if (call.method === 'DELETE' || !name) continue;
    const findings = writtenWrongly(name, asObject(call.body), call.method === 'PATCH');
    if (findings.length === 0) continue;
    this.exchanges.push(call);
    throw new Breach(findings.slice(0, 20));
  }
});

Then('all its questions named the type as type', function (this: CheckWorld) {
  first(this, questions(this), ({ url }) => {
    const query = new URL(url).searchParams;
    return query.has('token_type') && !query.has('type')
      ? ['', 'the query parameter must be named type']
      : undefined;
  });
});

Then('all its reads of Sessions carried date_from', function (this: CheckWorld) {
  first(this, reads(this), ({ url }) =>
    new URL(url).searchParams.has('date_from')
      ? undefined
      : ['', 'the query parameter date_from is required'],
  );
});

/** A breach in an exchange: JSON Pointer, message, and its authority where that differs from the check's. */
type Wrong = [pointer: string, message: string, authority?: Authority];

function notEnveloped(exchange: Exchange): Wrong | undefined {
  const envelope = envelopeOf(exchange);
  const type = exchange.answer.headers['content-type'] ?? '';
  if (!envelope) return ['', 'must be a JSON object'];
  if (typeof envelope.status_code !== 'number') return ['/status_code', 'is required'];
  if (typeof envelope.timestamp !== 'string') return ['/timestamp', 'is required'];
  return /^application\/json\b/i.test(type)
    ? undefined
    : ['', `must be sent as application/json, got ${type || 'no type'}`];
}

/** Ends the check with the first exchange that has a breach, and shows that exchange. */
function first(
  world: CheckWorld,
  exchanges: Exchange[],
  wrong: (exchange: Exchange) => Wrong | undefined,
): void {
  for (const exchange of exchanges) {
    const found = wrong(exchange);
    if (!found) continue;
    world.exchanges.push(exchange);
    const [pointer, message, authority] = found;
    breach(`${message} (${exchange.method} ${new URL(exchange.url).pathname})`, pointer, authority);
  }
}

/** Waits a moment for the first matching message of the partner, but only once for one that does not come. */
async function came(
  world: CheckWorld,
  what: string,
  those: (world: CheckWorld) => Exchange[],
): Promise<void> {
  const { missed, options, interrupted } = world.trial;
  const patience = missed.has(`${what} seen`) || interrupted ? 0 : options.settle;
  if (!(await eventually(patience, () => those(world).length > 0))) missed.add(`${what} seen`);
}

function answers({ trial }: CheckWorld): Exchange[] {
  return trial.sent.filter(({ answer }) => answer.status !== null);
}

function calls({ trial }: CheckWorld): Exchange[] {
  return trial.desk.inbox;
}

function moduleCalls(world: CheckWorld): Exchange[] {
  return calls(world).filter(({ url }) => !/\/x-[\w.-]+\/v/.test(url) && !url.includes('/in/credentials'));
}

function pushes(world: CheckWorld, module?: string): Exchange[] {
  const { desk } = world.trial;
  const modules = module ? [module] : ['locations', 'tariffs', 'sessions', 'tokens'];
  return calls(world).filter(
    ({ method, url }) =>
      ['PUT', 'PATCH', 'DELETE'].includes(method) &&
      modules.some((one) => url.startsWith(desk.endpoint(one).replace(/\/$/, ''))),
  );
}

function bodies(world: CheckWorld): Exchange[] {
  return calls(world).filter(({ body }) => body !== '');
}

function questions(world: CheckWorld): Exchange[] {
  return calls(world).filter(({ method, url }) => method === 'POST' && /\/authorize\/?(\?|$)/.test(url));
}

function reads(world: CheckWorld): Exchange[] {
  const endpoint = world.trial.desk.endpoint('sessions');
  return calls(world).filter(
    ({ method, url }) => method === 'GET' && url.replace(/\?.*/, '').replace(/\/$/, '') === endpoint,
  );
}

function sinceRenewal(world: CheckWorld): Exchange[] {
  const since = world.trial.renewed ?? Number.POSITIVE_INFINITY;
  // Results of commands have a check of their own.
  return moduleCalls(world).filter(({ begun, url }) => begun > since && !url.includes('/out/'));
}

function isKnown({ trial }: CheckWorld, url: string): boolean {
  const path = new URL(trial.desk.url).pathname;
  const { pathname } = new URL(url);
  return (
    pathname.startsWith(`${path}/in/`) ||
    pathname.startsWith(`${path}/out`) ||
    pathname.startsWith(`${path}/x-`)
  );
}

/** Milliseconds by which a partner's clock may differ. */
const clockTolerance = 300_000;
