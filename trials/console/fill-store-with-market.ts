import { readConfiguration } from '../../src/hub/configuration.ts';
import { lookupsOf } from '../../src/hub/objects/preserved-lookup-values.ts';
import { storeKey } from '../../src/hub/objects/stored-object-form.ts';
import type { Store } from '../../src/hub/ports/store.ts';
import { newModuleSync } from '../../src/hub/sync-report-types.ts';
import { editionOf } from '../../src/ocpi/editions/supported-versions.ts';
import { openStore } from '../../src/open-store.ts';
import type { Options } from './command-line-options.ts';
import { exchangeAt, traced } from './exchanges-of-market.ts';
import { type Market, marketOf } from './generated-market.ts';
import { heldAt, type Made, objectAt } from './objects-of-market.ts';

/** Most writes of generated objects that are under way at the same time. */
const atOnce = 512;

const day = 24 * 3_600_000;

/** Fills a data folder with a market, without a hub: parties, agreements, objects, trace, and trouble of every kind. */
export async function fill(folder: string, options: Options, now: number): Promise<Market> {
  const market = marketOf(options.connections, options.agreements, now);
  const store = await openStore(readConfiguration({ HUB_DATA_DIR: folder }), console.warn);
  try {
    await store.registry.change(() => ({ connections: market.connections }));
    await store.registry.agree(() => market.agreements);
    const parties = (role: string) =>
      market.connections.filter((one) => one.role === role).map(({ party }) => party);
    const [cpos, emsps] = [parties('CPO'), parties('EMSP')];
    await inTurns(options.stored, (n) => storeObject(store, objectAt(n, cpos, emsps)));
    for (let n = 0; n < traced; n += 1) store.journal.append(exchangeAt(n, market.connections, now));
    await makeTrouble(store, market, options.stored, now);
  } finally {
    await store.close();
  }
  return market;
}

async function inTurns(count: number, write: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await write(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function storeObject(store: Store, { module, owner, id, object, recipient }: Made): Promise<void> {
  await store.objects.change(storeKey(module, owner, id, object), () => ({
    to: 'store',
    object: {
      lastUpdated: Date.parse(String(object.last_updated)),
      recipient,
      gone: false,
      lookups: lookupsOf(owner, editionOf({}).objectRow(module), object, undefined),
      bytes: Buffer.from(JSON.stringify(object)),
    },
  }));
}

/**
 * Makes everything that needs a person: Sessions withheld without a provider, objects that partners did not accept,
 * syncs that failed or wait for confirmation, partners that lag behind.
 */
async function makeTrouble(store: Store, market: Market, stored: number, now: number): Promise<void> {
  const { connections } = market;
  const until = now + 30 * day;
  const registered = connections.filter(({ status }) => status === 'REGISTERED');
  const cpos = registered.filter(({ role }) => role === 'CPO');
  const emsps = registered.filter(({ role }) => role === 'EMSP');
  const at = new Date(now - day / 4).toISOString();
  const owner = cpos[0]?.party ?? 'NL*NIL';
  for (let n = 0; n < 120; n += 1) {
    const made = heldAt(n, owner);
    await storeObject(store, made);
    const key = `${owner} sessions ${made.id}`;
    const held = {
      id: Buffer.from(key).toString('base64url'),
      module: 'sessions',
      owner,
      object_id: made.id,
      contract: String(made.object.auth_id),
      since: at,
      among: [],
    };
    await store.notes.put('held', key, held, until);
  }
  for (const { connection, object } of notTaken(market, stored)) {
    const entry = {
      object,
      changed: 1,
      state: 'PARKED',
      since: now - day,
      attempts: 3,
      tried: now,
      next: until,
    };
    await store.notes.put('parked', `${connection} ${object}`, { ...entry, error: 'HTTP 500' }, until);
  }
  const sync = { type: 'full', started: at, finished: at, again_at: null };
  for (const [n, { id: connection }] of cpos.slice(0, 12).entries()) {
    const locations = newModuleSync('locations', now);
    const module = n % 3 === 0 ? { ...locations, held: 400 } : { ...locations, error: 'page 3: timeout' };
    const id = `50000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const kept = { id, connection, ...sync, status: n % 3 === 0 ? 'DONE' : 'FAILED', modules: [module] };
    await store.notes.put('pull', id, { sync: kept, begun: 0, due: 0 }, until);
  }
  // Deliveries to these providers begin with the first change, and find nobody at port 9.
  for (const { id } of emsps.slice(3, 8)) await store.notes.put('position', id, { position: 0 }, until);
}

/** Some stored Locations, each with a provider that may have it and has not accepted it. */
function notTaken(
  { connections, agreements }: Market,
  stored: number,
): { connection: string; object: string }[] {
  const parties = (role: string) => connections.filter((one) => one.role === role).map(({ party }) => party);
  const [cpos, emsps] = [parties('CPO'), parties('EMSP')];
  const registered = new Map(
    connections.filter(({ status }) => status === 'REGISTERED').map((one) => [one.party, one.id]),
  );
  return Array.from({ length: Math.min(stored, 400) }, (_, n) => objectAt(n, cpos, emsps)).flatMap(
    ({ module, owner, id }) => {
      const agreed = agreements.find(({ cpo, emsp }) => cpo === owner && registered.has(emsp));
      const connection = agreed && registered.get(agreed.emsp);
      return module === 'locations' && connection ? [{ connection, object: `locations ${owner} ${id}` }] : [];
    },
  );
}
