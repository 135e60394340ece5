import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import { eventually } from '../features/support/eventually.ts';
import { register } from '../features/support/handshake.ts';
import { call, type JsonObject } from '../features/support/http.ts';
import { Partner } from '../features/support/partner.ts';
import { envelope } from '../features/support/partner-answers.ts';
import type { Received, Reply } from '../features/support/platform.ts';
import { sample } from '../features/support/samples.ts';
import { readConfiguration } from '../src/hub/configuration.ts';
import { startHub } from '../src/start-hub.ts';

// Here because it runs a whole hub, and partners of the features' kind: raw HTTP, nothing of the hub's code in them.

const html = { 'content-type': 'text/html' };

/** The ways in which a partner fails. `dark`: its port is closed. */
const failures: Record<string, Reply | 'dark' | 'slash'> = {
  'refused connection': 'dark',
  reset: { instead: 'cut' },
  'HTTP 408': { status: 408, body: 'Request Timeout', headers: html },
  'HTTP 429': { status: 429, body: '', headers: { 'retry-after': '1' } },
  'HTTP 502': { status: 502, body: '<h1>Bad Gateway</h1>', headers: html },
  'status 3000': { json: envelope(3000, undefined, 'database is restarting') },
  'HTML with 200': { status: 200, body: '<h1>Please log in</h1>', headers: html },
  '404 then 307': 'slash',
  'empty body': { status: 200, body: '' },
};

/** Once each, and as often as one object has patience. */
const times = [1, 3];

/**
 * How often a write may reach its partner until it is taken, typed by hand from TRANS-75 and TRANS-76: `again` is once more
 * than it fails, `once` is once in all. An empty body is success of a write; who has nothing to delete has deleted it.
 */
// biome-ignore format: a table
const writes: Record<string, Record<'push PUT' | 'push PATCH' | 'push DELETE' | 'CDR POST', 'again' | 'once'>> = {
  'refused connection': { 'push PUT': 'again', 'push PATCH': 'again', 'push DELETE': 'again', 'CDR POST': 'again' },
  'reset':              { 'push PUT': 'again', 'push PATCH': 'again', 'push DELETE': 'again', 'CDR POST': 'again' },
  'HTTP 408':           { 'push PUT': 'again', 'push PATCH': 'again', 'push DELETE': 'again', 'CDR POST': 'again' },
  'HTTP 429':           { 'push PUT': 'again', 'push PATCH': 'again', 'push DELETE': 'again', 'CDR POST': 'again' },
  'HTTP 502':           { 'push PUT': 'again', 'push PATCH': 'again', 'push DELETE': 'again', 'CDR POST': 'again' },
  'status 3000':        { 'push PUT': 'again', 'push PATCH': 'again', 'push DELETE': 'again', 'CDR POST': 'again' },
  'HTML with 200':      { 'push PUT': 'again', 'push PATCH': 'again', 'push DELETE': 'again', 'CDR POST': 'again' },
  '404 then 307':       { 'push PUT': 'again', 'push PATCH': 'again', 'push DELETE': 'once',  'CDR POST': 'again' },
  'empty body':         { 'push PUT': 'once',  'push PATCH': 'once',  'push DELETE': 'once',  'CDR POST': 'once' },
};

/** What goes once, whatever comes of it (TRANS-75): where it is sent to, by module, method and path. */
// biome-ignore format: a table
const questions = [
  'authorise one', 'authorise all', 'command', 'result', 'profile', 'versions', 'details',
  'credentials POST', 'credentials PUT', 'credentials DELETE',
];

