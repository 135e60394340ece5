import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  type Cpo,
  type Emsp,
  type Hub,
  startCpo,
  startEmsp,
  startHub,
  testClock,
} from '../../simulators/testing/index.ts';
import { edition211 } from '../../src/ocpi/editions/edition-2.1.1.ts';

/** A workspace of the sandbox as its partner has it. */
interface Opened {
  id: string;
  secret: string;
  token: string;
  link: string;
  view: View;
}

interface View {
  id: string;
  party: string;
  until: string;
  full: boolean;
  status: string;
  connection: string;
  hub_versions_url: string;
  callback: { reachable: boolean; ready: boolean; words: string } | null;
  stand_ins: { id: string; party: string; status: string; connection: string }[];
}

const sandbox = { HUB_SANDBOX: 'true', HUB_SANDBOX_PER_ADDRESS: '10' };

/** A request to the sandbox's API: status and JSON. */
async function ask(
  hub: Hub,
  method: string,
  path: string,
  { secret, body }: { secret?: string; body?: unknown } = {},
): Promise<{ status: number; json: unknown; headers: Headers }> {
  const answer = await fetch(`${hub.url}/sandbox/api${path}`, {
    method,
    headers: secret ? { authorization: `Bearer ${secret}` } : {},
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: text === '' ? undefined : JSON.parse(text), headers: answer.headers };
}

async function open(hub: Hub, role: 'CPO' | 'EMSP', more: object = {}): Promise<Opened> {
  const { status, json } = await ask(hub, 'POST', '/workspaces', { body: { role, name: 'Me', ...more } });
  assert.equal(status, 201, JSON.stringify(json));
  const { workspace, ...shown } = json as { workspace: View; secret: string; token: string; link: string };
  return { id: workspace.id, view: workspace, ...shown };
}

async function see(hub: Hub, { id, secret }: Opened): Promise<View> {
  return (await ask(hub, 'GET', `/workspaces/${id}`, { secret })).json as View;
}

describe('a workspace', () => {
  let hub: Hub;
  before(async () => {
    hub = await startHub({ settings: sandbox });
  });
  after(() => hub.stop());

  test('is had without asking anybody: two registered stand-ins, parties that nobody else has, TOKEN_A', async () => {
    const one = await open(hub, 'CPO');
    const other = await open(hub, 'EMSP');
    const parties = [one, other].flatMap(({ view }) => [
      view.party,
      ...view.stand_ins.map(({ party }) => party),
    ]);
    assert.equal(new Set(parties).size, 6);
    for (const party of parties) assert.match(party, /^X[A-Z]\*[A-Z][A-Z0-9]{2}$/);
    const seen = await see(hub, one);
    assert.deepEqual(
      seen.stand_ins.map(({ id, status }) => [id, status]),
      [
        ['operator', 'REGISTERED'],
        ['provider', 'REGISTERED'],
      ],
    );
    assert.equal(seen.status, 'PENDING');
    assert.equal(seen.hub_versions_url, `${hub.url}/sandbox/w/${one.id}/ocpi/emsp/versions`);
    assert.equal(one.link, `${hub.url}/sandbox/#/${one.id}/${one.secret}`);
    for (const { id, secret } of [one, other])
      assert.equal((await ask(hub, 'DELETE', `/workspaces/${id}`, { secret })).status, 204);
    assert.equal((await ask(hub, 'GET', `/workspaces/${one.id}`, one)).status, 404);
    const { items } = (await hub.admin('GET', '/connections').then((list) => ({ items: list }))) as {
      items: unknown[];
    };
    assert.deepEqual(items, [], 'the market of the hub itself has nobody of the sandbox');
  });

  test('registers a partner from outside and brings it together with the stand-in opposite', async () => {
    const mine = await open(hub, 'CPO', { party: 'NL*ABC' });
    const cpo = await startCpo({
      party: 'NL*ABC',
      versionsUrl: mine.view.hub_versions_url,
      token: mine.token,
    });
    try {
      assert.equal((await see(hub, mine)).status, 'REGISTERED');
      const provider = mine.view.stand_ins[1]!.party;
      const path = `/workspaces/${mine.id}/stand-ins/provider/control/commands`;
      const command = {
        command: 'START_SESSION',
        token_uid: 'APP-1',
        location_id: 'LOC-MADRID-2',
        to: 'NL*ABC',
      };
      const given = await ask(hub, 'POST', path, { ...mine, body: command });
      assert.equal(
        (given.json as { answer: { result: string } }).answer.result,
        'ACCEPTED',
        JSON.stringify(given.json),
      );
      await cpo.received({ module: 'commands', method: 'POST' });
      const report = await ask(
        hub,
        'GET',
        `/workspaces/${mine.id}/connections/${mine.view.connection}/report`,
        mine,
      );
      const { steps } = report.json as { steps: { step: string; status: string }[] };
      assert.equal(steps.find(({ step }) => step === 'handshake')?.status, 'done');
      const why = new URLSearchParams({
        module: 'locations',
        country_code: 'NL',
        party_id: 'ABC',
        id: 'LOC-MADRID-1',
        to: provider,
      });
      const { json } = await ask(hub, 'GET', `/workspaces/${mine.id}/why?${why}`, mine);
      assert.match((json as { answer: string }).answer, /^Location LOC-MADRID-1 of NL\*ABC has reached /);
      const fresh = await ask(hub, 'POST', `/workspaces/${mine.id}/reset`, mine);
      assert.equal(fresh.status, 200, JSON.stringify(fresh.json));
      assert.notEqual((fresh.json as Opened).token, mine.token);
      await cpo.received({ module: 'credentials', method: 'DELETE' });
      const { json: gone } = await ask(
        hub,
        'GET',
        `/workspaces/${mine.id}/objects/locations?country_code=NL&party_id=ABC`,
        mine,
      );
      assert.equal((gone as { total: number }).total, 0);
    } finally {
      await cpo.stop();
      await ask(hub, 'DELETE', `/workspaces/${mine.id}`, mine);
    }
  });

  test('says what is wrong with what it is asked for, and takes no page of another site', async () => {
    const wrong = await ask(hub, 'POST', '/workspaces', { body: { role: 'HUB', name: '' } });
    assert.equal(wrong.status, 400);
    const foreign = await fetch(`${hub.url}/sandbox/api/workspaces`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ role: 'CPO', name: 'Me' }),
    });
    assert.equal(foreign.status, 403);
  });
});

