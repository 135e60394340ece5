import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AfterAll, Before, Given, Then, When } from '@cucumber/cucumber';
import { inherited, programOf } from '../../trials/test/bundled-programs.ts';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import { type Answer, call, type JsonObject } from '../support/http-call.ts';
import { adminToken, type Ended, type Hub } from '../support/hub-process.ts';

/** A running lab: the addresses of its three processes, and its end. */
interface Lab {
  folder: string;
  /** The base URLs of hub and simulators, by party. */
  urls: Record<string, string>;
  process: ChildProcess;
  ended: Promise<Ended>;
}

const patience = { timeout: 300_000 };
let running: Promise<Lab> | undefined;

/** The scenario uses the lab that all scenarios of a worker share: `ocpi-hub lab` as a process. */
Given('the lab', patience, async function (this: Market) {
  running ??= startLab();
  use(this, await running);
});

/** The lab gets two SIGTERMs, 20 ms apart, and starts again on the same folder once it has ended. */
When('the lab gets SIGTERM twice and is started again', patience, async function (this: Market) {
  const { folder, urls, process, ended } = await lab();
  const asked = Date.now();
  // The signal goes to all processes of the lab, as npm and the terminal do on Ctrl-C.
  process.kill('SIGTERM');
  setTimeout(() => process.kill('SIGTERM'), 20);
  const { code, output } = await ended;
  const took = Date.now() - asked;
  const left = Object.values(urls).map((url) => call('GET', url).catch(() => undefined));
  this.kept.set('end', JSON.stringify([code, took, (await Promise.all(left)).filter(Boolean).length]));
  this.kept.set('output', output);
  running = startLab(folder);
  use(this, await running);
});

/** The lab ended with exit code 0 in this time, and none of its addresses answered any more. */
Then(
  'it had ended with exit code 0 within {int} seconds, and nothing of it had been left',
  function (this: Market, seconds: number) {
    const [code, took, left] = JSON.parse(this.kept.get('end') ?? '[]') as number[];
    assert.deepEqual([code, left], [0, 0], this.kept.get('output'));
    assert.ok(Number(took) < seconds * 1000, `it took ${took} ms`);
  },
);

/** A partner of the features registers with the hub of the lab. */
When(
  /^(operator|provider) ([A-Z]{3}) registers with it$/,
  async function (this: Market, role: string, name: string) {
    await (role === 'operator' ? this.operator(name) : this.provider(name));
  },
);

/** The command `ocpi-hub connect --simulate` runs for the party until the scenario is over. */
Given(
  /^a simulator stands in for (operator|provider) (\S+)$/,
  patience,
  async function (this: Market, role: string, party: string) {
    const side = role === 'operator' ? 'cpo' : 'emsp';
    const words = ['connect', '--role', side, '--party', party, '--name', party, '--simulate'];
    const env = { ...inherited(), HUB_URL: this.hub.url, HUB_ADMIN_TOKEN: adminToken };
    const program = [...(await programOf('cli/main.ts')), ...words];
    const connect = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(connect, 'exit');
    this.cleanUps.push(async () => {
      connect.kill('SIGTERM');
      await ended;
      const connections = list(await this.admin('GET', '/admin/connections'));
      for (const one of connections.filter((one) => idOf(one) === party))
        await this.admin('DELETE', `/admin/connections/${one.id}`);
    });
    let said = '';
    connect.stdout.on('data', (text) => (said += String(text)));
    await eventually(() => assert.match(said, /runs until Ctrl-C/), slow);
    const module = side === 'cpo' ? 'locations' : 'tokens';
    const [country_code, party_id] = party.split('*');
    await eventually(async () => {
      const path = `/admin/objects/${module}?limit=1&country_code=${country_code}&party_id=${party_id}`;
      const { json } = await this.admin('GET', path);
      assert.ok(Number(json?.total) >= 12, said);
    }, slow);
  },
);

/** The admin API lists one connection of each party, and both are REGISTERED. */
Then(/^(\S+) and (\S+) are registered, each once$/, async function (this: Market, cpo: string, emsp: string) {
  await eventually(async () => {
    const connections = list(await this.admin('GET', '/admin/connections'));
    for (const party of [cpo, emsp]) {
      const found = connections.filter((one) => `${one.country_code}*${one.party_id}` === party);
      assert.deepEqual(
        found.map(({ status }) => status),
        ['REGISTERED'],
        party,
      );
    }
  });
});

/** The admin API lists an active agreement of the operator and the provider. */
Then(/^(\S+) and (\S+) have an agreement$/, async function (this: Market, cpo: string, emsp: string) {
  const wanted = [cpo, emsp].map((party) => this.fill(party));
  await eventually(async () => {
    const agreements = list(await this.admin('GET', '/admin/agreements'));
    const active = agreements.filter(({ status }) => status === 'ACTIVE');
    const pairs = active.map(({ cpo, emsp }) => [idOf(cpo as JsonObject), idOf(emsp as JsonObject)]);
    assert.ok(
      pairs.some((pair) => pair.join() === wanted.join()),
      JSON.stringify(pairs),
    );
  });
});

