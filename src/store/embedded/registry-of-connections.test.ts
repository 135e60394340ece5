import { strict as assert } from 'node:assert';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Agreement, Connection, Registry } from '../../hub/ports/connection-registry.ts';
import { newAgreementIndex } from '../common/in-memory-agreements.ts';
import { registryProblems } from './registry-file.ts';
import { openRegistry } from './registry-of-connections.ts';

const now = () => Date.UTC(2026, 10, 22, 12);

test('people can read the registry: JSON on several lines, with its format', async (t) => {
  const { open, file } = await place(t);
  await add(await open(), 'C1');
  const text = await readFile(file, 'utf8');
  const { checksum, ...content } = JSON.parse(text) as { checksum: string };
  assert.match(checksum, /^[0-9a-f]{8}$/);
  assert.deepEqual(content, { format: 2, connections: [{ id: 'C1' }] });
  assert.ok(text.split('\n').length > 5 && text.endsWith('}\n'));
});

test('what people edit while the hub is down is read at the next start', async (t) => {
  const { open, file, warnings } = await place(t);
  await add(await open(), 'C1');
  await writeFile(file, '{ "format": 1, "connections": [ { "id": "C2" } ] }');
  assert.deepEqual(ids(await open()), ['C2']);
  assert.deepEqual(warnings, []);
});

test('a torn registry is replaced by its copy, which lacks nothing; the operator is told; the torn one is kept', async (t) => {
  const { open, file, folder, warnings } = await place(t);
  await add(await open(), 'C1');
  await add(await open(), 'C2');
  await truncate(file, 50);
  const registry = await open();
  assert.deepEqual(ids(registry), ['C1', 'C2']);
  const aside = 'registry.json.damaged-2026-11-22T120000.000Z';
  assert.deepEqual(warnings, [
    `${file} is damaged: its last good copy registry.json.bak is used instead; what is in it is kept as ${aside}`,
  ]);
  assert.equal((await stat(join(folder, aside))).size, 50);
  await add(registry, 'C3');
  assert.deepEqual(ids(await open()), ['C1', 'C2', 'C3']);
  assert.equal(warnings.length, 1);
});

for (const [what, text] of [
  ['empty', ''],
  ['no object', '[]'],
  ['null', 'null'],
  ['incomplete', '{"format":2,"agreements":[]}'],
  ['without a format', '{"connections":[]}'],
] as const) {
  test(`a registry that is ${what} is damaged`, async (t) => {
    const { open, file, warnings } = await place(t);
    await add(await open(), 'C1');
    await writeFile(file, text);
    assert.deepEqual(ids(await open()), ['C1']);
    assert.match(warnings[0] ?? '', /is damaged/);
  });
}

test('a registry in which a bit has flipped is replaced by its copy', async (t) => {
  const { open, file, warnings } = await place(t);
  await add(await open(), 'C1');
  // The lowest bit of 1 makes it 0: still JSON, and another connection.
  await writeFile(file, (await readFile(file, 'utf8')).replace('"C1"', '"C0"'));
  assert.deepEqual(ids(await open()), ['C1']);
  assert.match(warnings[0] ?? '', /does not have its checksum.* is used instead/);
});

test('a registry in whose name of the checksum a bit has flipped is replaced by its copy', async (t) => {
  const { open, file, warnings } = await place(t);
  await add(await open(), 'C1');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"checksum"', '"checksul"'));
  assert.deepEqual(ids(await open()), ['C1']);
  assert.match(warnings[0] ?? '', /has "checksul", which no registry has: .* is used instead/);
  const [main, copy] = await Promise.all([readFile(file), readFile(`${file}.bak`)]);
  assert.deepEqual(main, copy);
});

test('a registry that was edited under its checksum is refused with advice, and taken without it', async (t) => {
  const { open, file } = await place(t);
  await add(await open(), 'C1');
  const edited = (await readFile(file, 'utf8')).replace('"C1"', '"C23"');
  await writeFile(file, edited);
  await assert.rejects(open(), (error: Error) =>
    error.message.startsWith(
      `${file} does not have its checksum: it was edited, or is damaged. If you have edited it, take the line`,
    ),
  );
  await writeFile(file, edited.replace(/ {2}"checksum": .*\n/, ''));
  assert.deepEqual(ids(await open()), ['C23']);
});