test('a workspace outlives a restart with its registration, and is gone with its folder when its time is over', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'ocpi-hub-sandbox-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const clock = testClock();
  const settings = { ...sandbox, HUB_SANDBOX_HOURS: '5', HUB_SANDBOX_WORKSPACES: '2', HUB_DATA_DIR: folder };
  let hub = await startHub({ settings, clock });
  const mine = await open(hub, 'EMSP');
  const emsp = await startEmsp({
    party: mine.view.party as `${string}*${string}`,
    versionsUrl: mine.view.hub_versions_url,
    token: mine.token,
    clock,
  });
  t.after(() => emsp.stop());
  const { port } = new URL(hub.url);
  await hub.stop();
  hub = await startHub({ settings: { ...settings, HUB_PORT: port }, clock });
  t.after(() => hub.stop());
  const seen = await see(hub, mine);
  assert.deepEqual(
    [seen.status, seen.until, seen.stand_ins[0]?.status],
    ['REGISTERED', mine.view.until, 'REGISTERED'],
  );
  emsp.forget();
  const operator = `/workspaces/${mine.id}/stand-ins/operator/control`;
  await ask(hub, 'PATCH', `${operator}/evses/LOC-MADRID-1/EVSE-MADRID-1-1`, {
    ...mine,
    body: { status: 'BLOCKED' },
  });
  await emsp.received({ module: 'locations', method: 'PATCH', body: { status: 'BLOCKED' }, within: 20_000 });
  await open(hub, 'CPO');
  const third = await ask(hub, 'POST', '/workspaces', { body: { role: 'CPO', name: 'Me' } });
  assert.equal(third.status, 409);
  assert.match((third.json as { detail: string }).detail, /^no workspace is free: the next one ends at /);
  assert.equal(readdirSync(join(folder, 'sandbox')).length, 2);
  await clock.advance({ hours: 5 });
  await emsp.received({ module: 'credentials', method: 'DELETE', within: 20_000 });
  for (let look = 0; readdirSync(join(folder, 'sandbox')).length > 0; look += 1) {
    assert.ok(look < 200, 'the folders of the workspaces are still there');
    await new Promise((turn) => setTimeout(turn, 50));
  }
  assert.equal((await ask(hub, 'GET', `/workspaces/${mine.id}`, mine)).status, 404);
  assert.ok(existsSync(folder));
});

