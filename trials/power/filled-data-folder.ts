import { mkdirSync } from 'node:fs';
import { readConfiguration } from '../../src/hub/configuration.ts';
import type { Agreement, Connection } from '../../src/hub/ports/connection-registry.ts';
import type { Store } from '../../src/hub/ports/store.ts';
import { openStore } from '../../src/open-store.ts';
import { exchange } from '../../src/store/contract/sample-objects.ts';

const modules = ['locations', 'tariffs', 'tokens'] as const;
const owners = ['NL*ABC', 'DE*XYZ'] as const;

/** The contents of a filled data folder, before a file is damaged. */
export interface Filling {
  /** Everything that the folder's store gives, in words. */
  content: string;
  /** All contents that each object has had, by module, owner and id, the newest last; null where it was deleted. */
  states: Map<string, (string | null)[]>;
}

/** Opens the store of a folder as the hub does, with the partners' tokens sealed by the key in it. */
export function openFolder(folder: string, warn: (message: string) => void): Promise<Store> {
  return openStore(readConfiguration({ HUB_DATA_DIR: folder, HUB_ALLOW_PRIVATE_NETWORKS: 'true' }), warn);
}

/**
 * Fills a data folder: objects in LevelDB's tables and in its log, some changed and some deleted, and a connection with
 * a sealed token.
 */
export async function filled(folder: string): Promise<Filling> {
  mkdirSync(folder, { recursive: true });
  const states = new Map<string, (string | null)[]>();
  const put = async (store: Store, { module, owner, id, nth }: Named, content: object) => {
    const bytes = Buffer.from(JSON.stringify(content));
    const lookups = { colour: nth % 2 ? 'red' : 'blue' };
    await store.objects.change({ module, owner, id }, () => ({
      to: 'store',
      object: { lastUpdated: nth, recipient: null, gone: false, lookups, bytes },
    }));
    const name = `${module} ${owner} ${id}`;
    states.set(name, [...(states.get(name) ?? []), bytes.toString()]);
  };
  for (const life of [1, 2, 3]) {
    const store = await openFolder(folder, () => undefined);
    for (let nth = 0; nth < 60; nth++) {
      const named = { module: modules[nth % 3]!, owner: owners[nth % 2]!, id: `O${(nth * life) % 50}`, nth };
      if (nth % 17 === 16) {
        await store.objects.change(named, () => ({ to: 'delete' }));
        const name = `${named.module} ${named.owner} ${named.id}`;
        states.set(name, [...(states.get(name) ?? []), null]);
      } else await put(store, named, { id: named.id, life, nth, text: String(nth * 7919 * life).repeat(20) });
      await store.notes.put('driver', `N${nth % 20}`, { life, nth }, Number.MAX_SAFE_INTEGER);
    }
    if (life === 1) await store.registry.change(() => ({ connections: [connection] }));
    await store.registry.agree(() => [{ id: `A${life}`, valid_from: null } as unknown as Agreement]);
    for (let nth = 0; nth < 30; nth++) {
      const id = `E${life}-${nth}`;
      store.journal.append(exchange(id, { time: new Date().toISOString() }));
    }
    await store.close();
  }
  const store = await openFolder(folder, () => undefined);
  await put(store, { module: 'tokens', owner: 'NL*ABC', id: 'LAST', nth: 1 }, { last: 1 });
  const content = await contentOf(store);
  await store.close();
  return { content, states };
}

interface Named {
  module: (typeof modules)[number];
  owner: (typeof owners)[number];
  id: string;
  nth: number;
}

const connection = {
  ...{ id: 'c1', role: 'CPO', party: 'NL*ABC', parties: ['NL*ABC'], name: 'ABC', status: 'REGISTERED' },
  ...{ tokenToUs: null, nextTokenToUs: null, tokenToThem: 'the-token-of-a-partner', versionsUrl: null },
  ...{ endpoints: [], business: null, options: {}, created: '', updated: '' },
} as unknown as Connection;

/** Everything that a hub's store gives, in words. */
export async function contentOf({ objects, registry, notes }: Store): Promise<string> {
  const lists = [];
  for (const module of modules) {
    const visible = owners.map((owner) => ({ owner }));
    const { total, objects: all } = await objects.list({ module, visible, offset: 0, limit: 10_000 });
    const single = await Promise.all(owners.map((owner) => objects.get({ module, owner, id: 'O3' })));
    const found = await objects.find(module, 'colour', 'red');
    lists.push(total, all, single, found);
  }
  const since = await objects.since(0, 10_000);
  const { connections, agreements } = registry.read();
  const all = [lists, since, objects.position(), connections, [...agreements], await notes.all('driver')];
  return JSON.stringify(all, (_, value: unknown) =>
    value && (value as { type?: string }).type === 'Buffer'
      ? Buffer.from((value as { data: number[] }).data).toString()
      : value,
  );
}

/**
 * The objects of a damaged store in a state that they may not have: they may have their newest, or with `older` any
 * that they had.
 */
export async function strangeIn(
  { objects }: Store,
  states: Filling['states'],
  older: boolean,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { object } of await objects.since(0, 10_000)) {
    if (!object) continue;
    const name = `${object.module} ${object.owner} ${object.id}`;
    const had = states.get(name) ?? [];
    const possible = older ? had : had.slice(-1);
    if (!possible.includes(object.bytes.toString())) wrong.push(`${name} is ${object.bytes}`);
  }
  return wrong;
}

/** The filled objects that a damaged store lacks. */
export async function missingIn({ objects }: Store, { states }: Filling): Promise<string[]> {
  const there = (await objects.since(0, 10_000)).flatMap(({ object }) => object ?? []);
  const names = new Set(there.map(({ module, owner, id }) => `${module} ${owner} ${id}`));
  return [...states].flatMap(([name, had]) => (had.at(-1) !== null && !names.has(name) ? [name] : []));
}
