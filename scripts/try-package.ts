import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

// This program packs the package, installs it in an empty folder, and uses it there like others: the kernel's types and
// validators in a TypeScript project, and `npx ocpi-hub` including a running lab.
const folder = mkdtempSync(join(tmpdir(), 'ocpi-hub-package-'));
try {
  const { messages, pkg } = await publint({ strict: true, pack: 'npm' });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg, { color: false })),
    [],
  );
  report('publint finds nothing');
  run('npm', ['pack', '--silent', '--pack-destination', folder], '.');
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'somebody', type: 'module', private: true }),
  );
  run('npm', ['install', '--silent', '--no-audit', '--prefer-offline', join(folder, tarball)], folder);
  report('installed in an empty folder');
  kernel();
  run('npx', ['--no-install', 'ocpi-hub', '--help'], folder);
  report('npx ocpi-hub --help works');
  const plan = run(
    'npx',
    ['--no-install', 'ocpi-hub', 'conformance', '--role', 'cpo', '--only', 'VER', '--dry-run'],
    folder,
  );
  assert.match(plan, /^VER-\d+ /m);
  report('the conformance suite finds its scenarios, steps and Cucumber');
  run('npx', ['--no-install', 'ocpi-hub', 'guide', '--out', join(folder, 'guide')], folder);
  assert.match(readFileSync(join(folder, 'guide/checks/LOC-03.html'), 'utf8'), /LOC-03/);
  report('the guide comes with it');
  types();
  await kit();
  await lab();
  examples();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function kernel(): void {
  copyFileSync('trials/test/package/consumer.ts', join(folder, 'consumer.ts'));
  const options = [
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--strict',
    '--types',
    'node',
    '--typeRoots',
  ];
  const types = resolve('node_modules/@types');
  run(
    process.execPath,
    [resolve('node_modules/typescript/bin/tsc'), ...options, types, 'consumer.ts'],
    folder,
  );
  const told = JSON.parse(run(process.execPath, ['consumer.js'], folder)) as object;
  assert.deepEqual(told, {
    modules: ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens'],
    schema: 'Location',
    valid: [],
    wrong: ['/type'],
  });
  report('a TypeScript project uses its types, schemas and validators');
}

/** Copies the kit into the test project and runs it against simulators in either role, each a process of its own. */
async function kit(): Promise<void> {
  run('npx', ['--no-install', 'ocpi-hub', 'kit', 'init', 'roaming'], folder);
  run('npx', ['--no-install', 'ocpi-hub', 'kit', 'run', 'roaming', '--dry-run'], folder);
  for (const [role, side, party] of [
    ['operator', 'cpo', 'NL*SUT'],
    ['provider', 'emsp', 'DE*SUT'],
  ] as const) {
    const under = spawn(
      'npx',
      ['--no-install', 'ocpi-hub', 'simulate', side, '--party', party, '--port', '0'],
      {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
      },
    );
    try {
      const [, url = '', versions = ''] = await new Promise<RegExpExecArray>((found, failed) => {
        let text = '';
        under.stdout.on('data', (chunk) => {
          text += String(chunk);
          const line = /"event":"listening","url":"([^"]+)","versions_url":"([^"]+)"/.exec(text);
          if (line) found(line);
        });
        under.on('exit', (code) => failed(new Error(`the simulator ended with ${code}`)));
      });
      const { token } = (await (await fetch(`${url}/control/token`, { method: 'POST' })).json()) as {
        token: string;
      };
      const system = ['--role', role, '--party', party, '--versions-url', versions, '--token', token];
      const told = run(
        'npx',
        ['--no-install', 'ocpi-hub', 'kit', 'run', 'roaming', '--unattended', ...system],
        folder,
      );
      assert.match(told, /\d+ scenarios \(\d+ passed\)/, told);
      run('npx', ['--no-install', 'ocpi-hub', 'kit', 'clean', 'roaming', ...system], folder);
      report(`the kit runs against a ${role}: ${/\d+ scenarios/.exec(told)?.[0]}`);
    } finally {
      under.removeAllListeners('exit');
      if (under.pid) process.kill(-under.pid, 'SIGTERM');
      await new Promise((done) => under.once('exit', done));
    }
  }
}