test('an address is tried by the rules of networks of the hub, and stand-ins need no exception from them', async (t) => {
  const hub = await startHub({
    settings: { ...sandbox, HUB_ALLOW_PRIVATE_NETWORKS: 'false', HUB_ALLOW_HTTP: 'true' },
  });
  t.after(() => hub.stop());
  for (const versions_url of [
    'http://127.0.0.1:9/versions',
    'http://169.254.169.254/latest',
    'http://nowhere.invalid/v',
  ]) {
    const { view } = await open(hub, 'CPO', { versions_url });
    assert.equal(view.callback?.reachable, false);
    assert.match(view.callback?.words ?? '', /^nothing answers there at a public address/);
    assert.deepEqual(
      view.stand_ins.map(({ status }) => status),
      ['REGISTERED', 'REGISTERED'],
    );
  }
});

test('a workspace that holds as much as it may takes nothing more until it is reset', async (t) => {
  const clock = testClock();
  const hub = await startHub({ settings: { ...sandbox, HUB_SANDBOX_MB: '2' }, clock });
  t.after(() => hub.stop());
  const mine = await open(hub, 'CPO');
  const party = mine.view.party as `${string}*${string}`;
  const cpo = await startCpo({ party, versionsUrl: mine.view.hub_versions_url, token: mine.token, clock });
  t.after(() => cpo.stop());
  const [location] = await cpo.own('locations');
  const text = 'x'.repeat(100_000);
  const put = (nth: number) => {
    const body = { ...location, id: `BIG-${nth}`, note: text + nth };
    return cpo.send({ method: 'PUT', module: 'locations', path: [...party.split('*'), body.id], body });
  };
  for (let nth = 0; nth < 30; nth += 1) assert.equal((await put(nth)).success, true);
  await clock.advance({ seconds: 31 });
  for (let look = 0; !(await see(hub, mine)).full; look += 1) {
    assert.ok(look < 200, 'nobody has seen how large it is');
    await new Promise((turn) => setTimeout(turn, 50));
  }
  const refused = await put(30);
  assert.equal(refused.http, 429);
  assert.match(refused.status_message, /reset it/);
  const reset = await ask(hub, 'POST', `/workspaces/${mine.id}/reset`, mine);
  assert.equal((reset.json as { workspace: { full: boolean } }).workspace.full, false);
});

test('a sandbox that is off is not there', async (t) => {
  const hub = await startHub();
  t.after(() => hub.stop());
  for (const path of [
    '/sandbox',
    '/sandbox/',
    '/sandbox/api',
    '/sandbox/api/workspaces',
    '/sandbox/w/x/ocpi/cpo/versions',
  ])
    for (const method of ['GET', 'POST'])
      assert.equal((await fetch(hub.url + path, { method })).status, 404, `${method} ${path}`);
});

