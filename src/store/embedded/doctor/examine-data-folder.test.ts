import { strict as assert } from 'node:assert';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ClassicLevel } from 'classic-level';
import type { Store } from '../../../hub/ports/store.ts';
import { openEmbeddedStore } from '../open-embedded-store.ts';
import { withChecksum, withoutChecksum } from '../value-checksum.ts';
import { doctor } from './examine-data-folder.ts';

type Raw = ClassicLevel<string, Buffer>;

/** A damage that the test makes by LevelDB itself; the objects that are lost by it, and a part of the report. */
interface Case {
  damage(level: Raw, before: Map<string, Buffer>): Promise<unknown>;
  lost?: string[];
  told: RegExp;
}

// Change 1 made T1, 2 T2, 3 T3; 4 changed T1 and 5 deleted T3.
const record = 'o!tariffs!0000000000000001';
const row = 'k!["tariffs","NL*ABC","T1"]';
const second = 'o!tariffs!0000000000000099';
const garbage = Buffer.from('[0,9,9,null,0]');
const put = (level: Raw, key: string, text: string) => level.put(key, withChecksum(key, Buffer.from(text)));

// biome-ignore format: a table
const cases: Record<string, Case> = {
  'a damaged record':             { damage: (level) => level.put(record, garbage), lost: ['T1'], told: /tariffs NL\*ABC T1 its newest state is lost: dropped/ },
  'a missing record':             { damage: (level) => level.del(record), lost: ['T1'], told: /T1 its newest state is lost/ },
  'an older state of a record':   { damage: (level, before) => level.put(record, before.get(record)!), lost: ['T1'], told: /T1 its newest state is lost/ },
  'record and row both damaged':  { damage: async (level) => [await level.put(record, garbage), await level.put(row, garbage)], lost: ['T1'], told: /T1 its newest state is lost/ },
  'a damaged row':                { damage: (level) => level.put(row, garbage), told: /k!\["tariffs","NL\*ABC","T1"\] is damaged: made anew/ },
  'a missing row':                { damage: (level) => level.del(row), told: /T1"\] is missing: made anew/ },
  'a row of another change':      { damage: (level) => put(level, row, '[1,3,1,null,0]'), told: /T1"\] does not fit its object: made anew/ },
  'no place in the order':        { damage: (level) => level.del('c!0000000000000004'), told: /c!0+4 is missing: made anew/ },
  'a place in the order too many': { damage: (level) => put(level, 'c!0000000000000003', '["tariffs","NL*ABC","T1",1]'), told: /c!0+3 belongs to no object: dropped/ },
  'a missing lookup':             { damage: (level) => level.del('l!["tariffs","id","T1","NL*ABC","T1"]'), told: /l!\["tariffs","id","T1".* is missing/ },
  'a lookup to another':          { damage: (level) => put(level, 'l!["tariffs","id","T1","NL*ABC","T1"]', '2'), told: /l!.*does not fit its object/ },
  'a second record of an object': { damage: (level, before) => level.put(second, withChecksum(second, withoutChecksum(record, before.get(record)!)!)), told: /o!tariffs!0+99 belongs to no object: dropped/ },
  'a damaged row of a deletion':  { damage: (level) => level.put('k!["tariffs","NL*ABC","T3"]', garbage), told: /T3"\] is damaged: made anew/ },
  'a damaged note':               { damage: (level) => level.put('n!["question","Q1"]', garbage), told: /n!\["question","Q1"\] is damaged: dropped/ },
  'a damaged agreement':          { damage: (level) => level.put('a!0000000000000000', garbage), told: /a!0+ is damaged: dropped: the agreement is to be made again/ },
  'a damaged position':           { damage: (level) => level.put('n!["position","c1"]', garbage), told: /n!\["position","c1"\] is damaged: begun anew/ },
};

for (const [what, { damage, lost = [], told }] of Object.entries(cases))
  test(`${what} is named, and mended: what is left is whole`, async (t) => {
    const { folder, first } = await filled(t);
    const before = await contentOf(folder);
    await raw(folder, (level) => damage(level, first));
    const named = await doctor({ folder, mend: false, now: Date.now, warn: assert.fail });
    assert.deepEqual(
      named.lost.map(({ id }) => id),
      lost,
    );
    assert.match(named.problems.map(({ of, is, cure }) => `${of} ${is}: ${cure}`).join('\n'), told);
    assert.deepEqual(await doctor({ folder, mend: true, now: Date.now, warn: assert.fail }), named);
    assert.deepEqual((await doctor({ folder, mend: false, now: Date.now, warn: assert.fail })).problems, []);
    const after = await contentOf(folder);
    assert.deepEqual(
      after.objects,
      before.objects.filter((id) => !lost.some((gone) => id.includes(gone))),
    );
    assert.deepEqual(
      after.changes,
      before.changes.filter((id) => !lost.some((gone) => id.includes(gone))),
    );
    assert.equal(after.position, told.source.includes('position') ? 0 : 3);
  });

test('a sound folder is left as it is', async (t) => {
  const { folder } = await filled(t);
  const { problems } = await doctor({ folder, mend: true, now: Date.now, warn: assert.fail });
  assert.deepEqual(problems, []);
});

test('of a damaged file what is readable is kept, the file too, and partners get everything again', async (t) => {
  const { folder } = await filled(t);
  await (await openEmbeddedStore({ folder })).close();
  const objects = join(folder, 'objects');
  const table = (await readdir(objects)).find((name) => name.endsWith('.ldb'))!;
  const bytes = await readFile(join(objects, table));
  await writeFile(join(objects, table), bytes.fill(0x55, 100, 140));
  await assert.rejects(openEmbeddedStore({ folder }), /ocpi-hub doctor --mend/);
  const named = await doctor({ folder, mend: false, now: Date.now, warn: assert.fail });
  assert.equal(named.moreMayBeLost, true);
  assert.deepEqual(await readFile(join(objects, table)), bytes);
  const warnings: string[] = [];
  const { moreMayBeLost } = await doctor({
    folder,
    mend: true,
    now: () => 0,
    warn: (one) => warnings.push(one),
  });
  assert.equal(moreMayBeLost, true);
  assert.match(warnings.join(), /kept as it was as objects\.damaged-1970-01-01T000000\.000Z/);
  assert.deepEqual(await readFile(join(`${objects}.damaged-1970-01-01T000000.000Z`, table)), bytes);
  const { position } = await contentOf(folder);
  assert.ok(position === undefined || position === 0);
  assert.deepEqual((await doctor({ folder, mend: false, now: Date.now, warn: assert.fail })).problems, []);
});

for (const [what, file, damage, told] of [
  [
    'torn',
    'registry.json',
    (one: string) => truncate(one, 20),
    /registry\.json is damaged: made of its copy/,
  ],
  ['missing', 'registry.json', (one: string) => rm(one), /registry\.json is missing: made of its copy/],
  ['torn', 'registry.json.bak', (one: string) => truncate(one, 20), /\.bak is damaged: written anew from/],
  ['missing', 'registry.json.bak', (one: string) => rm(one), /\.bak is missing: written anew from/],
] as const)
  test(`a ${file} that is ${what} is named, and mended from the other file`, async (t) => {
    const { folder } = await filled(t);
    const whole = await readFile(join(folder, file));
    await damage(join(folder, file));
    const { problems } = await doctor({ folder, mend: false, now: Date.now, warn: assert.fail });
    assert.match(problems.map(({ of, is, cure }) => `${of} ${is}: ${cure}`).join('\n'), told);
    const mended = await doctor({ folder, mend: true, now: Date.now, warn: () => {} });
    assert.deepEqual(mended.problems, problems);
    assert.deepEqual(await readFile(join(folder, file)), whole);
    assert.deepEqual((await doctor({ folder, mend: false, now: Date.now, warn: assert.fail })).problems, []);
  });

test('a registry that only a person can put right is named, and not mended', async (t) => {
  const { folder } = await filled(t);
  const file = join(folder, 'registry.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"C1"', '"C23"'));
  const { problems } = await doctor({ folder, mend: false, now: Date.now, warn: assert.fail });
  assert.deepEqual(problems, [
    {
      of: file,
      is: 'does not have its checksum: it was edited, or is damaged',
      cure: 'put right by hand, as the start of the hub says',
      byHand: true,
    },
  ]);
  await assert.rejects(doctor({ folder, mend: true, now: Date.now, warn: assert.fail }), /take the line/);
});

test('connections that are gone with both files are named where there are agreements', async (t) => {
  const { folder } = await filled(t);
  const file = join(folder, 'registry.json');
  await rm(file);
  await rm(`${file}.bak`);
  const { problems } = await doctor({ folder, mend: false, now: Date.now, warn: assert.fail });
  assert.deepEqual(problems, [
    {
      of: file,
      is: 'is missing with its copy, though there are agreements: the hub begins with no connections',
      cure: 'put back by hand, from a backup',
      byHand: true,
    },
  ]);
});

test('a folder that is no data folder is refused, and nothing is made in it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-doctor-'));
  t.after(() => rm(folder, { recursive: true }));
  await assert.rejects(doctor({ folder, mend: false, now: Date.now, warn: assert.fail }), {
    message: `${folder} has no objects/: it is no data folder of a hub, or is to come from a backup`,
  });
  assert.deepEqual(await readdir(folder), []);
});

