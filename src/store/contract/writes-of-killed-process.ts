import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import type { Store } from '../../hub/ports/store.ts';

/** A line printed by a process that writes to a store: an acknowledged change, or the reason why the process ended. */
export interface Line {
  name: string;
  nth: number;
  refused?: string;
  again?: string;
  listed?: [name: string, nth: number][];
}

/**
 * Starts a TypeScript program in a process that is killed at the end of the test; `command` runs with the program as
 * its last arguments.
 */
export function start(t: TestContext, args: string[], command?: string): ChildProcess {
  const all = command ? args : ['--import', 'tsx', ...args];
  const child = spawn(command ?? process.execPath, all, { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

/** Reads the lines that a process prints until it ends; a line that was cut off does not count. */
export async function read(
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

/** The last line about each object, registry entry or note. */
export function newest(lines: Line[]): Line[] {
  return [...new Map(lines.map((line) => [line.name, line])).values()];
}

/**
 * Checks that a reopened store has each object, registry entry and note as after its last acknowledged change, or as
 * after the change that was under way.
 */
export async function compare({ objects, registry, notes }: Store, acknowledged: Line[]): Promise<void> {
  const all = await objects.list({ module: 'tariffs', visible: [{ owner: 'NL*ABC' }], offset: 0, limit: 99 });
  const changes = await objects.since(0, 99);
  assert.equal(all.total, all.objects.length);
  for (const { name, nth } of newest(acknowledged)) {
    const possible = [nth, nth + 1].map((one) => (one % 7 === 0 ? undefined : one));
    if (name === 'registry') {
      assert.ok([nth, nth + 1].includes(Number(registry.read().connections[0]?.id)));
    } else if (name === 'agreement') {
      assert.ok([nth, nth + 1].includes(Number(registry.read().agreements.get('A1')?.since)));
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