describe('two workspaces never see each other', () => {
  let hub: Hub;
  const partners: (Cpo | Emsp)[] = [];
  /** For each role an attacking partner's workspace, and a victim's whose ids are tried. */
  let attackers: Record<'CPO' | 'EMSP', Opened>;
  let victims: Record<'CPO' | 'EMSP', Opened>;

  before(async () => {
    hub = await startHub({ settings: sandbox });
    const joined = async (role: 'CPO' | 'EMSP') => {
      const mine = await open(hub, role);
      const start = role === 'CPO' ? startCpo : startEmsp;
      const party = mine.view.party as `${string}*${string}`;
      partners.push(await start({ party, versionsUrl: mine.view.hub_versions_url, token: mine.token }));
      return mine;
    };
    attackers = { CPO: await joined('CPO'), EMSP: await joined('EMSP') };
    victims = { CPO: await joined('CPO'), EMSP: await joined('EMSP') };
    const [location] = await partnerOf(victims.CPO).own('locations');
    const evses = location!.evses!.slice(0, 1).map((evse) => ({ ...evse, uid: idsOfOthers.part }));
    await pushed('CPO', 'locations', idsOfOthers.id, { ...location, id: idsOfOthers.id, evses });
    const [token] = await partnerOf(victims.EMSP).own('tokens');
    await pushed('EMSP', 'tokens', idsOfOthers.token_uid, { ...token, uid: idsOfOthers.token_uid });
  });
  const pushed = async (role: 'CPO' | 'EMSP', module: 'locations' | 'tokens', id: string, body: object) => {
    const path = [...victims[role].view.party.split('*'), id];
    const answer = await partnerOf(victims[role]).send({ method: 'PUT', module, path, body });
    assert.ok(answer.success, answer.status_message);
  };
  const partnerOf = ({ view }: Opened) => partners.find(({ party }) => party === view.party)!;
  after(async () => {
    await hub.stop();
    await Promise.all(partners.map((partner) => partner.stop()));
  });

  test('every path of the API with the id of another workspace is 404', async () => {
    const document = (await ask(hub, 'GET', '/openapi.json')).json as {
      paths: Record<string, Record<string, { requestBody?: unknown }>>;
    };
    const paths = Object.entries(document.paths).filter(([path]) => path.includes('{workspace}'));
    assert.ok(paths.length > 20, String(paths.length));
    const standIns = ['operator', 'provider'].map(
      (id) => `/sandbox/api/workspaces/{workspace}/stand-ins/${id}/control/state`,
    );
    const all = [
      ...paths.map(([path, of]) => [path, Object.keys(of)] as const),
      ...standIns.map((path) => [path, ['get']] as const),
    ];
    for (const [path, methods] of all)
      for (const method of methods)
        for (const secret of [attackers.CPO.secret, undefined, 'nonsense']) {
          const tried = path
            .replace('/sandbox/api', '')
            .replace('{workspace}', victims.CPO.id)
            .replace('{module}', 'locations')
            .replace('{id}', victims.CPO.view.connection);
          const { status } = await ask(hub, method.toUpperCase(), tried, {
            ...(secret ? { secret } : {}),
            ...(method === 'get' ? {} : { body: {} }),
          });
          assert.equal(status, 404, `${method} ${tried}`);
        }
    assert.equal((await see(hub, victims.CPO)).status, 'REGISTERED', 'nothing happened to the other');
  });

  test('no path of the API leads to anything by an id of another workspace, and lists are empty of the other', async () => {
    const { secret: theirs, id: there } = victims.CPO;
    const listed = async (path: string) =>
      (
        (await ask(hub, 'GET', `/workspaces/${there}/${path}`, { secret: theirs })).json as { id: string }[]
      )[0]?.id ?? '';
    const run = await ask(hub, 'POST', `/workspaces/${there}/conformance`, {
      secret: theirs,
      body: { read_only: true, only: ['VER'] },
    });
    assert.equal(run.status, 202, JSON.stringify(run.json));
    const ids: Record<string, string> = {
      connections: victims.CPO.view.connection,
      agreements: await listed('agreements'),
      syncs: await listed('syncs'),
      requests: await listed('requests'),
      conformance: (run.json as { id: string }).id,
    };
    for (const [kind, id] of Object.entries(ids)) assert.ok(id, `the other has no ${kind}`);
    const document = (await ask(hub, 'GET', '/openapi.json')).json as { paths: Record<string, object> };
    const bodies: Record<string, unknown> = {
      syncs: { type: 'full' },
      resend: {},
      agreements: { status: 'SUSPENDED' },
    };
    let tried = 0;
    for (const mine of Object.values(attackers))
      for (const [path, methods] of Object.entries(document.paths).filter(([one]) => one.includes('{id}')))
        for (const method of Object.keys(methods)) {
          const [, kind = ''] = /\{workspace\}\/(\w+)/.exec(path) ?? [];
          const last = path.split('/').at(-1) ?? '';
          const at = path
            .replace('/sandbox/api', '')
            .replace('{workspace}', mine.id)
            .replace('{id}', ids[kind] ?? '?');
          const body = method === 'get' ? undefined : (bodies[last] ?? bodies[kind] ?? {});
          const { status, json } = await ask(hub, method.toUpperCase(), at, { secret: mine.secret, body });
          assert.equal(status, 404, `${method} ${at}: ${JSON.stringify(json)}`);
          tried += 1;
        }
    assert.ok(tried >= 20, String(tried));
    const known = [...Object.values(ids), there, victims.CPO.view.party, victims.EMSP.view.party];
    const [country_code, party_id] = victims.CPO.view.party.split('*');
    const lists = [
      'connections',
      'agreements',
      'syncs',
      'conformance',
      'requests?limit=1000',
      `requests?connection=${ids.connections}`,
      `requests?party=${victims.CPO.view.party}`,
      `objects/locations?country_code=${country_code}&party_id=${party_id}`,
      'objects/locations',
      'objects/tokens',
      `objects/tariffs?q=${victims.CPO.view.party}`,
    ];
    for (const mine of Object.values(attackers))
      for (const path of lists) {
        const { status, json } = await ask(hub, 'GET', `/workspaces/${mine.id}/${path}`, mine);
        assert.equal(status, 200, path);
        for (const one of known) assert.ok(!JSON.stringify(json).includes(one), `${path} holds ${one}`);
      }
    const asked = new URLSearchParams({
      module: 'locations',
      country_code: country_code!,
      party_id: party_id!,
      id: 'LOC-OF-CPO',
      to: attackers.EMSP.view.party,
    });
    const why = await ask(hub, 'GET', `/workspaces/${attackers.EMSP.id}/why?${asked}`, attackers.EMSP);
    const told = why.json as { delivered: boolean | null; reasons: { code: string }[] };
    assert.equal(told.delivered, false);
    assert.ok(
      told.reasons.some(({ code }) => code === 'owner_unknown'),
      JSON.stringify(told),
    );
  });

  test('every OCPI path answers an id of another workspace as one that nobody has: 404 where it names a party', async () => {
    let tried = 0;
    for (const role of ['CPO', 'EMSP'] as const) {
      const partner = partnerOf(attackers[role]);
      const other = role === 'CPO' ? 'EMSP' : 'CPO';
      for (const { path, methods, module } of edition211.routes(role === 'CPO' ? 'emsp' : 'cpo'))
        for (const method of methods)
          for (const isAddressed of [true, false]) {
            // A partner acts for the other's party where the path names one, and asks about the other's objects elsewhere.
            const asked = (own: string, theirs: string, end: string) =>
              partner.send({
                method,
                module: module as 'locations',
                path: filled(path, own, end),
                ...(method === 'GET'
                  ? { query: queryOf(path, partner.url) }
                  : { body: bodyOf(path, partner.url, end) }),
                ...(isAddressed && path.includes(':') ? { to: theirs as `${string}*${string}` } : {}),
              });
            const own = victims[role].view.party;
            const theirs = victims[other].view.party;
            const answer = await asked(own, theirs, 'B');
            const told = `${method} ${path}: ${answer.http} ${answer.status_code} ${answer.status_message}`;
            const isList = method === 'GET' && !path.includes(':');
            // A question goes to the stand-in of its own workspace, which knows no such session.
            const isQuestion = path.startsWith('/commands/') || path.startsWith('/chargingprofiles/:');
            if (!isQuestion) assert.equal(answer.success, isList, told);
            else assert.ok(!JSON.stringify(answer.data ?? null).includes('ACCEPTED'), told);
            if (path.includes(':country_code')) assert.equal(answer.http, 404, told);
            for (const id of [own, theirs, ...Object.values(idsOf('B'))])
              assert.ok(!isList || !JSON.stringify(answer.data).includes(id), `${told} holds ${id}`);
            const nobodys = await asked('QX*NOB', 'QX*NOB', 'N');
            const bare = ({ http, status_code, status_message, data }: typeof answer) =>
              JSON.stringify([http, status_code, status_message, data])
                .replaceAll('QX*NOB', '?')
                .replaceAll('-OF-N', '?')
                .replaceAll(own, '?')
                .replaceAll(theirs, '?')
                .replaceAll('-OF-B', '?');
            if (!isList) assert.equal(bare(answer), bare(nobodys), told);
            tried += 1;
          }
    }
    assert.ok(tried > 80, String(tried));
    const strangers = Object.values(attackers).map(({ view }) => view.party);
    for (const victim of Object.values(victims))
      for (const { path, method, headers, body } of partnerOf(victim).messages())
        for (const party of strangers)
          assert.ok(!JSON.stringify([path, headers, body]).includes(party), `${method} ${path} of ${party}`);
  });

  test('the token of one workspace is at the hub of another as one that nobody has', async () => {
    const mine = await open(hub, 'CPO');
    const at = victims.CPO.view.hub_versions_url;
    const answered = async (token: string) => {
      const { status, headers, ...answer } = await fetch(at, {
        headers: { authorization: `Token ${token}` },
      }).then(async (one) => ({
        status: one.status,
        headers: one.headers.get('www-authenticate'),
        body: await one.json(),
      }));
      return { status, headers, body: { ...(answer.body as object), timestamp: '' } };
    };
    assert.deepEqual(await answered(mine.token), await answered('nobody-has-this-token'));
    assert.equal((await answered(mine.token)).status, 401);
    assert.equal((await fetch(at.replace(victims.CPO.id, '0123456789abcdef'))).status, 404);
  });
});