test('a registry in whose format a bit has flipped is replaced by its copy', async (t) => {
  const { open, file, warnings } = await place(t);
  await add(await open(), 'C1');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"format": 2', '"format": 3'));
  assert.deepEqual(ids(await open()), ['C1']);
  assert.match(warnings[0] ?? '', /has format 3; .*is used instead/);
});

for (const [what, spoil, words] of [
  ['missing', (copy: string) => rm(copy), 'is missing'],
  ['damaged', (copy: string) => truncate(copy, 50), 'is damaged'],
  [
    'altered',
    async (copy: string) => writeFile(copy, (await readFile(copy, 'utf8')).replace('"C1"', '"C23"')),
    'does not have its checksum: it was edited, or is damaged',
  ],
] as const)
  test(`nobody is told to put a copy in place that is ${what}`, async (t) => {
    const { open, file } = await place(t);
    await add(await open(), 'C1');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"C1"', '"C23"'));
    await spoil(`${file}.bak`);
    await assert.rejects(open(), {
      message: `${file} does not have its checksum: it was edited, or is damaged. If you have edited it, take the line "checksum" out; if not, put a backup, since registry.json.bak ${words}, in its place`,
    });
    if (what !== 'altered') return;
    await rm(file);
    await assert.rejects(open(), {
      message: `${file} is missing, and its copy registry.json.bak ${words}. Put one of them back from a backup; without either the hub begins with no connections`,
    });
  });

test('whoever edits the copy is told that this counts for nothing', async (t) => {
  const { open, file, warnings } = await place(t);
  await add(await open(), 'C1');
  await writeFile(`${file}.bak`, '{ "format": 2, "connections": [ { "id": "C2" } ] }');
  assert.deepEqual(ids(await open()), ['C1']);
  assert.deepEqual(warnings, [
    `${file}.bak was edited, which counts for nothing: it is written anew from registry.json`,
  ]);
});

test('a registry that is missing is replaced by its copy', async (t) => {
  const { open, file, warnings } = await place(t);
  await add(await open(), 'C1');
  await rm(file);
  assert.deepEqual(ids(await open()), ['C1']);
  assert.deepEqual(warnings, [`${file} is missing: its last good copy registry.json.bak is used instead`]);
});

for (const [what, damage] of [
  ['damaged', (file: string) => truncate(file, 50)],
  ['missing', (file: string) => rm(file)],
] as const) {
  test(`two files have the registry again after a start at which one was ${what}, whichever it was`, async (t) => {
    for (const [first, second] of [
      ['', '.bak'],
      ['.bak', ''],
    ]) {
      const { open, file, warnings } = await place(t);
      await add(await open(), 'C1');
      await damage(`${file}${first}`);
      assert.deepEqual(ids(await open()), ['C1']);
      const told = warnings.length;
      await damage(`${file}${second}`);
      assert.deepEqual(ids(await open()), ['C1']);
      const [main, copy] = await Promise.all([readFile(file), readFile(`${file}.bak`)]);
      assert.deepEqual(main, copy);
      assert.equal(warnings.length > told, what === 'damaged' || second === '');
    }
  });
}

test('a damaged copy is named while the registry is whole', async (t) => {
  const { open, file, warnings } = await place(t);
  await add(await open(), 'C1');
  await truncate(`${file}.bak`, 50);
  assert.deepEqual(ids(await open()), ['C1']);
  assert.deepEqual(warnings, [
    `${file}.bak is damaged: it is written anew from registry.json, which is whole`,
  ]);
});

test('a copy whose format has changed does not refuse a whole registry', async (t) => {
  const { open, file } = await place(t);
  await add(await open(), 'C1');
  await writeFile(`${file}.bak`, (await readFile(file, 'utf8')).replace('"format": 2', '"format": 3'));
  assert.deepEqual(ids(await open()), ['C1']);
});

test('a copy that is a folder does not refuse a whole registry', async (t) => {
  const { open, file, warnings } = await place(t);
  await add(await open(), 'C1');
  await rm(`${file}.bak`);
  await mkdir(`${file}.bak`);
  assert.deepEqual(ids(await open()), ['C1']);
  assert.match(warnings[1] ?? '', /registry\.json\.bak could not be written anew/);
});

