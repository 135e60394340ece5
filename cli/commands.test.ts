import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, mock, test } from 'node:test';
import type { Command } from 'commander';
import { type Running, run } from './lab-processes.ts';
import { program, runCommandLine } from './run-command-line.ts';

const token = 'an-admin-token-of-the-cli-tests';
const running: Running[] = [];
let folder = '';
let hub = '';

/** Starts a real hub and a simulated operator that has not registered, each as a process. */
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  const env = { ...process.env, HUB_PORT: '0', HUB_URL: '', DATABASE_URL: '', HUB_DATA_DIR: folder };
  const own = { HUB_ADMIN_TOKEN: token, HUB_ALLOW_PRIVATE_NETWORKS: 'true', LOG_LEVEL: 'info' };
  const one = run('hub', 'src/main.ts', [], { ...env, ...own }, () => undefined);
  running.push(one);
  hub = String((await one.event('listening')).url);
});

after(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command line in this process against that hub. */
async function cli(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const log = mock.method(console, 'log', (text: string) => void out.push(text));
  const error = mock.method(process.stderr, 'write', (text: string) => out.length > -1 && err.push(text) > 0);
  const kept = { HUB_URL: process.env.HUB_URL, HUB_ADMIN_TOKEN: process.env.HUB_ADMIN_TOKEN };
  Object.assign(process.env, { HUB_URL: hub, HUB_ADMIN_TOKEN: token });
  try {
    const code = await runCommandLine(words);
    return { code, out: out.join('\n'), err: err.join('') };
  } finally {
    log.mock.restore();
    error.mock.restore();
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    process.exitCode = undefined;
  }
}

/** Runs a command with `--json`, expects success, and parses its output. */
async function json<T>(...words: string[]): Promise<T> {
  const { code, out, err } = await cli(...words, '--json');
  assert.equal(code, 0, err);
  assert.ok(!out.includes(token), 'the admin token is printed');
  return JSON.parse(out) as T;
}

describe('the command line against a hub', () => {
  test('a hub without partners says how to begin', async () => {
    const { code, out } = await cli('parties');
    assert.deepEqual([code, out], [0, 'no connections yet: make the first with "ocpi-hub connect"']);
  });

  test('an invitation shows TOKEN_A once, and a curl to try it', async () => {
    const { code, out } = await cli('pair', 'invite', '--role', 'emsp', '--party', 'de*emp', '--name', 'Emp');
    assert.equal(code, 0);
    const tokenA = /TOKEN_A\s+(\S+)/.exec(out)?.[1] ?? '';
    assert.match(out, new RegExp(`curl -s '${hub}/ocpi/cpo/versions' -H 'Authorization: Token ${tokenA}'`));
    const later = [
      await cli('parties', 'list'),
      await cli('parties', 'show', 'DE*EMP', '--json'),
      await cli('trace', '--json'),
    ];
    for (const { out: text } of later) assert.ok(tokenA !== '' && !text.includes(tokenA));
    assert.match(later[0]?.out ?? '', /^DE\*EMP\s+EMSP\s+Emp\s+PENDING/m);
    const again = await cli('pair', 'invite', '--role', 'emsp', '--party', 'de*emp', '--name', 'Emp');
    const tokenB = /TOKEN_A\s+(\S+)/.exec(again.out)?.[1] ?? '';
    assert.deepEqual([again.code, tokenB !== '' && tokenB !== tokenA], [0, true], again.err);
    const tried = async (token: string) =>
      (await fetch(`${hub}/ocpi/cpo/versions`, { headers: { authorization: `Token ${token}` } })).status;
    assert.deepEqual([await tried(tokenA), await tried(tokenB)], [401, 200]);
  });

  test('connect with a simulator ends in a registered partner with an agreement', async () => {
    const words = [
      'connect',
      '--role',
      'cpo',
      '--party',
      'NL*ABC',
      '--name',
      'Abc',
      '--agree-with',
      'DE*EMP',
    ];
    const env = { ...process.env, HUB_URL: hub, HUB_ADMIN_TOKEN: token };
    const lines: string[] = [];
    const said = (pattern: RegExp) =>
      new Promise<string>((resolve) => {
        const connect = run('connect', 'cli/main.ts', [...words, '--simulate'], env, (line) => {
          lines.push(line);
          if (pattern.test(line)) resolve(lines.join('\n'));
        });
        running.push(connect);
        void connect.ended.then(() => resolve(lines.join('\n')));
      });
    const text = await said(/runs until Ctrl-C/);
    assert.match(text, /NL\*ABC is registered, and offers credentials, locations/);
    assert.match(text, /NL\*ABC exchanges data with DE\*EMP/);
    const all = await json<{ status: string; role: string }[]>('parties', 'list');
    assert.deepEqual(
      all.map(({ role, status }) => [role, status]),
      [
        ['EMSP', 'PENDING'],
        ['CPO', 'REGISTERED'],
      ],
    );
  });

  test('agreements are listed, suspended, resumed, limited, terminated and deleted', async () => {
    const pair = ['NL*ABC', 'DE*EMP'];
    const status = async () => (await json<{ status: string }[]>('agree', 'list')).map((one) => one.status);
    assert.deepEqual(await status(), ['ACTIVE']);
    assert.match((await cli('agree', 'suspend', ...pair)).out, /NL\*ABC and DE\*EMP is SUSPENDED: no data/);
    assert.deepEqual(await status(), ['SUSPENDED']);
    await json('agree', 'resume', ...pair);
    const { valid_from, valid_to } = await json<Record<string, unknown>>(
      'agree',
      'validity',
      ...pair,
      '--from',
      '2026-01-01T00:00:00Z',
      '--to',
      '2099-01-01T00:00:00Z',
    );
    assert.deepEqual([valid_from, valid_to], ['2026-01-01T00:00:00Z', '2099-01-01T00:00:00Z']);
    assert.match((await cli('agree', 'validity', ...pair, '--to', 'none')).out, /ACTIVE, valid from 2026/);
    assert.equal((await cli('agree', 'validity', ...pair)).code, 2);
    const without = await cli('agree', 'validity', ...pair, '--run-off', 'no');
    assert.match(
      without.out,
      /no data is exchanged, since DE\*EMP has not registered yet, and nothing runs off after its end$/,
    );
    await json('agree', 'terminate', ...pair);
    assert.deepEqual(await status(), ['TERMINATED']);
    assert.match((await cli('agree', 'delete', ...pair)).out, /deleted the agreement of NL\*ABC and DE\*EMP/);
    assert.deepEqual(await status(), []);
    assert.match((await cli('agree', 'suspend', ...pair)).err, /there is no agreement NL\*ABC DE\*EMP/);
  });

  test('agreements as a file are exported, planned and applied; what would end wants a word', async () => {
    const file = join(folder, 'agreements.json');
    await cli('agree', 'add', 'NL*ABC', 'DE*EMP', '--to', '2099-12-31', '--zone', 'Europe/Amsterdam');
    const exported = await cli('agree', 'export', file);
    assert.deepEqual([exported.code, exported.out], [0, `1 agreements are in ${file}`], exported.err);
    const one = '{"cpo":"NL*ABC","emsp":"DE*EMP","last_day":"2099-12-31","zone":"Europe/Amsterdam"}';
    assert.equal(await readFile(file, 'utf8'), `{\n  "agreements": [\n    ${one}\n  ]\n}\n`);
    assert.equal((await cli('agree', 'plan', file)).out, '0 to make, 0 to change, 0 to end, 1 as they are');
    await writeFile(file, '{ "agreements": [{ "cpo": "NL*ABC", "emsp": "DE*NEW", "status": "SUSPENDED" }] }');
    const plan = await cli('agree', 'plan', file);
    assert.match(plan.out, /^\+ NL\*ABC and DE\*NEW, status SUSPENDED$/m);
    assert.match(plan.out, /^- NL\*ABC and DE\*EMP, last_day 2099-12-31, zone Europe\/Amsterdam$/m);
    assert.match(plan.out, /^stop to exchange data \(1\):\n {2}NL\*ABC and DE\*EMP: 12 locations, /m);
    assert.match(plan.out, /^1 to make, 0 to change, 1 to end, 0 as they are$/m);
    const refused = await cli('agree', 'apply', file);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /1 agreement would end: .*; give --yes to end them, or --keep-others/);
    const kept = await cli('agree', 'apply', file, '--keep-others');
    assert.match(kept.out, /^1 made, 0 changed, 0 ended, 1 as they are$/m);
    const done = await cli('agree', 'apply', file, '--yes');
    assert.match(done.out, /^0 made, 0 changed, 1 ended, 1 as they are$/m);
    await writeFile(file, '{ "agreements": [], }');
    assert.match((await cli('agree', 'plan', file)).err, /agreements\.json is no JSON: /);
    assert.match((await cli('agree', 'plan', `${file}.no`)).err, /agreements\.json\.no cannot be read/);
    await cli('agree', 'rm', 'NL*ABC', 'DE*NEW');
    await cli('agree', 'rm', 'NL*ABC', 'DE*EMP');
  });

  test('lists are searched, filtered and cut, and say what they lack', async () => {
    const parties = async (...words: string[]) => (await cli('parties', 'list', ...words)).out;
    assert.match(await parties('--search', 'nl*abc'), /^NL\*ABC .*$/m);
    assert.doesNotMatch(await parties('--search', 'nl*abc'), /DE\*EMP/);
    assert.doesNotMatch(await parties('--role', 'cpo'), /DE\*EMP/);
    assert.equal(await parties('--search', 'no such'), 'no connection fits');
    assert.match(await parties('--limit', '1'), /\n\n1 of 2: --limit 2 shows all$/);
    const [first] = await json<{ id: string; name: string }[]>('parties', 'ls', '--sort', 'name');
    assert.equal(first?.name, 'Abc');
    const short = await json<{ name: string }>('parties', 'show', first.id.slice(0, 8));
    assert.equal(short.name, 'Abc');
  });

  test('a pull is waited for and counted', async () => {
    const { code, out } = await cli(
      'sync',
      'start',
      'NL*ABC',
      '--type',
      'full',
      '--modules',
      'locations,tariffs',
    );
    assert.equal(code, 0);
    assert.match(out, /^status +DONE$/m);
    assert.match(out, /^locations +1 +12 /m);
    const [newest] = await json<{ id: string; type: string }[]>('sync', 'list');
    assert.equal(newest?.type, 'full');
    assert.match((await cli('sync', 'show', newest?.id ?? '')).out, /^tariffs /m);
    const refused = await cli('sync', 'start', 'NL*ABC', '--modules', 'tokens');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /does not offer tokens; it offers locations/);
  });

  test('stored objects are shown page by page', async () => {
    const { out } = await cli('objects', 'locations', '--owner', 'NL*ABC', '--limit', '5', '--offset', '10');
    assert.match(out, /^NL\*ABC +LOC-/m);
    assert.match(out, /^11 to 12 of 12 locations/m);
  });

  test('options are shown and changed, and a misspelt one is named', async () => {
    assert.match((await cli('options', 'NL*ABC')).out, /^push +true$/m);
    const now = await json<Record<string, unknown>>('options', 'NL*ABC', 'push=false', 'page_limit=7');
    assert.deepEqual([now.push, now.page_limit, now.catch_up], [false, 7, true]);
    const { code, err } = await cli('options', 'NL*ABC', 'pusch=false');
    assert.equal(code, 2);
    assert.match(err, /there is no option pusch; there are extensions, push, push_as/);
    assert.equal((await cli('options', 'NL*ABC', 'push')).code, 2);
  });

  test('a profile is shown, overruled and left to the hub again', async () => {
    assert.match((await cli('profile', 'NL*ABC')).out, /^trailing_slash +never$/m);
    const set = await cli('profile', 'NL*ABC', 'trailing_slash=always', 'repairs=dates,numbers');
    assert.match(set.out, /^trailing_slash +always {2}\(set by hand\)$/m);
    assert.match(set.out, /^repairs +dates, numbers {2}\(set by hand\)$/m);
    const now = await json<Record<string, unknown>>('profile', 'NL*ABC', 'trailing_slash=learnt');
    assert.deepEqual([now.trailing_slash, now.repairs], ['never', ['dates', 'numbers']]);
    const { code, err } = await cli('profile', 'NL*ABC', 'trailing_slash=sometimes');
    assert.equal(code, 1);
    assert.match(err, /trailing_slash.*never, lists, always/);
    assert.match(
      (await cli('profile', 'NL*ABC', 'slash=no')).err,
      /there is no setting slash; there are sends_base64/,
    );
  });

  test('why answers in words, and by its exit code', async () => {
    const { code, out } = await cli('why', 'locations', 'NL*ABC', 'LOC-NLABC-MUNICH-1', 'DE*EMP');
    assert.equal(code, 1);
    assert.match(
      out,
      /^Location LOC-NLABC-MUNICH-1 of NL\*ABC has not reached DE\*EMP: DE\*EMP has been invited/,
    );
    assert.match(out, /also: there is no agreement of NL\*ABC and DE\*EMP since .*, when it was deleted/);
  });

  test('the trace is a list, one request, and something to repeat it with', async () => {
    type Listed = { id: string; method: string; url: string }[];
    const found = await json<Listed>(
      'trace',
      '--party',
      'NL*ABC',
      '--module',
      'locations',
      '--limit',
      '1000',
    );
    const put = found.find(({ method }) => method === 'PUT') ?? found[0];
    const id = put?.id ?? '';
    assert.match((await cli('trace', '--limit', '2')).out, /^TIME +WAY +FROM/);
    assert.equal((await json<Listed>('trace', '--limit', '2')).length, 2);
    assert.match((await cli('trace', id)).out, /authorization: \*\*\*/i);
    const { out } = await cli('trace', id, '--as', 'curl');
    assert.match(out, /^: "\$\{OCPI_TOKEN:\?set it to the token that/m);
    assert.match(out, /-H "Authorization: Token \$OCPI_TOKEN"/);
    assert.equal((await cli('trace', '--as', 'curl')).code, 2);
    assert.match((await cli('trace', '--as', 'feature')).err, /needs the id of a request, or --party/);
    assert.equal((await cli('trace', '--as', 'feature', '--party', 'NL*ABC', '--limit', '0')).code, 2);
    assert.equal((await cli('trace', '--direction', 'UP')).code, 2);
    assert.match((await cli('trace', 'no-such')).err, /there is no request no-such/);
    assert.match(
      (await cli('trace', '--limit', 'ten')).err,
      /--limit must be a whole number of at least 1, got "ten"/,
    );
    const unbounded = ['trace', '--header', 'Content-Type'];
    assert.match((await cli(...unbounded)).err, /since is required with header: headers are not indexed/);
    assert.ok((await json<Listed>(...unbounded, '--since', '2026-01-01T00:00:00Z')).length > 0);
    assert.equal((await cli(...unbounded, '--follow')).code, 2);
  });

  test('the trace is exported whole, a request a line, by the same filters', async () => {
    const words = ['trace', 'export', '--party', 'NL*ABC', '--since', '2026-01-01T00:00:00Z'];
    const lines: string[] = [];
    const env = { ...process.env, HUB_URL: hub, HUB_ADMIN_TOKEN: token };
    const exporting = run('export', 'cli/main.ts', words, env, (line) => lines.push(line));
    assert.equal(await exporting.ended, 0);
    type Whole = { id: string; request: { headers: object }; response: { body: string } };
    const exported = lines.map((line) => JSON.parse(line) as Whole);
    const listed = await json<Whole[]>('trace', '--party', 'NL*ABC', '--limit', '100000');
    assert.deepEqual(new Set(listed.map(({ id }) => id)), new Set(exported.map(({ id }) => id)));
    assert.ok(exported.length > 0 && exported.every(({ request, response }) => request && response));
  });

  test('a connection is renewed, suspended, resumed and ended', async () => {
    for (const [verb, status] of [
      ['rotate', 'REGISTERED'],
      ['end-old-token', 'REGISTERED'],
      ['suspend', 'SUSPENDED'],
      ['resume', 'REGISTERED'],
      ['unregister', 'UNREGISTERED'],
    ] as const) {
      const { code, out, err } = await cli('pair', verb, 'NL*ABC');
      assert.deepEqual([code, out], [0, `NL*ABC is ${status}`], err);
    }
  });

  test('a hub at work is backed up into a file, which is restored into another folder', async () => {
    const [file, into] = [join(folder, 'hub.gz'), join(folder, 'restored')];
    const saved = await cli('backup', file);
    assert.equal(saved.code, 0, saved.err);
    const held = /hub\.gz holds (\d+ objects, 2 connections, \d+ agreements and \d+ notes)\. Tokens/.exec(
      saved.out,
    )?.[1];
    assert.match(held ?? '', /^[1-9]/, saved.out);
    const restored = await cli('restore', file, '--to', into);
    assert.equal(restored.code, 0, restored.err);
    assert.ok(restored.out.includes(`${into} holds ${held}, as of 20`), restored.out);
    const again = await cli('restore', file, '--to', into);
    assert.deepEqual([again.code, /There is a store in/.test(again.err)], [1, true]);
    const own = await cli('restore', file, '--to', folder, '--replace');
    assert.deepEqual([own.code, /is in use by another hub/.test(own.err)], [1, true]);
    const none = await cli('backup', join(folder, 'no', 'hub.gz'));
    assert.deepEqual([none.code, /no backup: ENOENT/.test(none.err)], [1, true]);
  });

  test('errors say what to do', async () => {
    for (const [words, code, pattern] of [
      [['parties', 'show', 'XX*YYY'], 1, /knows no connection XX\*YYY: "ocpi-hub parties list" shows/],
      [['parties', '--admin-token', 'wrong'], 1, /give it with --admin-token or HUB_ADMIN_TOKEN/],
      [['parties', '--url', 'http://127.0.0.1:9'], 1, /no hub answers at .*start one with "ocpi-hub lab"/],
      [['parties', '--url', 'hub'], 1, /"hub" is no http or https URL/],
      [['pair', 'invite', '--role', 'cpo'], 2, /required option '--party <party>' not specified/],
      [['pair', 'invite', '--role', 'hub'], 2, /It must be cpo or emsp/],
      [['why', 'cars', 'NL*ABC', '1', 'DE*EMP'], 2, /Allowed choices are locations/],
      [['why', 'locations', 'NLABC', '1', 'DE*EMP'], 2, /such as NL\*ABC/],
      [['--version'], 0, /^$/],
      [['nonsense'], 2, /unknown command 'nonsense'/],
      [['agree', 'nonsense'], 2, /unknown command 'nonsense' of agree; there are list, create, suspend/],
      [['sync', 'nonsense'], 2, /unknown command 'nonsense' of sync; there are start, list, show/],
      [['parties', 'list', '--role', 'hub'], 2, /Allowed choices are CPO, EMSP/],
      [['sync', 'show', 'no-such'], 1, /there is no sync no-such: "ocpi-hub sync list" shows those/],
      [['held', 'settle', 'no-such', '--to', 'DE*EMP'], 1, /nothing is held with the id no-such/],
      [['agree', 'create', 'DE*EMP', 'DE*EMP'], 0, /^$/],
    ] as const) {
      const told = await cli(...words);
      assert.equal(told.code, code, told.err);
      assert.match(told.err, pattern);
    }
  });
});

test('every command has help with an example', async () => {
  const commands = all(await program('completion'));
  assert.ok(commands.length > 30);
  for (const command of commands) {
    let text = '';
    command.configureOutput({ writeOut: (part) => void (text += part) });
    command.outputHelp();
    assert.match(text, /\nExamples?:\n {2}\$ .*ocpi-hub/, `${command.name()} has no example`);
  }
});

test('the help of the whole says of each command what its own help says', async () => {
  const said = (program: Command) => program.commands.map((one) => [one.name(), one.description()]);
  assert.deepEqual(said(await program()), said(await program('completion')));
});

function all(command: Command): Command[] {
  return [command, ...command.commands.flatMap(all)];
}
