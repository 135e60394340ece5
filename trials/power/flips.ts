import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agreement } from '../../src/hub/ports/registry.ts';
import type { Store } from '../../src/hub/ports/store.ts';
import { openEmbeddedStore } from '../../src/store/embedded/open.ts';
import { type Random, random } from '../torture/common/random.ts';

const modules = ['locations', 'tariffs', 'tokens'] as const;
const owners = ['NL*ABC', 'DE*XYZ'] as const;

/** The outcomes of the flips in one file. */
export type Tally = Record<'true' | 'mended' | 'refused' | 'wrong', number>;

/**
 * Flips `times` bits in every file of a data folder, one at a time in a copy, and opens it: it must be as it was, with or without a warning, or
 * be refused with the name of the file. Gives a tally by file and what was wrong, in words.
 */
export async function flips(
  folder: string,
  seed: string,
  times: number,
): Promise<{ tallies: Map<string, Tally>; count: number; wrong: string[] }> {
  const whole = join(folder, 'whole');
  const expected = await filled(whole);
  const copy = join(folder, 'flipped');
  const tallies = new Map<string, Tally>();
  const wrong: string[] = [];
  for (const file of filesIn(whole)) {
    const chance = random(seed, file, 'flips');
    const tally: Tally = { true: 0, mended: 0, refused: 0, wrong: 0 };
    tallies.set(file, tally);
    for (let nth = 0; nth < times; nth++) {
      rmSync(copy, { recursive: true, force: true });
      cpSync(whole, copy, { recursive: true });
      const place = flip(join(copy, file), chance);
      const [outcome, words] = await outcomeOf(copy, file, expected);
      tally[outcome] += 1;
      if (outcome === 'wrong') wrong.push(`${file}, bit ${place}: ${words}`);
    }
  }
  rmSync(copy, { recursive: true, force: true });
  return { tallies, count: tallies.size * times, wrong };
}

/** Files with content whose loss would matter. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile() && statSync(join(folder, name)).size > 0)
    .filter((name) => !/(^|\/)LOG(\.old)?$/.test(name))
    .sort();
}

function flip(file: string, chance: Random): number {
  const bytes = readFileSync(file);
  const bit = chance.whole(0, bytes.length * 8 - 1);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  writeFileSync(file, bytes);
  return bit;
}

async function outcomeOf(folder: string, file: string, expected: string): Promise<[keyof Tally, string]> {
  const warnings: string[] = [];
  let store: Store | undefined;
  try {
    store = await openEmbeddedStore({ folder, warn: (message) => warnings.push(message) });
    const is = await contentOf(store);
    if (is === expected) return [warnings.length > 0 ? 'mended' : 'true', warnings.join()];
    return [
      'wrong',
      `what is read differs: ${difference(is, expected)}; warned of ${warnings.join('; ') || 'nothing'}`,
    ];
  } catch (error) {
    const { message } = error as Error;
    const names = message.includes(file.split('/')[0] as string);
    return [names ? 'refused' : 'wrong', message];
  } finally {
    await store?.close();
  }
}

function difference(is: string, expected: string): string {
  const at = [...expected].findIndex((letter, nth) => letter !== is[nth]);
  return `${is.slice(at - 40, at + 80)} in place of ${expected.slice(at - 40, at + 80)}`;
}

/** Everything that a store gives, in words. */
async function contentOf({ objects, registry, notes }: Store): Promise<string> {
  const lists = [];
  for (const module of modules) {
    const visible = owners.map((owner) => ({ owner }));
    const { total, objects: all } = await objects.list({ module, visible, offset: 0, limit: 10_000 });
    const single = await Promise.all(owners.map((owner) => objects.get({ module, owner, id: 'O3' })));
    const found = await objects.find(module, 'colour', 'red');
    lists.push(total, all, single, found);
  }
  const all = [
    lists,
    await objects.since(0, 10_000),
    objects.position(),
    registry.read(),
    await notes.all('driver'),
  ];
  return JSON.stringify(all, (_, value: unknown) =>
    value && (value as { type?: string }).type === 'Buffer'
      ? Buffer.from((value as { data: number[] }).data).toString()
      : value,
  );
}

/** Fills a data folder with objects in tables and in a log, some changed and some deleted; gives its content. */
async function filled(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  for (const life of [1, 2, 3]) {
    const store = await openEmbeddedStore({ folder });
    for (let nth = 0; nth < 60; nth++) {
      const [module, owner, id] = [modules[nth % 3]!, owners[nth % 2]!, `O${(nth * life) % 50}`];
      const bytes = Buffer.from(
        JSON.stringify({ id, life, nth, text: String(nth * 7919 * life).repeat(20) }),
      );
      await store.objects.change({ module, owner, id }, () =>
        nth % 17 === 16
          ? { to: 'delete' }
          : {
              to: 'store',
              object: {
                lastUpdated: nth,
                recipient: null,
                gone: false,
                lookups: { colour: nth % 2 ? 'red' : 'blue' },
                bytes,
              },
            },
      );
      await store.notes.put('driver', `N${nth % 20}`, { life, nth }, Number.MAX_SAFE_INTEGER);
    }
    await store.registry.change(({ connections, agreements }) => ({
      connections,
      agreements: [...agreements, { id: `A${life}`, valid_from: null } as unknown as Agreement],
    }));
    for (let nth = 0; nth < 30; nth++)
      store.journal.append({
        id: `E${life}-${nth}`,
        time: new Date(nth).toISOString(),
        duration_ms: 1,
      } as never);
    await store.close();
  }
  const store = await openEmbeddedStore({ folder });
  await store.objects.change({ module: 'tokens', owner: 'NL*ABC', id: 'LAST' }, () => ({
    to: 'store',
    object: {
      lastUpdated: 1,
      recipient: null,
      gone: false,
      lookups: { colour: 'red' },
      bytes: Buffer.from('{"last":1}'),
    },
  }));
  const content = await contentOf(store);
  await store.close();
  return content;
}