test('a registry that cannot be read is refused by its name, and kept', async (t) => {
  const { open, file } = await place(t);
  await add(await open(), 'C1');
  await rm(file);
  await mkdir(file);
  const is = 'cannot be read: EISDIR: illegal operation on a directory, read';
  await assert.rejects(open(), { message: `${file} ${is}` });
  assert.deepEqual(await registryProblems(file), [
    { of: file, is, cure: 'put right by hand, as the start of the hub says', byHand: true },
  ]);
  assert.ok((await stat(file)).isDirectory());
});

test('a copy that cannot be written anew is told of, and the registry is used', async (t) => {
  const { open, file, warnings } = await place(t);
  await add(await open(), 'C1');
  await rm(file);
  await mkdir(`${file}.new`);
  assert.deepEqual(ids(await open()), ['C1']);
  assert.match(
    warnings[1] ?? '',
    /registry\.json could not be written anew, so that only registry\.json\.bak has the connections: EISDIR/,
  );
});

test('a registry that is damaged together with its copy is refused, and left as it is', async (t) => {
  const { open, file, folder } = await place(t);
  await add(await open(), 'C1');
  await truncate(file, 50);
  await rm(`${file}.bak`);
  await assert.rejects(open(), {
    message: `${file} is damaged, and its copy registry.json.bak is missing. Put one of them back from a backup; without either the hub begins with no connections`,
  });
  assert.deepEqual(await readdir(folder), ['registry.json']);
});

test('a hub with agreements that finds neither file says that its connections are gone', async (t) => {
  const { open, file, warnings, agreements } = await place(t);
  await open();
  assert.deepEqual(warnings, []);
  agreements.put({ id: 'A1', cpo: 'NL*ABC', emsp: 'DE*EMP' } as unknown as Agreement, 0);
  assert.deepEqual(ids(await open()), []);
  assert.deepEqual(warnings, [
    `${file} and its copy are missing, though there are agreements: the hub begins with no connections. If they were lost, end the hub and put one of them back from a backup`,
  ]);
});

test('a registry of another format is refused, and left as it is', async (t) => {
  const { open, file } = await place(t);
  await add(await open(), 'C1');
  const text = '{ "format": 3, "parties": [] }';
  await writeFile(file, text);
  await assert.rejects(open(), {
    message: `${file} has format 3; this version of the hub reads format 2 and those before`,
  });
  assert.equal(await readFile(file, 'utf8'), text);
});

test('only this user may read the registry, also when it was open to others before', async (t) => {
  const { open, file } = await place(t);
  const registry = await open();
  await add(registry, 'C1');
  await chmod(file, 0o644);
  await writeFile(`${file}.new`, 'left over from a crash', { mode: 0o644 });
  await add(registry, 'C2');
  for (const one of [file, `${file}.bak`]) assert.equal((await stat(one)).mode & 0o777, 0o600);
});

test('a change that cannot be written is rejected and changes nothing', async (t) => {
  const { open, file } = await place(t);
  const registry = await open();
  await add(registry, 'C1');
  await mkdir(`${file}.new`);
  await assert.rejects(add(registry, 'C2'), (error: Error) =>
    error.message.startsWith(`${file} could not be written, connections stay as they are: EISDIR`),
  );
  assert.deepEqual(ids(registry), ['C1']);
  assert.deepEqual(ids(await open()), ['C1']);
  await rm(`${file}.new`, { recursive: true });
  await add(registry, 'C3');
  assert.deepEqual(ids(await open()), ['C1', 'C3']);
});

async function place(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-registry-'));
  t.after(() => rm(folder, { recursive: true }));
  const warnings: string[] = [];
  const agreements = newAgreementIndex();
  const rows = {
    agreements,
    put: () => Promise.resolve([]),
    takeOver: () => Promise.resolve(true),
  };
  const open = () => openRegistry({ folder, now, warn: (message) => warnings.push(message) }, rows);
  return { folder, file: join(folder, 'registry.json'), open, warnings, agreements };
}

function add(registry: Registry, id: string) {
  return registry.change(({ connections }) => ({ connections: [...connections, { id } as Connection] }));
}

function ids(registry: Registry): string[] {
  return registry.read().connections.map(({ id }) => id);
}
