import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inherited, programOf } from './bundled-programs.ts';

/** A project outside this repository that has installed the package. */
const home = mkdtempSync(join(tmpdir(), 'ocpi-hub-kit-runs-'));
after(() => rmSync(home, { recursive: true, force: true }));
let program: string[];
before(async () => {
  const installed = join(home, 'node_modules/ocpi-hub');
  mkdirSync(installed, { recursive: true });
  writeFileSync(
    join(installed, 'package.json'),
    JSON.stringify({
      name: 'ocpi-hub',
      type: 'module',
      exports: { './steps': './steps.js', './package.json': './package.json' },
    }),
  );
  const [steps] = await programOf('simulators/kit/index.ts');
  writeFileSync(
    join(installed, 'steps.js'),
    `export * from ${JSON.stringify(pathToFileURL(steps as string).href)};\n`,
  );
  program = await programOf('cli/main.ts');
});

/** A running command of `ocpi-hub`, and everything that it has printed. */
export interface Running {
  child: ChildProcess;
  text(): string;
}

/** Makes a folder by `ocpi-hub kit init`, in a project that has installed the package. */
export async function project(): Promise<string> {
  const folder = mkdtempSync(join(home, 'roaming-'));
  await told(kit('init', folder), 0, /Next: /);
  return folder;
}

/** Starts `ocpi-hub kit`. */
export function kit(command: string, folder: string, ...words: string[]): Running {
  return cli('kit', command, folder, ...words);
}

/** Starts a command of `ocpi-hub` and collects everything that it prints. */
export function cli(...words: string[]): Running {
  const env = { ...inherited(), OCPI_KIT_PATIENCE_S: '10' };
  const child = spawn(process.execPath, [...program, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += String(chunk);
    });
  return { child, text: () => text };
}

/** Waits for the end of a command, and checks its exit code and printed words. */
export async function told({ child, text }: Running, code: number, words: RegExp): Promise<void> {
  if (child.exitCode === null) await once(child, 'exit');
  assert.match(text(), words);
  assert.equal(child.exitCode, code, text());
}

/** Waits until a running command has printed these words. */
export async function seen({ text }: Running, words: RegExp): Promise<RegExpExecArray> {
  await until(() => words.test(text()));
  return words.exec(text()) as RegExpExecArray;
}

/** Repeats a look until what it looks for is there, or the test's time is over. */
export async function until(look: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await look()); ) {
    assert.ok(Date.now() < end, 'not within 30 s');
    await new Promise((again) => setTimeout(again, 50));
  }
}

/** A request to a simulator's control API. */
export async function control(
  system: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${system}/control/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
  return response.json().catch(() => undefined);
}

/** Command line options that name a simulator by one of its TOKEN_As. */
export async function invitation(system: string): Promise<string[]> {
  const { token, versions_url } = (await control(system, 'POST', 'token')) as Record<string, string>;
  return ['--versions-url', versions_url as string, '--token', token as string];
}