/** The simulator has received this many different objects of the module from the owner. */
Then(
  /^(ES\*\w+) has (\d+) (\w+) of (ES\*\w+)$/,
  patience,
  async function (this: Market, party: string, count: string, module: string, owner: string) {
    await eventually(async () => {
      const held = list(await control(party, 'GET', `objects/${module}?held=received`));
      // A pulled Token names no owner, so it counts as the hub's; it may also have been pushed.
      const theirs = held.filter((one) => one.owner === owner || one.owner === 'DE*HUB');
      const ids = theirs.map(({ object }) => (object as JsonObject).uid ?? (object as JsonObject).id);
      assert.equal(new Set(ids).size, Number(count));
    }, slow);
  },
);

/** The simulator lists the newest push of the module with its headers, the token masked. */
Then(
  /^(ES\*\w+) shows the requests that told it of (\w+), headers included$/,
  patience,
  async (party: string, module: string) => {
    // The provider pulled the objects that existed at its registration; pushes come with the first change after that.
    const headers = await eventually(async () => {
      const [newest] = list(await control(party, 'GET', `received?module=${module}&limit=1`));
      assert.ok(newest, 'nothing has been pushed yet');
      return newest.headers as JsonObject;
    }, slow);
    assert.equal(headers.authorization, '***', 'the token is masked');
    assert.equal(headers['ocpi-to-party-id'], party.split('*')[1]);
    assert.ok(headers['x-request-id']);
  },
);

/** The simulator receives a Session whose auth_method is not COMMAND: a car came by itself. */
Then(/^(ES\*\w+) hears of a session that nobody commanded$/, patience, async (party: string) => {
  await eventually(async () => {
    const sessions = await received(party, 'sessions');
    assert.ok(
      sessions.some(({ auth_method }) => auth_method !== 'COMMAND'),
      `${JSON.stringify(sessions)}\n${await whatTheLabSaid()}`,
    );
  }, slow);
});

/** The simulated provider commands a session with this authorization_reference, and then its end. */
When(
  /^(ES\*\w+) commands a session with the reference (\S+), and its end$/,
  patience,
  async function (this: Market, party: string, reference: string) {
    const start = { command: 'START_SESSION', ...place, authorization_reference: reference };
    const started = await command(party, start);
    const session = await commanded(party, reference);
    const stopped = await command(party, { command: 'STOP_SESSION', session_id: session.id ?? '' });
    this.kept.set('results', [started.result, stopped.result].join());
  },
);

/** Both commands of the simulated provider were answered ACCEPTED. */
Then('the operator has accepted both', function (this: Market) {
  assert.equal(this.kept.get('results'), 'ACCEPTED,ACCEPTED');
});

/** The simulated provider has a COMPLETED Session with this reference and the CDR that fits it. */
Then(
  /^(ES\*\w+) has the session and its CDR with the reference (\S+)$/,
  patience,
  async (party: string, reference: string) => {
    await eventually(async () => {
      const cdrs = await received(party, 'cdrs');
      const cdr = cdrs.find((one) => one.authorization_reference === reference);
      const session = await commanded(party, reference);
      assert.equal(session.status, 'COMPLETED');
      assert.deepEqual([cdr?.total_energy, cdr?.auth_id], [session.kwh, session.auth_id]);
    }, slow);
  },
);

/** The administrator sets the option charging_profiles on the connections of both parties. */
Given(
  /^charging profiles are agreed on with (\S+) and (\S+)$/,
  async function (this: Market, cpo: string, emsp: string) {
    const connections = list(await this.admin('GET', '/admin/connections'));
    for (const connection of connections.filter((one) => [cpo, emsp].includes(idOf(one)))) {
      const options = { charging_profiles: true };
      const answer = await this.admin('PATCH', `/admin/connections/${connection.id}`, { options });
      assert.equal(answer.status, 200, answer.body);
    }
  },
);

/** The simulated provider starts a session and sets a charging profile of this many watts for it. */
When(/^(ES\*\w+) limits a session to (\d+) W$/, patience, async function (this: Market, party, watts) {
  await command(party, { command: 'START_SESSION', ...place, authorization_reference: 'ref-profile' });
  const { id = '' } = await commanded(party, 'ref-profile');
  const charging_profile_period = [{ start_period: 0, limit: Number(watts) }];
  const charging_profile = { charging_rate_unit: 'W', charging_profile_period };
  const set = await command(party, { command: 'SET_CHARGING_PROFILE', session_id: id, charging_profile });
  assert.equal(set.result, 'ACCEPTED', JSON.stringify(set));
  this.kept.set('session', String(id));
});

