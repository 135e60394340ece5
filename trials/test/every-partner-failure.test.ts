import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Partner } from '../../features/support/fake-partner.ts';
import type { Answer, Json, JsonObject } from '../../features/support/http-call.ts';
import type { Received, Reply } from '../../features/support/partner-types.ts';
import { register } from '../../features/support/register-as-partner.ts';
import { sample } from '../../features/support/sample-objects.ts';
import { envelope } from '../../features/support/well-behaved-answers.ts';
import { type Listening, listen, until } from './hub-process-for-test.ts';

// The test is in this folder because it runs a whole hub, with partners of the features' kind: raw HTTP, without code
// of the hub.

const html = { 'content-type': 'text/html' };

/** The failures of a partner, and one reply that only looks like a failure. `dark` stands for a closed port. */
const failures: Record<string, Reply | 'dark' | 'slash' | 'gzip'> = {
  'refused connection': 'dark',
  reset: { instead: 'cut' },
  'HTTP 408': { status: 408, body: 'Request Timeout', headers: html },
  'HTTP 429': { status: 429, body: '', headers: { 'retry-after': '1' } },
  'HTTP 502': { status: 502, body: '<h1>Bad Gateway</h1>', headers: html },
  'status 3000': { json: envelope(3000, undefined, 'database is restarting') },
  'HTML with 200': { status: 200, body: '<h1>Please log in</h1>', headers: html },
  gzip: 'gzip',
  '404 then 307': 'slash',
  'empty body': { status: 200, body: '' },
};

/** Numbers of failures: one, and as many as the hub's patience with one object. */
const times = [1, 3];

/**
 * The outcomes of each failure, typed by hand from TRANS-74 to TRANS-76 and SYNC-16. `again`: the hub repeats the
 * request by itself until it is accepted. `told`: it is sent once, and its caller learns of the failure. `taken`: it is
 * sent once, and is a success. An empty answer is success for a write; a 404 for a DELETE means that the object is
 * gone; Credentials that cannot be posted are put.
 */
// biome-ignore format: a table
const outcomes: Record<string, Record<'write' | 'DELETE' | 'page' | 'question' | 'news' | 'POST credentials', 'again' | 'told' | 'taken'>> = {
  'refused connection': { write: 'again', DELETE: 'again', page: 'again', question: 'told',  news: 'told',  'POST credentials': 'told' },
  'reset':              { write: 'again', DELETE: 'again', page: 'again', question: 'told',  news: 'told',  'POST credentials': 'told' },
  'HTTP 408':           { write: 'again', DELETE: 'again', page: 'again', question: 'told',  news: 'told',  'POST credentials': 'told' },
  'HTTP 429':           { write: 'again', DELETE: 'again', page: 'again', question: 'told',  news: 'told',  'POST credentials': 'told' },
  'HTTP 502':           { write: 'again', DELETE: 'again', page: 'again', question: 'told',  news: 'told',  'POST credentials': 'told' },
  'status 3000':        { write: 'again', DELETE: 'again', page: 'again', question: 'told',  news: 'told',  'POST credentials': 'told' },
  'HTML with 200':      { write: 'again', DELETE: 'again', page: 'again', question: 'told',  news: 'told',  'POST credentials': 'told' },
  'gzip':               { write: 'taken', DELETE: 'taken', page: 'taken', question: 'taken', news: 'taken', 'POST credentials': 'taken' },
  '404 then 307':       { write: 'again', DELETE: 'taken', page: 'told',  question: 'told',  news: 'told',  'POST credentials': 'taken' },
  'empty body':         { write: 'taken', DELETE: 'taken', page: 'again', question: 'told',  news: 'taken', 'POST credentials': 'told' },
};

/**
 * All places at which the hub sends requests: the column of the table above that applies, and the requests by module,
 * method and path. A request that fits no row is from a place that this table lacks.
 */
