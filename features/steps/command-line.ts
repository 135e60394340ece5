import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Given, Then, When } from '@cucumber/cucumber';
import { programOf } from '../../trials/test/bundled-programs.ts';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { adminToken } from '../support/hub-process.ts';
import { pathWithOwnCurl } from '../support/stand-in-for-curl.ts';

/** The output and exit code of a command that has ended. */
interface Said {
  code: number | null;
  out: string;
  err: string;
}

const patience = { timeout: 120_000 };

/** The operator deletes an unknown Tariff and gets HTTP 404. */
Given('{party} withdraws a Tariff that it never had', async function (this: Market, name: string) {
  await this.send(name, 'DELETE', `tariffs/{cc}/${name}/NEVER`);
  assert.equal(this.answer.status, 404);
});

/** The command `trace ID --as feature` makes a scenario of each request of the party. */
When(
  'each request of {party} is turned into a scenario',
  patience,
  async function (this: Market, name: string) {
    const ids = await requestsOf(this, name);
    const features = await Promise.all(ids.map((id) => hubCommand(this, ['trace', id, '--as', 'feature'])));
    for (const { code, err } of features) assert.equal(code, 0, err);
    this.kept.set('features', JSON.stringify(features.map(({ out }) => out)));
  },
);

/** There are this many scenarios, and Cucumber runs them all green on a hub that it starts. */
Then(
  'there are {int} scenarios, and all pass on a hub of their own',
  patience,
  async function (this: Market, count) {
    const features = JSON.parse(this.kept.get('features') ?? '[]') as string[];
    assert.equal(features.length, count);
    const folder = await mkdtemp(join(tmpdir(), 'traced-'));
    this.cleanUps.push(() => rm(folder, { recursive: true, force: true }));
    await Promise.all(features.map((text, at) => writeFile(join(folder, `${at}.feature`), text)));
    const settings = { import: ['features/support/**/*.ts', 'features/steps/**/*.ts'], strict: true };
    const config = { default: { ...settings, paths: [`${folder}/*.feature`], format: ['summary'] } };
    await writeFile(join(folder, 'cucumber.json'), JSON.stringify(config));
    const cucumber = [
      'node_modules/@cucumber/cucumber/bin/cucumber.js',
      '--config',
      relative('.', join(folder, 'cucumber.json')),
    ];
    const { code, out, err } = await execute(process.execPath, ['--import', 'tsx', ...cucumber], {});

    assert.equal(code, 0, `${out}${err}\n${features.join('\n')}`);
    assert.match(out, new RegExp(`^${count} scenarios \\(${count} passed\\)`, 'm'));
  },
);

/** The scenarios expect the requests that the hub sent to the party. */
Then('they expect the requests that {party} received', function (this: Market, name: string) {
  const text = this.kept.get('features') ?? '';
  for (const step of [
    `And ${name} has received PATCH locations/{cc}/ABC/LOC1/EVSE1`,
    `And ${name} has received PUT locations/{cc}/ABC/LOC1`,
    `And ${name} has received PUT sessions/{cc}/ABC/SES1`,
    'Then the answer is HTTP 404 with status code 2001',
    'Then the answer is HTTP 200 with status code 2001',
  ])
    assert.ok(text.includes(step), `${step} is missing in\n${text}`);
});

/** The command `trace ID --as curl` makes a curl command of the party's newest request. */
When(
  'the newest request of {party} is turned into a curl command',
  async function (this: Market, name: string) {
    const [id = ''] = await requestsOf(this, name);
    const { code, out, err } = await hubCommand(this, ['trace', id, '--as', 'curl']);
    assert.equal(code, 0, err);
    this.kept.set('curl', out);
  },
);

/** The curl command contains no token of any party. */
Then('it holds no token', function (this: Market) {
  const text = this.kept.get('curl') ?? '';
  for (const { partner } of this.parties.values())
    for (const token of [...partner.tokensToHub, ...partner.tokensFromHub])
      assert.ok(!token || !text.includes(token));
});

/** The curl command, with the token filled in, gets HTTP 200 and status code 1000 from the hub. */
Then(
  'it is answered with 200 and 1000 once the token of {party} is filled in',
  async function (this: Market, name) {
    const command = this.kept.get('curl') ?? '';
    const folder = await mkdtemp(join(tmpdir(), 'curl-'));
    this.cleanUps.push(() => rm(folder, { recursive: true, force: true }));
    const paths = [await pathWithOwnCurl(folder)];
    // The command also runs with the real curl if the machine has one.
    if ((await execute('bash', ['-c', 'command -v curl'], {})).code === 0) paths.push(process.env.PATH ?? '');
    for (const PATH of paths) {
      const without = await execute('bash', ['-c', command], { PATH });
      assert.notEqual(without.code, 0, 'it ran without a token');
      assert.match(without.err, /OCPI_TOKEN: set it to the token that \w\w\*ABC calls the hub with/);
      const OCPI_TOKEN = this.party(name).partner.tokenToHub;
      const { code, out, err } = await execute('bash', ['-c', command], { PATH, OCPI_TOKEN });
      assert.equal(code, 0, out + err);
      assert.match(out, /^HTTP\/1.1 200 /);
      assert.match(out, /"status_code":1000/);
    }
  },
);

/** The command `trace ID --as feature` runs on the party's newest credentials request. */
When('the handshake of {party} is turned into a scenario', async function (this: Market, name: string) {
  const { connection } = this.party(name).partner;
  const found = await this.admin('GET', `/admin/requests?connection=${connection}&module=credentials`);
  const [{ id = '' } = {}] = JSON.parse(found.body) as { id?: string }[];
  const { code, err } = await hubCommand(this, ['trace', id, '--as', 'feature']);
  this.kept.set('exit code', String(code));
  this.kept.set('output', err);
});

/** The command that ran last ended with this exit code and printed these words. */
Then(
  'the command line ends with exit code {int} and speaks of {string}',
  function (this: Market, code: number, text: string) {
    assert.equal(this.kept.get('exit code'), String(code));
    assert.ok(this.kept.get('output')?.includes(text), this.kept.get('output'));
  },
);

/** Ids of a party's requests to the hub's modules, newest first, as soon as the trace has the last one. */
async function requestsOf(market: Market, name: string): Promise<string[]> {
  const { connection } = market.party(name).partner;
  const last = market.answer.headers['x-request-id'];
  return eventually(async () => {
    const found = await market.admin('GET', `/admin/requests?connection=${connection}&direction=IN`);
    const all = JSON.parse(found.body) as JsonObject[];
    assert.ok(all.some(({ request_id }) => request_id === last));
    return all
      .filter(({ module }) => !/credentials|versions/.test(String(module)))
      .map(({ id }) => String(id));
  });
}

/** Runs the command line against the scenario's hub. */
export async function hubCommand(market: Market, words: string[]): Promise<Said> {
  const env = { HUB_URL: market.hub.url, HUB_ADMIN_TOKEN: adminToken };
  return execute(process.execPath, [...(await programOf('cli/main.ts')), ...words], env);
}

function execute(command: string, args: string[], env: Record<string, string>): Promise<Said> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'OCPI_TOKEN'));
  const child = spawn(command, args, { env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Said = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...said, code })));
}