/** The segments of a path behind its module, with a party and the ids of one side in place of its parameters. */
function filled(path: string, party: string, end: string): string[] {
  const [country_code, party_id] = party.split('*');
  const ids: Record<string, string | undefined> = { country_code, party_id, ...idsOf(end) };
  return path
    .split('/')
    .slice(2)
    .map((segment) => (segment.startsWith(':') ? (ids[segment.slice(1)] ?? '') : segment));
}

/** Ids of objects: with the end `B` those that the partners of the victims have and nobody else, with `N` nobody's. */
function idsOf(end: string) {
  return {
    id: `LOC-OF-${end}`,
    part: `EVSE-OF-${end}`,
    session_id: `SESSION-OF-${end}`,
    token_uid: `TOKEN-OF-${end}`,
    question: `QUESTION-OF-${end}`,
    subpart: `CONNECTOR-OF-${end}`,
  };
}

const idsOfOthers = idsOf('B');

/** The query that a path wants. */
function queryOf(path: string, url: string): Record<string, string> {
  if (path === '/sessions') return { date_from: '2020-01-01T00:00:00Z' };
  return path.startsWith('/chargingprofiles/:') ? { duration: '60', response_url: `${url}/x` } : {};
}

/** A body that a path takes, about objects with the ids of one side. */
function bodyOf(path: string, url: string, end: string): object {
  const now = '2026-01-01T12:00:00Z';
  const { id: location_id, part: evse_uid, session_id } = idsOf(end);
  const response_url = `${url}/x`;
  const token = {
    ...{ uid: 'MINE', type: 'RFID', auth_id: 'XX-MINE', issuer: 'Me' },
    ...{ valid: true, whitelist: 'ALWAYS', last_updated: now },
  };
  if (path.endsWith('/authorize')) return { location_id };
  if (path === '/commands/RESERVE_NOW')
    return { response_url, token, expiry_date: now, reservation_id: 1, location_id };
  if (path === '/commands/START_SESSION') return { response_url, token, location_id };
  if (path === '/commands/STOP_SESSION') return { response_url, session_id };
  if (path === '/commands/UNLOCK_CONNECTOR')
    return { response_url, location_id, evse_uid, connector_id: '1' };
  const charging_profile = {
    charging_rate_unit: 'W',
    charging_profile_period: [{ start_period: 0, limit: 1 }],
  };
  if (path.startsWith('/chargingprofiles/:')) return { charging_profile, response_url, start_date_time: now };
  return { result: 'ACCEPTED', id: location_id };
}