/** The simulated provider receives the active profile of this many watts for its session. */
Then(
  /^(ES\*\w+) hears that the session follows a profile of (\d+) W$/,
  patience,
  async function (this: Market, party: string, watts: string) {
    const id = this.kept.get('session') ?? '';
    await eventually(async () => {
      const { charging_profiles } = (await control(party, 'GET', 'state')).json ?? {};
      const text = JSON.stringify((charging_profiles as JsonObject)[id]);
      assert.ok(text?.includes(`"charging_profile_period":[{"start_period":0,"limit":${watts}}]`), text);
    }, slow);
  },
);

/** Ends the lab before the first scenario that does not use it: its simulators would charge cars beside all others. */
Before(async ({ pickle }) => {
  if (!pickle.steps.some(({ text }) => text === 'the lab')) await stopLab();
});

AfterAll(stopLab);

async function stopLab(): Promise<void> {
  if (!running) return;
  const { process, ended, folder } = await running;
  running = undefined;
  process.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}

/** An EVSE at which no car arrives spontaneously, and which supports charging profiles. */
const place = { token_uid: 'APP-1', location_id: 'LOC-MUNICH-1', evse_uid: 'EVSE-MUNICH-1-2' };

/** Time limit, in milliseconds, of steps that wait for what the lab's simulators do by their own clock. */
const slow = 120_000;

function lab(): Promise<Lab> {
  if (!running) throw new Error('the scenario has no lab');
  return running;
}

/** Starts the lab as its user would, at free ports, and waits for its welcome message. */
async function startLab(known?: string): Promise<Lab> {
  const folder = known ?? (await mkdtemp(join(tmpdir(), 'lab-features-')));
  const own = {
    HUB_PORT: '0',
    CPO_PORT: '0',
    EMSP_PORT: '0',
    HUB_DATA_DIR: folder,
    HUB_ADMIN_TOKEN: adminToken,
  };
  const child = spawn(process.execPath, [...(await programOf('cli/main.ts')), 'lab'], {
    env: { ...inherited(), ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
  const urls = await new Promise<Record<string, string>>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk);
        const welcome =
          /^ {2}hub +(http\S+)[^]*(ES\*CPO) +(\S+)\/control\/state[^]*(ES\*MSP) +(\S+)\/control\/state[^]*Ctrl-C/m;
        const [, hub = '', cpo = '', cpoUrl = '', emsp = '', emspUrl = ''] = welcome.exec(output) ?? [];
        if (hub) resolve({ hub, [cpo]: cpoUrl, [emsp]: emspUrl });
      });
    void ended.then(({ code }) => reject(new Error(`the lab ended with ${code}\n${output}`)));
  });
  return { folder, urls, process: child, ended };
}

/** Makes the lab's hub the one that steps about the hub use. */
function use(market: Market, { folder, urls, process, ended }: Lab): void {
  const url = urls.hub ?? '';
  const hub: Hub = {
    url,
    adminUrl: `${url}/admin`,
    dataDir: folder,
    env: {},
    output: () => '',
    ended: () => undefined,
    async stop() {
      process.kill('SIGTERM');
      return ended;
    },
  };
  market.hub = hub;
}

async function control(party: string, method: string, path: string, body?: JsonObject): Promise<Answer> {
  const { urls } = await lab();
  const answer = await call(method, `${urls[party]}/control/${path}`, { body: JSON.stringify(body) });
  assert.ok(answer.status < 300, answer.body);
  return answer;
}

/**
 * Gives a command through the provider's control API and waits for its result. The lab's own cars come and go: while one
 * stands at the EVSE the command is rejected, and given again.
 */
async function command(party: string, body: JsonObject): Promise<JsonObject> {
  const given = await eventually(async () => {
    const { json } = await control(party, 'POST', 'commands', body);
    const { answer } = json as { answer?: { result?: string } };
    if (answer?.result === 'REJECTED') await pause(500);
    assert.notEqual(answer?.result, 'REJECTED', JSON.stringify(json));
    return json as JsonObject;
  }, slow);
  return eventually(async () => {
    const { json } = await control(party, 'GET', `commands/${given.id}`);
    assert.ok(json?.result, JSON.stringify(json));
    return json;
  }, slow);
}

/** The provider's copy of the session that a command with a reference started. */
function commanded(party: string, reference: string): Promise<JsonObject> {
  return eventually(async () => {
    const sessions = await received(party, 'sessions');
    const found = sessions.find((one) => one.authorization_reference === reference);
    assert.ok(found, JSON.stringify(sessions));
    return found;
  }, slow);
}

async function received(party: string, module: string): Promise<JsonObject[]> {
  const held = list(await control(party, 'GET', `objects/${module}?held=received`));
  return held.map(({ object }) => object as JsonObject);
}

/** The last lines of the lab's log, for the report of a failure. */
async function whatTheLabSaid(): Promise<string> {
  const log = await readFile(join((await lab()).folder, 'lab.log'), 'utf8');
  return log.split('\n').slice(-30).join('\n');
}

function list({ body }: Answer): JsonObject[] {
  return JSON.parse(body) as JsonObject[];
}

function idOf({ country_code, party_id }: JsonObject): string {
  return `${country_code}*${party_id}`;
}