/** All requests that the hub sends, by module, method and path; what fits no row is from a place that this table lacks. */
// biome-ignore format: a table
const places: [place: string, module: string, method: RegExp, path: RegExp][] = [
  ['push PUT',           'locations|tariffs|sessions|tokens', /^PUT$/,    /\/(locations|tariffs|sessions|tokens)\/../],
  ['push PATCH',         'locations|tariffs|sessions|tokens', /^PATCH$/,  /\/(locations|tariffs|sessions|tokens)\/../],
  ['push DELETE',        'tariffs',                           /^DELETE$/, /\/tariffs\/../],
  ['CDR POST',           'cdrs',                              /^POST$/,   /\/cdrs\/?$/],
  ['authorise',          'tokens',                            /^POST$/,   /\/authorize\/?(\?|$)/],
  ['command',            'commands',                          /^POST$/,   /\/commands\/[A-Z_]+\/?$/],
  ['result',             'commands',                          /^POST$/,   /\/results\//],
  ['profile',            'chargingprofiles',                  /^(GET|PUT|DELETE)$/, /\/chargingprofiles\/../],
  ['sync page',          'locations|tariffs|sessions|cdrs|tokens', /^GET$/, /\/(locations|tariffs|sessions|cdrs|tokens)\/?\?/],
  ['versions, probe',    'versions',                          /^GET$/,    /\/versions\/?$/],
  ['details',            'versions',                          /^GET$/,    /\/2\.1\.1\/?$/],
  ['credentials',        'credentials',                       /^(POST|PUT|DELETE)$/, /\/credentials\/?$/],
];

/** The files that send: a new one belongs into the tables above first. */
const senders = [
  'hub/authorize.ts', // authorise one, all
  'hub/copies.ts', // push PUT, PATCH, DELETE, CDR POST
  'hub/probe.ts', // probe
  'hub/profiles.ts', // profile, as the operator tells of it
  'hub/question.ts', // command, profile
  'hub/register.ts', // credentials DELETE
  'hub/result.ts', // result
  'hub/sync-page.ts', // sync page
  'ocpi/credentials.ts', // versions, details, credentials POST, PUT
];

let admin: (method: string, path: string, body?: object) => Promise<JsonObject>;
let listed: (path: string) => Promise<JsonObject[]>;
let stop: () => Promise<void>;
const partners: Partner[] = [];
const sent: {
  module: string;
  method: string;
  url: string;
  http_status: number | null;
  connection: string;
}[] = [];
const folder = mkdtempSync(join(tmpdir(), 'places-'));

before(async () => {
  const settings = readConfiguration({
    HUB_PORT: '0',
    HUB_DATA_DIR: folder,
    HUB_ADMIN_TOKEN: 'an-admin-token-of-this-test',
    HUB_ALLOW_PRIVATE_NETWORKS: 'true',
    HUB_COMMAND_TIMEOUT_MS: '60000',
    HUB_PUSH_TIMEOUT_MS: '20000',
    HUB_AUTHORIZE_TIMEOUT_MS: '20000',
  });
  const write = (line: string) => {
    const entry = JSON.parse(line) as (typeof sent)[number] & { event?: string; direction?: string };
    if (entry.event === 'exchange' && entry.direction === 'OUT') sent.push(entry);
  };
  const hub = await startHub(settings, pino({ level: 'info' }, { write }));
  stop = hub.stop;
  admin = async (method, path, body) => {
    const headers = {
      authorization: 'Bearer an-admin-token-of-this-test',
      'content-type': 'application/json',
    };
    const answer = await call(method, `${hub.url}/admin${path}`, {
      headers,
      body: body && JSON.stringify(body),
    });
    return { http: answer.status, ...answer.json };
  };
  listed = async (path) => {
    const answer = await call('GET', `${hub.url}/admin${path}`, {
      headers: { authorization: 'Bearer an-admin-token-of-this-test' },
    });
    return JSON.parse(answer.body) as JsonObject[];
  };
});

after(async () => {
  await stop();
  for (const partner of partners) await partner.goDark();
  rmSync(folder, { recursive: true, force: true });
});

/** A partner on a port of its own, registered unless it is to wait for the hub. */
async function partner(role: 'CPO' | 'EMSP', waits = false): Promise<Partner> {
  const party_id = (partners.length + 36 ** 2).toString(36).toUpperCase().padStart(3, '0');
  const one = new Partner({ name: party_id, role, country_code: 'NL', party_id });
  partners.push(one);
  await one.open();
  if (waits) return one;
  const { country_code } = one;
  const made = await admin('POST', '/connections', { role, country_code, party_id, name: party_id });
  one.connection = String(made.id);
  one.hubVersionsUrl = String(made.versions_url);
  one.tokenToHub = String(made.token);
  await register(one);
  return one;
}

function party({ country_code, party_id }: Partner) {
  return { country_code, party_id };
}

/** Lets a partner fail at a path, a number of times; a partner in the dark until `back`. */
async function fail(
  one: Partner,
  failure: string,
  path: string,
  count: number,
): Promise<() => Promise<void>> {
  const reply = failures[failure]!;
  const exactly = (text: string) => new RegExp(`^${text.replace(/[.*]/g, '\\$&')}$`);
  if (reply === 'dark') {
    await one.goDark();
    return async () => void (await one.open());
  }
  if (reply !== 'slash') one.answers('*', exactly(path), reply, count);
  else {
    // As a web framework does it: the path is not there, with a slash it leads back.
    const [module = '', ...rest] = path.split('/');
    const query = path.endsWith('/authorize') ? '?type=RFID' : '';
    const location = [one.url + (one.endpoints[module] ?? `/${module}`), ...rest].join('/') + query;
    one.answers('*', exactly(`${path}/`), { status: 307, body: '', headers: { location } });
    one.answers('*', exactly(path), { status: 404, body: '<h1>Not Found</h1>', headers: html }, count);
  }
  return async () => undefined;
}

const writing = ['PUT', 'PATCH', 'POST', 'DELETE'];

/** Writes that reached a partner at a path, itself or with a framework's slash left out. */
function reached(one: Partner, path: string): Received[] {
  return one.received.filter((entry) => entry.path === path && writing.includes(entry.method));
}

function isTaken({ answered }: Received): boolean {
  return (
    answered !== undefined &&
    answered.status < 300 &&
    (answered.body === '' || answered.body.includes('"status_code":1000'))
  );
}

/** Questions that were put, and how often they may have reached their partner at the end of all. */
const asked: { what: string; one: Partner; method: string; path: string; most: number }[] = [];

/** Puts a question to a partner that fails however often it is asked, and remembers that it goes once. */
async function ask(
  what: (typeof questions)[number],
  failure: string,
  one: Partner,
  method: string,
  path: string,
  put: () => Promise<unknown>,
) {
  const before = sent.length;
  const back = await fail(one, failure, path, 1000);
  await put();
  // The answer to a result does not wait for the provider.
  const isSent = () => sent.slice(before).some((entry) => entry.url.endsWith(path));
  if (what === 'result') await eventually(() => assert.ok(isSent(), 'the result was not sent'), 15_000);
  await back();
  one.behave();
  const entry = {
    what: `${what}, ${failure}`,
    one,
    method,
    path,
    most: failures[failure] === 'dark' ? 0 : 1,
  };
  asked.push(entry);
  return entry;
}

describe('every place, every failure', { concurrency: 4 }, () => {
  for (const failure of Object.keys(failures))
    for (const count of times)
      test(`${failure}, ${count}×: nothing is lost, questions go once @TRANS-75 @TRANS-76 @HUB-29`, () =>
        cell(failure, count));
});

async function cell(failure: string, count: number): Promise<void> {
  const operator = await partner('CPO');
  const [put, patch, remove, bill] = (await Promise.all([0, 1, 2, 3].map(() => partner('EMSP')))) as [
    Partner,
    Partner,
    Partner,
    Partner,
  ];
  const providers = [put, patch, remove, bill];
  for (const one of providers) await admin('POST', '/agreements', { cpo: party(operator), emsp: party(one) });
  const of = (path: string, one = operator) => path.replace('/', `/NL/${one.party_id}/`);
  const say = async (one: Partner, method: string, path: string, body?: object) => {
    const answer = await one.send(method, path, { body: body && JSON.stringify(body) });
    assert.equal(answer.json?.status_code, 1000, `${method} ${path}: ${answer.body}`);
  };
  const contract = `CON-${bill.party_id}`;
  const uid = `UID-${bill.party_id}`;
  await say(bill, 'PUT', of(`tokens/${uid}`, bill), { ...sample('Token', uid), auth_id: contract });
  await say(operator, 'PUT', of('locations/PUT'), sample('Location', 'PUT'));
  await say(operator, 'PUT', of('locations/PATCH'), sample('Location', 'PATCH'));
  await say(operator, 'PUT', of('tariffs/DELETE'), sample('Tariff', 'DELETE'));
  const paths = [of('locations/PUT'), of('locations/PATCH'), of('tariffs/DELETE')] as const;
  for (const one of providers)
    for (const path of paths)
      await eventually(() => assert.equal(reached(one, path).length, 1, `${path} at first`), 15_000);

  const cdr = { ...sample('CDR', 'BILL'), auth_id: contract };
  // biome-ignore format: a table
  const acts: [place: keyof (typeof writes)[string], one: Partner, path: string, act: () => Promise<void>][] = [
    ['push PUT',    put,    paths[0], () => say(operator, 'PUT', paths[0], { ...sample('Location', 'PUT'), name: 'changed' })],
    ['push PATCH',  patch,  paths[1], () => say(operator, 'PATCH', paths[1], { name: 'changed' })],
    ['push DELETE', remove, paths[2], () => say(operator, 'DELETE', paths[2])],
    ['CDR POST',    bill,   'cdrs',   () => say(operator, 'POST', 'cdrs', cdr)],
  ];
  await Promise.all(
    acts.map(async ([place, one, path, act]) => {
      const start = one.received.length;
      const attempts = () =>
        sent.filter((entry) => entry.connection === one.connection && entry.http_status === null).length;
      const back = await fail(one, failure, path, count);
      await act();
      if (failures[failure] === 'dark') await eventually(() => assert.ok(attempts() >= count, place), 15_000);
      await back();
      const since = () => reached(one, path).filter((entry) => one.received.indexOf(entry) >= start);
      const done = () =>
        since().filter(
          (entry) => isTaken(entry) || (entry.method === 'DELETE' && entry.answered?.status === 404),
        );
      await eventually(() => assert.ok(done().length > 0, `${place} has not arrived`), 20_000);
      const [last] = done();
      if (place === 'push PUT' || place === 'push PATCH') assert.equal(last?.json?.name, 'changed', place);
      if (place === 'CDR POST')
        assert.equal(new Set(since().map(({ body }) => body)).size, 1, 'the same bytes');
      const dark = failures[failure] === 'dark';
      const expected = writes[failure]![place] === 'once' || dark ? 1 : count + 1;
      assert.equal(
        since().length,
        expected,
        `${place}: ${since()
          .map(({ method, answered }) => `${method} ${answered?.status}`)
          .join(', ')}`,
      );
    }),
  );
  for (const one of providers) one.behave();
  // A question that goes once fails once, however often its partner would.
  if (count > 1) return;

  const authorise = (id: string) => () => operator.send('POST', `tokens/${id}/authorize`, {});
  await ask('authorise one', failure, bill, 'POST', `tokens/${uid}/authorize`, authorise(uid));
  await ask('authorise all', failure, put, 'POST', `tokens/NOBODY/authorize`, authorise('NOBODY'));
  const command = (n: number) => () =>
    bill.send('POST', 'commands/START_SESSION', {
      body: JSON.stringify({
        ...sample('StartSession', ''),
        token: { ...sample('Token', uid), auth_id: contract },
        location_id: 'PUT',
        response_url: `${bill.url}/results/${n}`,
      }),
      headers: { 'OCPI-to-country-code': 'NL', 'OCPI-to-party-id': operator.party_id },
    });
  await ask('command', failure, operator, 'POST', 'commands/START_SESSION', command(1));
  assert.equal((await command(2)()).json?.status_code, 1000);
  const url = String(operator.requests('POST', 'commands/START_SESSION').at(-1)?.json?.response_url);
  await ask('result', failure, bill, 'POST', '/results/2', () =>
    operator.send('POST', url, { body: '{"result":"ACCEPTED"}' }),
  );
  await say(operator, 'PUT', of('sessions/SES'), { ...sample('Session', 'SES'), auth_id: contract });
  await eventually(() => assert.ok(reached(bill, of('sessions/SES')).length > 0, 'the session'), 15_000);
  await ask('profile', failure, operator, 'PUT', 'chargingprofiles/SES', () =>
    bill.send('PUT', 'chargingprofiles/SES', {
      body: JSON.stringify({ ...sample('SetChargingProfile', ''), response_url: `${bill.url}/results/3` }),
    }),
  );
  await ask('credentials PUT', failure, bill, 'PUT', 'credentials', () =>
    admin('POST', `/connections/${bill.connection}/rotate`),
  );
  await ask('credentials DELETE', failure, remove, 'DELETE', 'credentials', () =>
    admin('DELETE', `/connections/${remove.connection}`),
  );
  for (const [what, method, path] of [
    ['versions', 'GET', '/ocpi/versions'],
    ['details', 'GET', '/ocpi/2.1.1'],
    ['credentials POST', 'POST', 'credentials'],
  ] as const) {
    const one = await partner('EMSP', true);
    one.tokenFromHub = `invitation-${one.party_id}`;
    const connect = () =>
      admin('POST', '/connections', {
        role: 'EMSP',
        ...party(one),
        name: what,
        versions_url: one.versionsUrl,
        token: one.tokenFromHub,
      });
    const entry = await ask(what, failure, one, method, path, async () =>
      assert.notEqual((await connect()).http, 201),
    );
    one.tokenFromHub = `invitation-${one.party_id}`;
    assert.equal((await connect()).http, 201, `${what}: registered by another attempt of the operator's`);
    // The second attempt is the operator's: it counts apart.
    entry.most += 1;
  }
}

test("objects that a receiver cannot bear hold up nobody else's, are shown, and arrive once it can @TRANS-75", async () => {
  const [evil, honest, receiver] = [await partner('CPO'), await partner('CPO'), await partner('EMSP')];
  for (const cpo of [evil, honest])
    await admin('POST', '/agreements', { cpo: party(cpo), emsp: party(receiver) });
  const write = async (one: Partner, id: string, name: string) => {
    const body = JSON.stringify({ ...sample('Location', id), name });
    const answer = await one.send('PUT', `locations/NL/${one.party_id}/${id}`, { body });
    assert.equal(answer.json?.status_code, 1000, answer.body);
  };
  const theirs = new RegExp(`^locations/NL/${evil.party_id}/`);
  receiver.answers('*', theirs, { status: 500, body: 'no', headers: html });
  for (let n = 0; n < 78; n += 1) {
    await write(evil, 'SAME', `version ${n}`);
    if (n % 10 === 0) await write(evil, `OTHER${n}`, 'also');
    await write(honest, `HONEST${n}`, 'honest');
  }
  const arrived = () =>
    new Set(
      receiver
        .requests('PUT', new RegExp(`^locations/NL/${honest.party_id}/`))
        .filter(isTaken)
        .map(({ path }) => path),
    );
  await eventually(() => assert.equal(arrived().size, 78), 15_000);
  const ids = async () => {
    const parked = await listed(`/connections/${receiver.connection}/parked`);
    return parked.map(({ id, state }) => `${String(id)} ${String(state)}`).sort();
  };
  const wanted = ['SAME PARKED', ...[0, 10, 20, 30, 40, 50, 60, 70].map((n) => `OTHER${n} PARKED`)].sort();
  await eventually(async () => assert.deepEqual(await ids(), wanted), 15_000);
  receiver.behave();
  assert.deepEqual(await admin('POST', `/connections/${receiver.connection}/resend`, {}), {
    http: 202,
    objects: 9,
  });
  await eventually(async () => assert.deepEqual(await ids(), []), 15_000);
  assert.equal(
    receiver
      .requests('PUT', new RegExp(`^locations/NL/${evil.party_id}/SAME$`))
      .filter(isTaken)
      .at(-1)?.json?.name,
    'version 77',
  );
});

test('what goes once has gone once at the end of all @TRANS-75', () => {
  assert.deepEqual([...new Set(asked.map(({ what }) => what.split(',')[0]))].sort(), [...questions].sort());
  for (const { what, one, method, path, most } of asked) {
    const found = one.requests(method, path).length - (what.startsWith('command,') ? 1 : 0);
    assert.ok(found <= most, `${what}: ${found} times`);
  }
});

test('every request that the hub sent is from a place of the table @TRANS-75', () => {
  for (const { module, method, url } of sent) {
    const path = new URL(url).pathname + new URL(url).search;
    const place = places.find(
      ([, modules, methods, paths]) =>
        modules.split('|').includes(module) && methods.test(method) && paths.test(path),
    );
    assert.ok(place, `${method} ${url} (${module}) is from no place of the table`);
  }
});

test('every file that sends is in the table', () => {
  const root = new URL('../src/', import.meta.url).pathname;
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const sending = files.filter((name) =>
    /\bsend\(\{|\boptions\.send\(\{/m.test(readFileSync(join(root, name), 'utf8')),
  );
  assert.deepEqual(sending.sort(), senders);
});
