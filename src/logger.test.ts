import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { programOf } from '../trials/test/bundled-programs.ts';
import { prettyLines } from './readable-log-lines.ts';

test('a log says all that was said at once, without being asked again', { timeout: 60_000 }, async (t) => {
  const child = await logging(`
    for (let line = 0; line < 4000; line += 1) log.info({ number: line, more: 'x'.repeat(500) });
    setInterval(() => undefined, 1000);`);
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('"number":3999,')) break;
  }
});

test('who waits for a log has all of it written', { timeout: 60_000 }, async () => {
  const child = await logging(`
    for (let line = 0; line < 500; line += 1) log.info({ number: line, more: 'x'.repeat(30_000) });
    setTimeout(() => log.flush(() => process.exit(0)), 10);`);
  const lines = (await text(child.stdout)).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => (JSON.parse(line) as { number: number }).number),
    Array.from({ length: 500 }, (_, number) => number),
  );
});

test('a log loses no line that waits, whatever its length and however the process ends', {
  timeout: 60_000,
}, async () => {
  for (const [length, end] of [
    [10, ''],
    [30_000, ''],
    [10, 'process.exit(1)'],
    [10, "throw new Error('x')"],
  ] as const) {
    const child = await logging(`
      for (let turn = 0; turn < 5; turn += 1) {
        for (let line = 0; line < 100; line += 1) log.info({ number: turn * 100 + line, more: 'x'.repeat(${length}) });
        await new Promise((done) => setTimeout(done, turn));
      }
      await new Promise((written) => log.flush(written));
      log.info({ number: 500 });
      ${end}`);
    const lines = (await text(child.stdout)).trimEnd().split('\n');
    const numbers = lines.map((line) => (JSON.parse(line) as { number: number }).number);
    assert.deepEqual(
      numbers,
      Array.from({ length: 501 }, (_, number) => number),
      `${length} ${end}`,
    );
  }
});

test('a process whose log nobody reads any more still ends', { timeout: 30_000 }, async () => {
  for (const [end, code] of [
    ["log.info('the end'); process.exit(0)", 0],
    ["log.fatal('the end'); process.exit(1)", 1],
    ["for (let line = 0; line < 20; line += 1) log.info({ more: 'x'.repeat(30_000) }); process.exit(2)", 2],
    ["log.info('more'); log.flush(() => process.exit(3))", 3],
  ] as const) {
    const child = await logging(`
      log.info('the beginning');
      process.once('SIGTERM', () => { ${end} });
      setInterval(() => undefined, 1000);`);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 6000);
    assert.deepEqual(await ended, [code, null], end);
    clearTimeout(late);
  }
});

/** Runs some statements in a process that has a `log`. */
async function logging(statements: string) {
  const [file = ''] = await programOf('src/logger.ts');
  const program = `
    import { logger } from ${JSON.stringify(pathToFileURL(file).href)};
    const log = await logger('info');
    ${statements}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

test('a log on a terminal shows what a partner said, and does none of it', () => {
  const shown: string[] = [];
  const write = prettyLines({ write: (text) => shown.push(text) });
  write(
    '{"level":40,"time":0,"msg":"name \\u001b]0;owned\\u0007","url":"/x\\u009b2J","deep":["\\u202edesrever"]}',
  );
  write('no JSON \u001b[2J');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of the log itself are left out
  const text = shown.join('').replace(/\u001b\[\d+m/g, '');
  for (const unfit of ['\u001b', '\u0007', '\u009b', '\u202e']) assert.ok(!text.includes(unfit), text);
  for (const part of ['name \\u001b]0;owned\\u0007', '\\u009b2J', '\\u202edesrever', 'no JSON \\u001b[2J'])
    assert.ok(text.replaceAll('\\\\', '\\').includes(part), text);
});
