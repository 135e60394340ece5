import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Store } from '../../hub/ports.ts';
import { openEmbeddedStore } from './open.ts';

const program = fileURLToPath(new URL('./writing-child.ts', import.meta.url));

interface Line {
  name: string;
  nth: number;
  refused?: string;
  again?: string;
  listed?: [name: string, nth: number][];
}

test('what was acknowledged is there after kill -9, and what was not is there as a whole or not at all', async (t) => {
  const folder = await temporary(t);
  // The second time the store it is killed in is one that was recovered.
  for (let life = 1; life <= 2; life++) {
    const child = start(t, [program, folder]);
    const acknowledged = await read(child, (lines) => lines.length >= 400 && child.kill('SIGKILL'));
    assert.ok(acknowledged.length >= 400);
    const store = await openEmbeddedStore({ folder });
    await compare(store, acknowledged);
    await store.close();
  }
});

test('a second process on the same folder is refused and told why', async (t) => {
  const folder = await temporary(t);
  const store = await openEmbeddedStore({ folder });
  t.after(() => store.close());
  const refusal = `The data folder ${folder} is in use by another hub process; set HUB_DATA_DIR to another folder`;
  await assert.rejects(openEmbeddedStore({ folder }), { message: refusal });
  assert.deepEqual(await read(start(t, [program, folder])), [{ refused: `Error: ${refusal}` }]);
  await store.registry.change((state) => ({ ...state }));
});

test('a store that cannot write refuses changes, goes on reading, and has lost nothing acknowledged', async (t) => {
  const folder = await temporary(t);
  const child = start(
    t,
    ['-c', 'ulimit -f 1000; exec "$0" "$@"', process.execPath, '--import', 'tsx', program, folder, '2000'],
    'sh',
  );
  const lines = await read(child);
  const { refused, again, listed } = lines.at(-1)!;
  assert.match(refused!, /could not write/);
  assert.equal(again, `Error: ${refused}`);
  const acknowledged = lines.slice(0, -1);
  const stored = newest(acknowledged).filter(({ name, nth }) => name.startsWith('T') && nth % 7 > 0);
  assert.deepEqual(new Map(listed), new Map(stored.map(({ name, nth }) => [name, nth])));
  const store = await openEmbeddedStore({ folder });
  await compare(store, acknowledged);
  await store.objects.change({ module: 'tariffs', owner: 'NL*ABC', id: 'T1' }, () => ({ to: 'delete' }));
  await store.close();
});

async function temporary(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-store-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

function start(t: TestContext, args: string[], command?: string): ChildProcess {
  const all = command ? args : ['--import', 'tsx', ...args];
  const child = spawn(command ?? process.execPath, all, { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

/** Reads what a process prints until it ends; a line that was cut off does not count. */
async function read(
  child: ChildProcess,
  each: (lines: Line[]) => unknown = () => undefined,
): Promise<Line[]> {
  const ended = once(child, 'close');
  const lines: Line[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.endsWith('}')) lines.push(JSON.parse(line) as Line);
    each(lines);
  }
  await ended;
  return lines;
}

function newest(lines: Line[]): Line[] {
  return [...new Map(lines.map((line) => [line.name, line])).values()];
}

/** Each thing is as after its last acknowledged change, or as after the one that was under way. */
async function compare({ objects, registry, notes }: Store, acknowledged: Line[]): Promise<void> {
  const all = await objects.list({ module: 'tariffs', visible: [{ owner: 'NL*ABC' }], offset: 0, limit: 99 });
  const changes = await objects.since(0, 99);
  for (const { name, nth } of newest(acknowledged)) {
    const possible = [nth, nth + 1].map((one) => (one % 7 === 0 ? undefined : one));
    if (name === 'registry') {
      assert.ok([nth, nth + 1].includes(Number(registry.read().agreements[0]?.id)));
    } else if (name === 'note') {
      assert.ok([nth, nth + 1].includes((await notes.get<{ nth: number }>('question', 'Q1'))!.nth));
    } else {
      const object = await objects.get({ module: 'tariffs', owner: 'NL*ABC', id: name });
      assert.ok(
        possible.includes(object?.lastUpdated),
        `${name}: ${object?.lastUpdated} is none of ${possible}`,
      );
      if (object) assert.equal(Number(object.bytes), object.lastUpdated);
      assert.deepEqual(
        all.objects.find(({ id }) => id === name),
        object,
      );
      assert.deepEqual((await objects.find('tariffs', 'id', name))[0], object);
      assert.deepEqual(changes.find(({ id }) => id === name)?.object, object);
    }
  }
}
