import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import pg from 'pg';
import { databaseFor, stopDatabases } from '../features/support/database-for-hub.ts';
import { eventually } from '../features/support/eventually.ts';
import { Partner } from '../features/support/fake-partner.ts';
import { call, closeConnections, type Json, type JsonObject } from '../features/support/http-call.ts';
import { adminToken, type Hub, startHub } from '../features/support/hub-process.ts';
import type { Role } from '../features/support/partner-types.ts';
import { register } from '../features/support/register-as-partner.ts';
import { type Kind, sample } from '../features/support/sample-objects.ts';

// This program makes a fixture for trials/test/upgrade-from-last-release.test.ts, which opens it with later versions: a data folder of this
// version, and the same as SQL. Run it at the commit of a release: npx tsx scripts/make-release-fixture.ts
// trials/test/fixtures/release-0.2. Its partners listen on ports that no process can have open when the fixture is used, so it
// needs root.

const target = process.argv[2] ?? 'trials/test/fixtures/release';
const secretKey = Buffer.from('this key seals nothing of value!').toString('base64');
/** A few rows of the request trace are enough in the SQL fixture. */
const newest = ' ORDER BY number DESC LIMIT 10';
/**
 * The files of a compacted LevelDB that a later version needs; LevelDB's own log would contain the path of the folder.
 */
const kept = /^(CURRENT|MANIFEST-\d+|\d+\.ldb)$/;

const folder = await mkdtemp(join(tmpdir(), 'hub_release-'));
await writeFile(join(folder, 'secret-key'), `${secretKey}\n`, { mode: 0o600 });
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });

const tokens = await live(await startHub({}, folder, 1));
for (const name of ['objects', 'journal']) {
  const level = new ClassicLevel(join(folder, name));
  await level.compactRange('!', '~');
  await level.close();
  await mkdir(join(target, 'folder', name), { recursive: true });
  for (const file of await readdir(join(folder, name)))
    if (kept.test(file)) await cp(join(folder, name, file), join(target, 'folder', name, file));
}
for (const file of ['registry.json', 'secret-key'])
  await cp(join(folder, file), join(target, 'folder', file));

const { DATABASE_URL } = await databaseFor(folder);
const inDatabase = await live(
  await startHub({ DATABASE_URL, HUB_SECRET_KEY: secretKey }, `${folder}/none`, 1),
);
await writeFile(join(target, 'database.sql'), await dump(DATABASE_URL));
await writeFile(
  join(target, 'tokens.json'),
  `${JSON.stringify({ folder: tokens, database: inDatabase }, undefined, 2)}\n`,
);
await stopDatabases();
await closeConnections();
await rm(folder, { recursive: true });

/** Runs a hub with partners, of which OTH cannot be reached at the end; returns the tokens of all. */
async function live(hub: Hub): Promise<JsonObject> {
  const admin = (method: string, path: string, body?: Json) => ask(hub, method, path, body);
  const abc = await partner(hub, 'CPO', 'NL', 'ABC', 901);
  const emp = await partner(hub, 'EMSP', 'DE', 'EMP', 902);
  const oth = await partner(hub, 'EMSP', 'DE', 'OTH', 903);
  const gone = await partner(hub, 'EMSP', 'DE', 'GON', 904);
  const paused = await partner(hub, 'CPO', 'FR', 'SUS', 905);
  await admin('POST', '/admin/connections', {
    role: 'CPO',
    country_code: 'FR',
    party_id: 'NEW',
    name: 'NEW',
  });
  await admin('PATCH', `/admin/connections/${paused.connection}`, { status: 'SUSPENDED' });
  await admin('PATCH', `/admin/connections/${oth.connection}`, {
    options: { push_as: 'hub', page_limit: 50, charging_profiles: false },
    profile: { nulls: 'explicit' },
  });
  for (const [other, from] of [
    [emp, '2025-01-01T00:00:00Z'],
    [oth, null],
    [gone, null],
  ] as const)
    await admin('POST', '/admin/agreements', { cpo: idOf(abc), emsp: idOf(other), valid_from: from });
  const agreements = (await admin('GET', '/admin/agreements')) as JsonObject[];
  await admin('DELETE', `/admin/agreements/${String(agreements[2]?.id)}`);
  await admin('DELETE', `/admin/connections/${gone.connection}`);

  abc.lists.locations = [made('Location', 'LOC1')];
  const { id } = (await admin('POST', `/admin/connections/${abc.connection}/syncs`, {
    type: 'full',
    modules: ['locations'],
  })) as JsonObject;
  await eventually(async () => {
    const { status } = (await admin('GET', `/admin/syncs/${String(id)}`)) as JsonObject;
    if (status === 'RUNNING' || status === 'PENDING') throw new Error(`the sync is ${String(status)}`);
  });
  await put(emp, 'tokens/DE/EMP/TOK1', made('Token', 'TOK1'));
  await put(abc, 'tariffs/NL/ABC/TAR1', made('Tariff', 'TAR1'));
  await put(abc, 'tariffs/NL/ABC/TAR2', made('Tariff', 'TAR2'));
  await done(abc.send('DELETE', 'tariffs/NL/ABC/TAR2'));
  await put(abc, 'sessions/NL/ABC/SES1', made('Session', 'SES1'));
  await done(abc.send('POST', 'cdrs', { body: JSON.stringify(made('CDR', 'CDR1')) }));

  abc.answers('POST', /^commands/, {
    json: { status_code: 1000, data: { result: 'ACCEPTED' }, timestamp: now() },
  });
  for (const [command, kind, id] of [
    ['START_SESSION', 'StartSession', ''],
    ['RESERVE_NOW', 'ReserveNow', '71'],
  ] as const) {
    const body = { ...made(kind, id), response_url: `${emp.url}/results/${command}` };
    const to = { 'OCPI-to-country-code': 'NL', 'OCPI-to-party-id': 'ABC' };
    await done(emp.send('POST', `commands/${command}`, { headers: to, body: JSON.stringify(body) }));
  }
  await eventually(() => {
    for (const one of [emp, oth])
      if (one.requests('DELETE', /TAR2$/).length === 0) throw new Error(`${one.name} lacks the end of TAR2`);
  });

  await oth.goDark();
  const change = JSON.stringify({ status: 'CHARGING', last_updated: '2025-03-02T09:00:00Z' });
  await done(abc.send('PATCH', 'locations/NL/ABC/LOC1/EVSE1', { body: change }));
  await eventually(async () => {
    if (emp.requests('PATCH', /EVSE1$/).length === 0) throw new Error('EMP lacks the change');
    const { delivery } = (await admin('GET', `/admin/connections/${oth.connection}`)) as {
      delivery: JsonObject;
    };
    if (delivery.pending !== 1) throw new Error(`the delivery to OTH is ${JSON.stringify(delivery)}`);
  });
  const { code, output } = await hub.stop();
  if (code !== 0) throw new Error(output);
  for (const one of [abc, emp, gone, paused]) await one.goDark();
  return Object.fromEntries(
    [abc, emp, oth, gone, paused].map((one) => [
      one.name,
      { toHub: one.tokenToHub, fromHub: one.tokenFromHub ?? null },
    ]),
  );
}