/**
 * Writes types and validators that include a field of the project's own, and compiles them with the strictest settings
 * of TypeScript.
 */
function types(): void {
  copyFileSync('trials/test/exports/my-fields.schema.json', join(folder, 'my-fields.schema.json'));
  copyFileSync('trials/test/package/types-consumer.mts', join(folder, 'types-consumer.mts'));
  const words = ['types', '--out', 'ocpi.ts', '--validators', '--extend', 'my-fields.schema.json'];
  run('npx', ['--no-install', 'ocpi-hub', ...words], folder);
  run('npx', ['--no-install', 'ocpi-hub', ...words, '--check'], folder);
  const strict = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--isolatedModules',
  ];
  run(
    process.execPath,
    [
      resolve('node_modules/typescript/bin/tsc'),
      '--module',
      'nodenext',
      '--target',
      'es2023',
      ...strict,
      '--types',
      'node',
      '--typeRoots',
      resolve('node_modules/@types'),
      'types-consumer.mts',
    ],
    folder,
  );
  assert.deepEqual(JSON.parse(run(process.execPath, ['types-consumer.mjs'], folder)), [
    '/driver_price/currency',
    'AdminProblem',
  ]);
  report('types, validators and the client of the admin API compile and run in a strict project');
}

/** Runs the examples of other people's projects; those of other languages where the machine has the language, and in CI. */
function examples(): void {
  const tried: { file: string; program: string; args: string[] }[] = [
    { file: 'node-test/roaming.test.mjs', program: process.execPath, args: ['--test'] },
    { file: 'pytest/test_roaming.py', program: 'python3', args: ['-m', 'pytest', '-q'] },
    { file: 'php/roaming.php', program: 'php', args: [] },
  ];
  for (const { file, program, args } of tried) {
    const [name = ''] = file.split('/');
    copyFileSync(join('docs/examples', file), join(folder, basename(file)));
    if (!process.env.CI && !canRun(program, args)) {
      report(`the example for ${name} was NOT RUN: this machine has no ${[program, ...args].join(' ')}`);
      continue;
    }
    const from = Date.now();
    run(program, [...args, basename(file)], folder);
    report(`the example for ${name} is green after ${((Date.now() - from) / 1000).toFixed(1)} s`);
  }
}

function canRun(program: string, args: string[]): boolean {
  return spawnSync(program, [...args, '--version'], { stdio: 'ignore' }).status === 0;
}

/** Starts the lab as a user would, and checks its processes. */
async function lab(): Promise<void> {
  const free = { HUB_PORT: '0', CPO_PORT: '0', EMSP_PORT: '0' };
  const child = spawn('npx', ['--no-install', 'ocpi-hub', 'lab'], {
    cwd: folder,
    env: { ...process.env, ...free, HUB_URL: '', HUB_DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const hub = await new Promise<string>((found, failed) => {
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += String(chunk);
        const url = /^ {2}hub +(\S+)[^]*Ctrl-C/m.exec(text)?.[1];
        if (url) found(url);
      });
      child.on('exit', (code) => failed(new Error(`the lab ended with ${code}\n${text}`)));
    });
    for (const path of [
      '/health/ready',
      '/admin/openapi.json',
      '/docs/',
      '/guide/',
      '/guide/checks/LOC-03.html',
    ])
      assert.equal((await fetch(hub + path)).status, 200, path);
    report('npx ocpi-hub lab runs, with its documents');
  } finally {
    child.removeAllListeners('exit');
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
    await new Promise((done) => child.once('exit', done));
    // npx ends before the processes that it has started.
    while (child.pid && isAlive(-child.pid)) await setTimeout(50);
  }
}

/** Whether a process, or any process of a group (negative), is running. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function report(what: string): void {
  console.log(`package: ${what}`);
}