test('a folder that a hub has open is refused', async (t) => {
  const { folder } = await filled(t);
  const store = await openEmbeddedStore({ folder });
  await assert.rejects(
    doctor({ folder, mend: true, now: Date.now, warn: assert.fail }),
    /is in use by another hub/,
  );
  await store.close();
});

/**
 * A data folder with two Tariffs and a deleted one, an open question and a follower's position; and its entries before
 * T1 changed.
 */
async function filled(t: TestContext): Promise<{ folder: string; first: Map<string, Buffer> }> {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-doctor-'));
  t.after(() => rm(folder, { recursive: true }));
  const change = (store: Store, id: string, n: number) =>
    store.objects.change({ module: 'tariffs', owner: 'NL*ABC', id }, () => ({
      to: 'store',
      object: { lastUpdated: n, recipient: null, gone: false, lookups: {}, bytes: Buffer.from(`{"n":${n}}`) },
    }));
  let store = await openEmbeddedStore({ folder });
  for (const n of [1, 2, 3]) await change(store, `T${n}`, n);
  await store.notes.put('question', 'Q1', {}, 8.64e15);
  await store.notes.put('position', 'c1', { position: 3 }, 8.64e15);
  await store.registry.change(() => ({ connections: [{ id: 'C1' } as never] }));
  await store.registry.agree(() => [{ id: 'A1' } as never, { id: 'A2' } as never]);
  await store.close();
  const first = new Map<string, Buffer>();
  await raw(folder, async (level) => {
    for await (const [key, value] of level.iterator()) first.set(key, value);
  });
  store = await openEmbeddedStore({ folder });
  await change(store, 'T1', 4);
  await store.objects.change({ module: 'tariffs', owner: 'NL*ABC', id: 'T3' }, () => ({ to: 'delete' }));
  await store.close();
  return { folder, first };
}

async function raw(folder: string, work: (level: Raw) => Promise<unknown>): Promise<void> {
  const level: Raw = new ClassicLevel(join(folder, 'objects'), { valueEncoding: 'buffer' });
  await level.open();
  await work(level);
  await level.close();
}

async function contentOf(folder: string) {
  const { objects, notes, close } = await openEmbeddedStore({ folder });
  const list = await objects.list({
    module: 'tariffs',
    visible: [{ owner: 'NL*ABC' }],
    offset: 0,
    limit: 10,
  });
  const changes = await objects.since(0, 10);
  const found = await Promise.all(['T1', 'T2'].map((id) => objects.find('tariffs', 'id', id)));
  const read = { list: list.objects, found: found.flat() };
  assert.deepEqual(read.found, read.list);
  const position = (await notes.get<{ position: number }>('position', 'c1'))?.position;
  await close();
  return {
    objects: list.objects.map(({ id, bytes }) => `${id} ${bytes}`),
    changes: changes.map(({ id, changed }) => `${changed} ${id}`),
    position,
  };
}