async function partner(hub: Hub, role: Role, country_code: string, party_id: string, port: number) {
  const made = new Partner({ name: party_id, role, country_code, party_id });
  Reflect.set(made, 'port', port);
  await made.open();
  const body = { role, country_code, party_id, name: party_id };
  const answer = (await ask(hub, 'POST', '/admin/connections', body)) as JsonObject;
  made.connection = String(answer.id);
  made.tokenToHub = String(answer.token);
  made.hubVersionsUrl = String(answer.versions_url);
  await register(made);
  return made;
}

async function ask({ url }: Hub, method: string, path: string, body?: Json): Promise<Json> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const answer = await call(method, url + path, {
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status >= 300) throw new Error(`${method} ${path}: HTTP ${answer.status} ${answer.body}`);
  return answer.body === '' ? null : (JSON.parse(answer.body) as Json);
}

function idOf({ country_code, party_id }: Partner): JsonObject {
  return { country_code, party_id };
}

function made(kind: Kind, id: string): JsonObject {
  return JSON.parse(JSON.stringify(sample(kind, id)).replaceAll('CON-{cc}-', 'DE-EMP-')) as JsonObject;
}

function put(from: Partner, path: string, object: JsonObject): Promise<void> {
  return done(from.send('PUT', path, { body: JSON.stringify(object) }));
}

async function done(sent: ReturnType<Partner['send']>): Promise<void> {
  const { status, body, json } = await sent;
  if (json?.status_code !== 1000) throw new Error(`HTTP ${status} ${body}`);
}

function now(): string {
  return new Date().toISOString();
}

/** The PostgreSQL schema `hub` as SQL text: its migrations, and the rows of every table. */
async function dump(url: string): Promise<string> {
  const migrations = new URL('../src/store/postgres/migrations/', import.meta.url);
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'hub' ORDER BY 1`,
    );
    const lines = [
      'CREATE SCHEMA hub;',
      'CREATE TABLE hub.migrations (number integer PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now());',
    ];
    for (const file of (await readdir(migrations)).sort())
      lines.push((await readFile(new URL(file, migrations), 'utf8')).trim());
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT row_to_json(t)::text AS row FROM hub.${name} t${name === 'journal' ? newest : ''}`,
      );
      lines.push(`DELETE FROM hub.${name};`);
      for (const { row } of rows)
        lines.push(
          `INSERT INTO hub.${name} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(null::hub.${name}, ${pg.escapeLiteral(row)});`,
        );
    }
    const { rows: sequences } = await client.query<{ name: string; at: string | null }>(
      `SELECT sequencename AS name, last_value AS at FROM pg_sequences WHERE schemaname = 'hub' ORDER BY 1`,
    );
    for (const { name, at } of sequences) if (at !== null) lines.push(`SELECT setval('hub.${name}', ${at});`);
    return `${lines.join('\n')}\n`;
  } finally {
    await client.end();
  }
}