// biome-ignore format: a table
const places: [place: string, column: keyof (typeof outcomes)[string], module: string, method: RegExp, path: RegExp][] = [
  ['push PUT',           'write',    'locations|tariffs|sessions|tokens', /^PUT$/,   /\/(locations|tariffs|sessions|tokens)\/../],
  ['push PATCH',         'write',    'locations|tariffs|sessions|tokens', /^PATCH$/, /\/(locations|tariffs|sessions|tokens)\/../],
  ['look',               'write',    'locations|tariffs|sessions|tokens', /^GET$/,   /\/(locations|tariffs|sessions|tokens)\/[^?]/],
  ['push DELETE',        'DELETE',   'tariffs',          /^DELETE$/,        /\/tariffs\/../],
  ['CDR POST',           'write',    'cdrs',             /^POST$/,          /\/cdrs\/?$/],
  ['addressed push',     'news',     'locations',        /^PUT$/,           /\/locations\/.*\/TO\/?$/],
  ['sync page',          'page',     'locations|tariffs|sessions|cdrs|tokens', /^GET$/, /\/(locations|tariffs|sessions|cdrs|tokens)\/?\?/],
  ['authorise one',      'question', 'tokens',           /^POST$/,          /\/tokens\/UID-[^/]*\/authorize\/?(\?|$)/],
  ['authorise all',      'question', 'tokens',           /^POST$/,          /\/tokens\/NOBODY\/authorize\/?(\?|$)/],
  ['command',            'question', 'commands',         /^POST$/,          /\/commands\/[A-Z_]+\/?$/],
  ['result',             'news',     'commands',         /^POST$/,          /\/results\//],
  ['profile',            'question', 'chargingprofiles', /^(GET|PUT|DELETE)$/, /\/cpo\/.*\/chargingprofiles\/../],
  ['active profile',     'news',     'chargingprofiles', /^PUT$/,           /\/emsp\/.*\/chargingprofiles\/../],
  ['versions',           'question', 'versions',         /^GET$/,           /\/versions\/?$/],
  ['probe',              'question', 'versions',         /^GET$/,           /\/versions\/?$/],
  ['details',            'question', 'versions',         /^GET$/,           /\/2\.1\.1\/?$/],
  ['credentials POST',   'POST credentials', 'credentials', /^POST$/,       /\/credentials\/?$/],
  ['credentials PUT',    'question', 'credentials',      /^PUT$/,           /\/credentials\/?$/],
  ['credentials DELETE', 'news',     'credentials',      /^DELETE$/,        /\/credentials\/?$/],
];

/** The files that send requests: a new one needs a row in the table above first. */
const senders = [
  'hub/delivery/send-change-to-partner.ts', // push PUT, PATCH, DELETE, CDR POST, addressed push, look
  'hub/partners/credentials-handshake.ts', // credentials DELETE
  'hub/partners/probe-silent-partners.ts', // probe
  'hub/partners/retry-with-former-token.ts', // whatever a partner refused with 401 while its token is being replaced
  'hub/questions/asynchronous-command-result.ts', // result
  'hub/questions/forward-command-to-operator.ts', // command, profile
  'hub/questions/pass-on-profile-updates.ts', // active profile
  'hub/questions/real-time-authorisation.ts', // authorise one, all
  'hub/sync/request-list-page.ts', // sync page
  'ocpi/client/client-handshake.ts', // versions, details, credentials POST, PUT
  'sandbox/test-partner-callback.ts', // the address of somebody who is no partner yet, tried once while they wait
];

type Outcome = 'again' | 'told' | 'taken';

function outcomeOf(place: string, failure: string): Outcome {
  const column = places.find(([name]) => name === place)?.[1];
  assert.ok(column, `${place} is not in the table`);
  return outcomes[failure]![column];
}

/** Milliseconds after which the second hub asks a silent partner for its versions. */
const silence = 400;

let hub: Listening;
let probing: Listening;
const folder = mkdtempSync(join(tmpdir(), 'places-'));
const partners: Partner[] = [];
/** Cells of the table that were tried, as `place, failure, count`. */
const tried = new Set<string>();
/** Requests that the hub must not repeat, with their number so far: it is checked again at the end. */
const gone = new Map<string, { what: string; one: Partner; method: string; path: string; count: number }>();

before(async () => {
  hub = await listen(join(folder, 'hub'), { HUB_SYNC_PAUSE_MS: '40' });
  probing = await listen(join(folder, 'probing'), { HUB_PROBE_AFTER_MS: String(silence) });
});

after(async () => {
  await Promise.all([hub.stop(), probing.stop()]);
  for (const one of partners) await one.goDark();
  rmSync(folder, { recursive: true, force: true });
});

/** A partner on a port of its own that the hub does not know yet. It offers only the modules that the test needs. */
async function partner(role: 'CPO' | 'EMSP', modules: string[]): Promise<Partner> {
  const party_id = (partners.length + 36 ** 2).toString(36).toUpperCase().padStart(3, '0');
  const one = new Partner({ name: party_id, role, country_code: 'NL', party_id });
  partners.push(one);
  one.endpoints = Object.fromEntries(
    Object.entries(one.endpoints).filter(([module]) => ['credentials', ...modules].includes(module)),
  );
  return one.open();
}

function party({ country_code, party_id }: Partner) {
  return { country_code, party_id };
}

/** Invites a partner as the operator of the hub. */
async function invite(at: Listening, one: Partner): Promise<void> {
  const invitation = { role: one.role, ...party(one), name: one.name };
  const made = await at.admin('POST', '/connections', invitation);
  one.connection = String(made.id);
  one.hubVersionsUrl = String(made.versions_url);
  one.tokenToHub = String(made.token);
}

function isExactly(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.*]/g, '\\$&')}$`);
}

/** Makes a partner fail at a method and path, a number of times; a closed port stays closed until `back`. */
async function fail(
  one: Partner,
  failure: string,
  method: string,
  path: string,
  count: number,
): Promise<() => Promise<void>> {
  const reply = failures[failure]!;
  if (reply === 'dark') return darken(one);
  if (reply === 'gzip') one.packs = (body) => ({ encoding: 'gzip', bytes: gzipSync(body) });
  else if (reply !== 'slash') one.answers(method, isExactly(path), hurried(reply, count), count);
  else {
    // The reply is a web framework's: the path is unknown without a slash, and the one with a slash redirects back.
    const { reader } = one;
    one.reader = (received) =>
      received.path === `${path}/` && ['*', received.method].includes(method)
        ? { status: 307, body: '', headers: { location: received.url.replace(/\/(?=\?|$)/, '') } }
        : reader?.(received);
    one.answers(method, isExactly(path), { status: 404, body: '<h1>Not Found</h1>', headers: html }, count);
  }
  return async () => undefined;
}

/** Shortens the pause that a reply asks for: a second three times, at each of many places, would make the test long. */
function hurried(reply: Reply, count: number): Reply {
  const { headers } = reply;
  return count > 1 && headers?.['retry-after'] ? { ...reply, headers: { 'retry-after': '0' } } : reply;
}

const darkened = new Map<Partner, number>();

/** Closes a partner's port until all callers have released it. */
async function darken(one: Partner): Promise<() => Promise<void>> {
  const more = darkened.get(one) ?? 0;
  darkened.set(one, more + 1);
  if (more === 0) await one.goDark();
  return async () => {
    const left = (darkened.get(one) ?? 0) - 1;
    darkened.set(one, left);
    if (left === 0) await one.open();
  };
}

/** Whether a partner has answered a request with success. */
function isTaken({ answered }: Received): boolean {
  return (
    answered !== undefined &&
    answered.status < 300 &&
    (answered.body === '' || answered.body.includes('"status_code":1000'))
  );
}

function requests(one: Partner, method: string, path: string): number {
  return one.received.filter((entry) => entry.method === method && entry.path === path).length;
}

/** The requests at a path, a line each, for a message. */
function listed(one: Partner, path: string): string {
  const lines = one.received
    .filter((entry) => entry.path === path)
    .map(({ time, method, headers, answered, body }) =>
      [new Date(time).toISOString(), method, JSON.stringify(headers), answered?.status, body].join(' '),
    );
  return ['', ...lines].join('\n');
}

/** One cell of the table: a failure, and its number of occurrences. */
interface Cell {
  failure: string;
  count: number;
}

/**
 * Tests a place where a request is sent once, whatever its outcome. While the partner fails, the caller learns of it
 * each time, and one request has arrived each time; then one more follows, which is a success.
 */
async function goesOnce(
  { failure, count }: Cell,
  place: string,
  [one, method, path]: [Partner, string, string],
  put: () => Promise<boolean | undefined>,
): Promise<void> {
  const what = `${place}, ${failure}, ${count}`;
  const outcome = outcomeOf(place, failure);
  tried.add(what);
  const isDark = failures[failure] === 'dark';
  const start = requests(one, method, path);
  const back = await fail(one, failure, method, path, count);
  for (let n = 1; outcome === 'told' && n <= count; n += 1) {
    const succeeded = await put();
    if (succeeded !== undefined) assert.equal(succeeded, false, `${what}: who asked is told that it failed`);
    assert.equal(
      requests(one, method, path) - start,
      isDark ? 0 : n,
      `${what}: once each${listed(one, path)}`,
    );
  }
  await back();
  const succeeded = await put();
  if (succeeded !== undefined) assert.equal(succeeded, true, `${what}: at last it succeeds`);
  const expected = outcome === 'told' && !isDark ? count + 1 : 1;
  assert.equal(requests(one, method, path) - start, expected, `${what}${listed(one, path)}`);
  isOver(what, one, method, path);
}

function isOver(
  what: string,
  one: Partner,
  method: string,
  path: string,
  count = requests(one, method, path),
) {
  gone.set(`${one.name} ${method} ${path}`, { what, one, method, path, count });
}

async function succeeds(asked: Promise<Answer>): Promise<boolean> {
  const answer = await asked;
  return answer.status < 300 && answer.json?.status_code === 1000;
}

/** The body of a change: a new name. */
const named = { name: 'changed' };

const of = (path: string, one: Partner) => path.replace('/', `/NL/${one.party_id}/`);

async function say(one: Partner, method: string, path: string, body?: object): Promise<void> {
  const answer = await one.send(method, path, { body: body && JSON.stringify(body) });
  assert.equal(answer.json?.status_code, 1000, `${method} ${path}: ${answer.body}`);
}

describe('every place, every failure', { concurrency: 64 }, () => {
  for (const failure of Object.keys(failures)) {
    test(`${failure}: nothing is lost, questions go once @TRANS-74 @TRANS-75 @TRANS-76 @HUB-29`, () =>
      market(failure));
    test(`${failure}: a silent partner is asked once in a while @HUB-36`, () => silent(failure));
  }
});

/** Tests an operator and two providers that fail at every place, once and then three times. */
async function market(failure: string): Promise<void> {
  const operator = await partner('CPO', ['commands', 'chargingprofiles']);
  const all = ['locations', 'sessions', 'cdrs', 'tokens', 'chargingprofiles'];
  const [provider, other] = [await partner('EMSP', all), await partner('EMSP', ['locations', 'tariffs'])];
  for (const emsp of [provider, other])
    await hub.admin('POST', '/agreements', { cpo: party(operator), emsp: party(emsp) });
  await Promise.all([invite(hub, operator), isKnown(hub, other)]);
  for (const count of times) await life({ failure, count }, operator, provider, other);
}

/** Runs an operator and a provider from registration until they leave. */
async function life(cell: Cell, operator: Partner, provider: Partner, other: Partner): Promise<void> {
  const read = requests(provider, 'GET', 'tokens');
  await Promise.all([
    introduced(cell, operator),
    isRegistered(cell, provider).then(() => pulled(cell, provider, read)),
  ]);
  const uid = `UID-${provider.party_id}`;
  const token: JsonObject = { ...sample('Token', uid), auth_id: `CON-${provider.party_id}` };
  await say(provider, 'PUT', of(`tokens/${uid}`, provider), token);
  await published(cell, operator, provider, other, token);
  const moved = [written(cell, operator, provider, token), withdrawn(cell, operator, other)];
  // Where the failure is a closed port, it is closed to all requests, so one test runs after another.
  if (failures[cell.failure] === 'dark') await Promise.all(moved);
  await Promise.all([...moved, asked(cell, operator, provider, token)]);
  await goesOnce(cell, 'credentials PUT', [provider, 'PUT', 'credentials'], async () => {
    const { http } = await hub.admin('POST', `/connections/${provider.connection}/rotate`);
    return Number(http) < 300;
  });
  await left(cell, provider);
}

/** A partner that has registered without any failure. */
async function isKnown(at: Listening, one: Partner): Promise<void> {
  await invite(at, one);
  await register(one);
}

/** Registers a partner, or renews its registration: the hub asks for its versions and their details. */
async function introduced(cell: Cell, one: Partner): Promise<void> {
  const { versionsPath } = one;
  const detailsPath = '/ocpi/2.1.1';
  const introduce = one.tokenFromHub === undefined ? () => register(one) : () => renew(one);
  const isDone = () =>
    introduce().then(
      () => true,
      () => false,
    );
  const failsAtDetails = () => one.answers('GET', isExactly(detailsPath), failures['HTTP 502'] as Reply);
  if (outcomeOf('details', cell.failure) === 'taken') {
    tried.add(`details, ${cell.failure}, ${cell.count}`);
    await goesOnce(cell, 'versions', [one, 'GET', versionsPath], isDone);
  } else {
    await goesOnce(cell, 'versions', [one, 'GET', versionsPath], async () => {
      failsAtDetails();
      const start = requests(one, 'GET', detailsPath);
      return (await isDone()) || requests(one, 'GET', detailsPath) > start;
    });
    one.behave();
    await goesOnce(cell, 'details', [one, 'GET', detailsPath], isDone);
  }
  isOver('versions, with the details', one, 'GET', versionsPath);
  isOver('details, at last', one, 'GET', detailsPath);
}

async function renew(one: Partner): Promise<void> {
  const body = JSON.stringify(one.credentials(one.tokenFromHub ?? ''));
  const { json } = await one.send('PUT', 'credentials', { body });
  if (json?.status_code !== 1000) throw new Error(String(json?.status_message));
  one.tokenToHub = String((json.data as JsonObject).token);
}

/** Registers the hub with a partner. */
async function isRegistered(cell: Cell, one: Partner): Promise<void> {
  one.tokenFromHub = `invitation-${one.party_id}`;
  const invitation = { role: one.role, ...party(one), name: one.name, token: one.tokenFromHub };
  const connect = async () => {
    const made = await hub.admin('POST', '/connections', { ...invitation, versions_url: one.versionsUrl });
    one.connection = String(made.id);
    return made.http === 201;
  };
  await goesOnce(cell, 'credentials POST', [one, 'POST', 'credentials'], connect);
}

/** Pulls a list of three pages, of which the second fails: the sync loses nothing of it, and its window stays. */
async function pulled({ failure, count }: Cell, one: Partner, read: number): Promise<void> {
  tried.add(`sync page, ${failure}, ${count}`);
  // The sync after the handshake reads the partner's list, which is empty.
  await until(
    () => 'the first sync',
    () => requests(one, 'GET', 'tokens') > read,
  );
  const last_updated = new Date().toISOString();
  const uids = [1, 2, 3].map((n) => `${one.party_id}-${n}-${count}`);
  one.lists.tokens = uids.map((uid) => ({ ...sample('Token', uid), last_updated }));
  one.pageSize = 1;
  const start = one.received.length;
  const pages = () =>
    one.received.slice(start).filter(({ method, path }) => method === 'GET' && path === 'tokens');
  const isDark = failures[failure] === 'dark';
  let back = async () => {};
  if (isDark) back = await fail(one, failure, 'GET', 'tokens', count);
  else
    one.afterPage = () => {
      one.afterPage = undefined;
      void fail(one, failure, 'GET', 'tokens', count);
    };
  const attempts = hub.sentTo(one.connection).length;
  const syncs = `/connections/${one.connection}/syncs`;
  let { id } = await hub.admin('POST', syncs, { type: 'delta' });
  if (isDark)
    await until(
      () => `${count} pages in the dark`,
      () => hub.sentTo(one.connection).length - attempts >= count,
    );
  await back();
  const outcome = outcomeOf('sync page', failure);
  // A lasting failure is reported to the operator of the hub, who tries again.
  for (let n = 1; outcome === 'told' && n <= count; n += 1) {
    assert.equal((await finished(id)).status, 'FAILED');
    assert.equal(pages().length, n + 1, 'asked once');
    ({ id } = await hub.admin('POST', syncs, { type: 'delta' }));
  }
  const report = await finished(id);
  const what = `${failure}, ${count}: ${JSON.stringify(report)}`;
  assert.equal(report.status, 'DONE', what);
  const expected = { told: count + 4, taken: 3, again: isDark ? 3 : 3 + count }[outcome];
  assert.equal(pages().length, expected, what);
  if (outcome !== 'told')
    assert.equal(new Set(pages().map(({ query }) => query.date_to)).size, 1, 'one window');
  const stored = await hub.admin('GET', `/objects/tokens?country_code=NL&party_id=${one.party_id}`);
  const ids = (stored.objects as JsonObject[]).map(({ id }) => String(id).replace('RFID|', ''));
  assert.ok(
    uids.every((uid) => ids.includes(uid)),
    `${what}: ${ids}`,
  );
  one.lists.tokens = [];
}

/** The report of a sync, once it is over. */
async function finished(id: Json | undefined): Promise<JsonObject> {
  let report: JsonObject = {};
  const isOver = async () => {
    report = await hub.admin('GET', `/syncs/${id}`);
    return report.status !== 'RUNNING';
  };
  await until(() => JSON.stringify(report), isOver, 150);
  return report;
}

/** The URLs of the objects in a cell. */
function urls({ count }: Cell, operator: Partner) {
  const one = (module: string, id: string) => of(`${module}/${id}-${count}`, operator);
  return {
    put: one('locations', 'PUT'),
    patch: one('locations', 'PATCH'),
    look: one('locations', 'LOOK'),
    remove: one('tariffs', 'DELETE'),
    session: one('sessions', 'SES'),
  };
}

const idIn = (url: string) => url.split('/')[3] ?? '';

/** Publishes the objects of a cell, at both providers. */
async function published(
  cell: Cell,
  operator: Partner,
  provider: Partner,
  other: Partner,
  token: JsonObject,
): Promise<void> {
  const { put, patch, look, remove, session } = urls(cell, operator);
  for (const url of [put, patch, look]) await say(operator, 'PUT', url, sample('Location', idIn(url)));
  await say(operator, 'PUT', remove, sample('Tariff', idIn(remove)));
  await say(operator, 'PUT', session, { ...sample('Session', idIn(session)), auth_id: token.auth_id! });
  const wanted = { put: provider, patch: provider, session: provider, look: other, remove: other };
  for (const [name, one] of Object.entries(wanted)) {
    const url = urls(cell, operator)[name as keyof typeof wanted];
    await until(
      () => `${url} at first`,
      () => requests(one, 'PUT', url) === 1,
    );
  }
}

/**
 * Tests changes that their receiver fails to accept, and gets all the same: each is repeated until it is accepted, and
 * not once more.
 */
async function written(cell: Cell, operator: Partner, one: Partner, token: JsonObject): Promise<void> {
  const { put, patch } = urls(cell, operator);
  const cdr = { ...sample('CDR', `BILL-${cell.count}`), auth_id: token.auth_id! };
  const location = { ...sample('Location', idIn(put)), ...named };
  // biome-ignore format: a table
  await Promise.all([
    arrives(cell, 'push PUT',   one, put,    'PUT',  () => say(operator, 'PUT', put, location)),
    arrives(cell, 'push PATCH', one, patch,  '*',    () => say(operator, 'PATCH', patch, named)),
    arrives(cell, 'CDR POST',   one, 'cdrs', 'POST', () => say(operator, 'POST', 'cdrs', cdr)),
  ]);
}

/** Tests requests with other outcomes: among others that fail, an accepted one may come twice. */
async function withdrawn(cell: Cell, operator: Partner, one: Partner): Promise<void> {
  const { look, remove } = urls(cell, operator);
  one.answers('PATCH', isExactly(look), { json: envelope(2000, undefined, 'no') });
  await arrives(cell, 'look', one, look, 'GET', () => say(operator, 'PATCH', look, named));
  await arrives(cell, 'push DELETE', one, remove, 'DELETE', () => say(operator, 'DELETE', remove));
}

/** Tests one change on its way to a provider that fails at it. */
async function arrives(
  { failure, count }: Cell,
  place: string,
  one: Partner,
  path: string,
  method: string,
  act: () => Promise<void>,
): Promise<void> {
  tried.add(`${place}, ${failure}, ${count}`);
  const isDark = failures[failure] === 'dark';
  const start = one.received.length;
  const attempts = () => hub.sentTo(one.connection).filter(({ http_status }) => http_status === null).length;
  const failed = attempts();
  const back = await fail(one, failure, method, path, count);
  await act();
  if (isDark)
    await until(
      () => `${count} attempts in the dark`,
      () => attempts() - failed >= count,
    );
  await back();
  const since = () => one.received.slice(start).filter((entry) => entry.path === path);
  const isDone = (entry: Received) =>
    entry.method !== 'GET' &&
    (isTaken(entry) || (entry.method === 'DELETE' && entry.answered?.status === 404));
  const what = () =>
    `${place}, ${failure}, ${count}: ${since()
      .map(({ method, answered }) => `${method} ${answered?.status}`)
      .join(', ')}`;
  await until(what, () => since().some(isDone));
  const last = since().findLast(isDone);
  if (['push PUT', 'push PATCH', 'look'].includes(place)) assert.equal(last?.json?.name, 'changed', what());
  if (place === 'CDR POST') assert.equal(new Set(since().map(({ body }) => body)).size, 1, 'the same bytes');
  // A closed port records only the last request. A GET comes between a refused PATCH and the whole object: if it fails,
  // the object comes later.
  const once = isDark || outcomeOf(place, failure) === 'taken';
  const expected = place === 'look' && !isDark ? 3 : once ? 1 : count + 1;
  assert.equal(since().length, expected, what());
}

/** Tests commands and authorisations, their results, and messages to a single party. */
async function asked(cell: Cell, operator: Partner, provider: Partner, token: JsonObject): Promise<void> {
  const { uid } = token as { uid: string };
  const toOperator = { 'OCPI-to-country-code': 'NL', 'OCPI-to-party-id': operator.party_id };
  const toProvider = { 'OCPI-to-country-code': 'NL', 'OCPI-to-party-id': provider.party_id };
  const authorise = (id: string) => () => succeeds(operator.send('POST', `tokens/${id}/authorize`, {}));
  await goesOnce(cell, 'authorise one', [provider, 'POST', `tokens/${uid}/authorize`], authorise(uid));
  await goesOnce(cell, 'authorise all', [provider, 'POST', 'tokens/NOBODY/authorize'], authorise('NOBODY'));
  const start = {
    ...sample('StartSession', ''),
    token,
    location_id: idIn(urls(cell, operator).put),
    response_url: `${provider.url}/results/1`,
  };
  const command = () =>
    succeeds(
      provider.send('POST', 'commands/START_SESSION', { body: JSON.stringify(start), headers: toOperator }),
    );
  await goesOnce(cell, 'command', [operator, 'POST', 'commands/START_SESSION'], command);
  await goesOnce(cell, 'result', [provider, 'POST', '/results/1'], async () => {
    assert.ok(await command());
    const url = String(operator.requests('POST', 'commands/START_SESSION').at(-1)?.json?.response_url);
    const sent = () => hub.sentTo(provider.connection).filter((one) => one.url.endsWith('/results/1')).length;
    const before = sent();
    assert.ok(await succeeds(operator.send('POST', url, { body: '{"result":"ACCEPTED"}' })));
    // The operator's answer does not wait for the provider, and is always a success.
    await until(
      () => 'the result',
      () => sent() > before,
    );
    return undefined;
  });
  isOver(`command, also for results, ${cell.failure}`, operator, 'POST', 'commands/START_SESSION');
  const session = `chargingprofiles/${idIn(urls(cell, operator).session)}`;
  const profile: JsonObject = {
    ...sample('SetChargingProfile', ''),
    response_url: `${provider.url}/results/2`,
  };
  const body = JSON.stringify(profile);
  await goesOnce(cell, 'profile', [operator, 'PUT', session], () =>
    succeeds(provider.send('PUT', session, { body })),
  );
  const active = { start_date_time: '2025-03-01T07:00:00Z', charging_profile: profile.charging_profile! };
  await goesOnce(cell, 'active profile', [provider, 'PUT', session], () =>
    succeeds(operator.send('PUT', session, { body: JSON.stringify(active) })),
  );
  const to = of('locations/TO', operator);
  await goesOnce(cell, 'addressed push', [provider, 'PUT', to], () => {
    const location = JSON.stringify(sample('Location', 'TO'));
    return succeeds(operator.send('PUT', to, { body: location, headers: toProvider }));
  });
}

/** Tests that the hub unregisters from a partner: it tells so once, and the connection ends whatever the outcome. */
async function left({ failure, count }: Cell, one: Partner): Promise<void> {
  tried.add(`credentials DELETE, ${failure}, ${count}`);
  const start = requests(one, 'DELETE', 'credentials');
  const back = await fail(one, failure, 'DELETE', 'credentials', count);
  const { status } = await hub.admin('DELETE', `/connections/${one.connection}`);
  assert.equal(status, 'UNREGISTERED');
  await back();
  one.behave();
  const once = failures[failure] === 'dark' ? 0 : 1;
  isOver(`credentials DELETE, ${failure}`, one, 'DELETE', 'credentials', start + once);
}

/** Tests that the hub asks a silent partner for its versions: once in each silence, also while it fails. */
async function silent(failure: string): Promise<void> {
  const one = await partner('EMSP', []);
  await isKnown(probing, one);
  for (const count of times) {
    tried.add(`probe, ${failure}, ${count}`);
    const back = await fail(one, failure, 'GET', one.versionsPath, count);
    const start = { received: one.received.length, sent: probing.sentTo(one.connection).length };
    const inTheDark = () =>
      probing
        .sentTo(one.connection)
        .slice(start.sent)
        .filter(({ http_status }) => http_status === null).length;
    const isDark = failures[failure] === 'dark';
    if (isDark)
      await until(
        () => `${count} probes in the dark`,
        () => inTheDark() >= count,
      );
    await back();
    const probes = () => one.received.slice(start.received);
    const isAnswer = (entry: Received) => isTaken(entry) && entry.answered?.body !== '';
    const failing = isDark || outcomeOf('probe', failure) === 'taken' ? 0 : count;
    // A request without an answer yet may come before an answered one.
    await until(
      () => `${failing} probes that fail, and one that does not, ${failure}: ${JSON.stringify(probes())}`,
      () => probes().some(isAnswer) && probes().filter((entry) => !isAnswer(entry)).length === failing,
    );
  }
  const probes = probing.sentTo(one.connection).filter(({ url }) => url === one.versionsUrl);
  for (const [index, { time }] of probes.slice(1).entries()) {
    const pause = Date.parse(time) - Date.parse(probes[index]!.time);
    assert.ok(pause >= silence / 2, `${failure}: asked again after ${pause} ms`);
  }
  await probing.admin('DELETE', `/connections/${one.connection}`);
}

test("objects that a receiver cannot bear hold up nobody else's, are shown, and arrive once it can @TRANS-75", async () => {
  const [evil, honest] = [await partner('CPO', []), await partner('CPO', [])];
  const receiver = await partner('EMSP', ['locations']);
  for (const one of [evil, honest, receiver]) await isKnown(hub, one);
  for (const cpo of [evil, honest])
    await hub.admin('POST', '/agreements', { cpo: party(cpo), emsp: party(receiver) });
  const write = (one: Partner, id: string, name: string) =>
    say(one, 'PUT', of(`locations/${id}`, one), { ...sample('Location', id), name });
  const theirs = new RegExp(`^locations/NL/${evil.party_id}/`);
  receiver.answers('*', theirs, { status: 500, body: 'no', headers: html });
  for (let n = 0; n < 78; n += 1) {
    await write(evil, 'SAME', `version ${n}`);
    if (n % 10 === 0) await write(evil, `OTHER${n}`, 'also');
    await write(honest, `HONEST${n}`, 'honest');
  }
  const ours = new RegExp(`^locations/NL/${honest.party_id}/`);
  const arrived = () =>
    new Set(
      receiver
        .requests('PUT', ours)
        .filter(isTaken)
        .map(({ path }) => path),
    ).size;
  await until(
    () => `${arrived()} of 78 objects of the honest one`,
    () => arrived() === 78,
  );
  const parked = async () => {
    const all = await hub.list(`/connections/${receiver.connection}/parked`);
    return all.map(({ id, state }) => `${String(id)} ${String(state)}`).sort();
  };
  const wanted = ['SAME PARKED', ...[0, 10, 20, 30, 40, 50, 60, 70].map((n) => `OTHER${n} PARKED`)].sort();
  await until(
    () => wanted.join(),
    async () => (await parked()).join() === wanted.join(),
    100,
  );
  receiver.behave();
  const { http, objects } = await hub.admin('POST', `/connections/${receiver.connection}/resend`, {});
  assert.deepEqual({ http, objects }, { http: 202, objects: 9 });
  await until(
    () => 'nothing is parked',
    async () => (await parked()).length === 0,
    100,
  );
  const same = receiver.requests('PUT', new RegExp(`^locations/NL/${evil.party_id}/SAME$`));
  assert.equal(same.filter(isTaken).at(-1)?.json?.name, 'version 77');
});

test('what goes once has gone once at the end of all @TRANS-75', () => {
  for (const { what, one, method, path, count } of gone.values())
    assert.equal(requests(one, method, path), count, what);
});

test('every place has failed in every way, once and three times @TRANS-75', () => {
  const cells = places.flatMap(([place]) =>
    Object.keys(failures).flatMap((failure) => times.map((count) => `${place}, ${failure}, ${count}`)),
  );
  assert.deepEqual([...tried].sort(), cells.sort());
});

test('every request that the hub sent is from a place of the table, and every place has sent @TRANS-75', () => {
  const seen = new Set<string>();
  for (const { module, method, url } of [...hub.sent, ...probing.sent]) {
    const path = new URL(url).pathname + new URL(url).search;
    const fitting = places.filter(
      ([, , modules, methods, paths]) =>
        modules.split('|').includes(module) && methods.test(method) && paths.test(path),
    );
    assert.ok(fitting.length > 0, `${method} ${url} (${module}) is from no place of the table`);
    for (const [place] of fitting) seen.add(place);
  }
  assert.deepEqual([...seen].sort(), places.map(([place]) => place).sort());
});

test('every file that sends is in the table', () => {
  const root = new URL('../../src/', import.meta.url).pathname;
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const sending = files.filter((name) =>
    /\bsend\(\{|\bhub\.send\(\s*(?:toPartner|\{)|\boptions\.send\(request/m.test(
      readFileSync(join(root, name), 'utf8'),
    ),
  );
  assert.deepEqual(sending.sort(), senders);
});
