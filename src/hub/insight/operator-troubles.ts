import { listHeld } from '../binding/withheld-objects.ts';
import { tokensBy } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionOf } from '../market/connection-index.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { DeliveryState } from '../push-types.ts';
import type { Sync } from '../sync-report-types.ts';
import type { AttentionView } from '../types.generated.ts';
import { lineOf, type Seen } from './judge-onboarding-step.ts';

/** Most examples of each kind of trouble that the operator is shown. */
const shown = 5;

/** An agreement that ends within this time, in milliseconds, is soon over: 14 days. */
const soon = 14 * 24 * 3_600_000;

/** Most Tokens that several providers claim (disputed ones) that are counted for the operator. */
const mostDisputed = 1000;

type Kind = AttentionView['kind'];
type Example = AttentionView['examples'][number];

/** Finds troubles that need a person, kind by kind, the gravest first; kinds without any are absent. */
export async function attention(hub: Hub): Promise<AttentionView[]> {
  const facts = await factsOf(hub);
  const all = await Promise.all(
    Object.entries(finders).map(async ([name, find]) => view(name as Kind, await find(facts))),
  );
  return all.filter(({ count }) => count > 0);
}

/** The kinds of trouble that concern a partner as a whole. */
export const troublesOfPartners: Kind[] = [
  'registration_failed',
  'sync_failed',
  'retirement_waiting',
  'behind',
  'parked',
];

/** Ids of the connections that are in trouble of a kind. */
export async function inTrouble(hub: Hub, kind: Kind): Promise<Set<string>> {
  const found = await finders[kind](await factsOf(hub));
  return new Set(found.flatMap(({ connection }) => connection ?? []));
}

/** A hub, and the facts that the finders of several kinds of trouble need. */
interface Facts {
  hub: Hub;
  connections: readonly Connection[];
  byId: Map<string, Connection>;
  states: Map<string, DeliveryState>;
  syncs: Sync[];
}

async function factsOf(hub: Hub): Promise<Facts> {
  const { connections } = hub.store.registry.read();
  const [states, syncs] = await Promise.all([hub.deliver.states(connections), hub.syncs.list()]);
  return { hub, connections, byId: new Map(connections.map((one) => [one.id, one])), states, syncs };
}

/** The functions that find the troubles of the hub for its operator, the gravest kind first. */
const finders: Record<Kind, (facts: Facts) => Example[] | Promise<Example[]>> = {
  registration_failed: ({ hub, connections }) => failedRegistrations(hub, connections),
  sync_failed: ({ byId, syncs }) => failedSyncs(byId, syncs),
  retirement_waiting: ({ byId, syncs }) => waitingRetirements(byId, syncs),
  behind: ({ connections, states }) => behind(connections, states),
  parked: ({ hub, byId }) => parked(hub, byId),
  held: ({ hub }) => held(hub),
  disputed: ({ hub }) => disputed(hub),
  agreement_ends: ({ hub }) => endingAgreements(hub),
};

function view(name: Kind, all: Example[]): AttentionView {
  const sorted = all.toSorted((one, other) => (one.time ?? '').localeCompare(other.time ?? ''));
  const oldest = sorted.find(({ time }) => time !== null)?.time ?? null;
  return {
    kind: name,
    count: all.length,
    since: name === 'agreement_ends' ? null : oldest,
    examples: sorted.slice(0, shown),
  };
}

function about(connection: Connection, text: string, time: string | null, id: string | null = null): Example {
  return { party: connection.party, connection: connection.id, id, text, time };
}

/** Invited partners for which the last POST of Credentials, theirs or the hub's, did not succeed. */
async function failedRegistrations({ store }: Hub, connections: readonly Connection[]): Promise<Example[]> {
  const invited = connections.filter(({ status }) => status === 'PENDING');
  const last = invited.map(async (connection) => {
    const tries = await Promise.all(
      ['IN', 'OUT'].map((way) =>
        store.notes.get<Seen>('seen', `${connection.id} ${way} credentials POST false`),
      ),
    );
    const newest = tries.filter((one) => one !== undefined).sort((a, b) => (a.time < b.time ? 1 : -1))[0];
    return newest ? [about(connection, lineOf(newest), newest.time)] : [];
  });
  return (await Promise.all(last)).flat();
}

/** Partners whose newest sync has failed. */
function failedSyncs(byId: Map<string, Connection>, syncs: Sync[]): Example[] {
  const newest = new Map<string, Sync>();
  for (const sync of syncs) if (!newest.has(sync.connection)) newest.set(sync.connection, sync);
  return [...newest.values()].flatMap((sync) => {
    const connection = byId.get(sync.connection);
    if (sync.status !== 'FAILED' || !connection) return [];
    const wrong = sync.modules.find(({ error }) => error !== null);
    const again = sync.again_at ? ', is tried again by itself' : '';
    return [
      about(
        connection,
        `${wrong ? `${wrong.module}: ${wrong.error}` : 'it failed'}${again}`,
        sync.started,
        sync.id,
      ),
    ];
  });
}

/** Syncs whose missing objects the hub keeps until a person confirms that they are gone (SYNC-19). */
function waitingRetirements(byId: Map<string, Connection>, syncs: Sync[]): Example[] {
  return syncs.flatMap((sync) => {
    const connection = byId.get(sync.connection);
    const waiting = sync.modules.filter(({ held: count }) => count > 0);
    if (waiting.length === 0 || !connection || sync.status === 'RUNNING') return [];
    const words = waiting.map(({ module, held: count }) => `${count} ${module}`).join(', ');
    return [about(connection, `${words} are missing from its lists`, sync.started, sync.id)];
  });
}

/** Partners that do not answer or lack changes, the longest behind first. */
function behind(connections: readonly Connection[], states: Map<string, DeliveryState>): Example[] {
  return connections.flatMap((connection) => {
    const state = states.get(connection.id);
    if (!state || (state.state !== 'DOWN' && state.state !== 'BEHIND')) return [];
    const why = state.last_error ? `: ${masked(state.last_error, connection.tokenToThem)}` : '';
    const word = state.state === 'DOWN' ? 'does not answer' : 'is being brought up to date';
    return [about(connection, `${word}, ${state.pending} changes wait${why}`, state.behind_since)];
  });
}

/** Partners that do not take some objects, with the number of these objects. */
async function parked({ deliver }: Hub, byId: Map<string, Connection>): Promise<Example[]> {
  const counts = new Map<string, { count: number; since: number }>();
  for (const { connection: id, entry } of await deliver.allParked()) {
    const { count, since } = counts.get(id) ?? { count: 0, since: entry.since };
    counts.set(id, { count: count + 1, since: Math.min(since, entry.since) });
  }
  return [...counts].flatMap(([id, { count, since }]) => {
    const connection = byId.get(id);
    const words = `${count} ${count === 1 ? 'object was' : 'objects were'} not taken`;
    return connection ? [about(connection, words, new Date(since).toISOString())] : [];
  });
}

/** Sessions and CDRs that the hub withholds since it does not know their provider. */
async function held(hub: Hub): Promise<Example[]> {
  return (await listHeld(hub)).map(({ id, owner, object_id, contract, since }) => ({
    party: owner,
    connection: connectionOf(hub.store.registry.read(), 'CPO', owner)?.id ?? null,
    id,
    text: `${object_id} names the contract ${contract}`,
    time: since,
  }));
}

/** Tokens with a contract that another provider holds more strongly (ROUTE-57). */
async function disputed(hub: Hub): Promise<Example[]> {
  const tokens = await tokensBy(hub.store, 'contested', 'yes', mostDisputed);
  return tokens.map(({ owner, lookups }) => ({
    party: owner,
    connection: connectionOf(hub.store.registry.read(), 'EMSP', owner)?.id ?? null,
    id: lookups.id ?? null,
    text: `${lookups.over?.replaceAll(',', ', ') || 'another provider'} holds its contract`,
    time: null,
  }));
}

/** Agreements that end soon, in the order of their ends. */
function endingAgreements(hub: Hub): Example[] {
  const now = hub.now();
  const ending: Example[] = [];
  for (const { id, cpo, emsp, status, valid_to, deleted } of hub.store.registry.read().agreements) {
    const end = valid_to === null ? Number.POSITIVE_INFINITY : Date.parse(valid_to);
    if (deleted || status !== 'ACTIVE' || end <= now || end > now + soon) continue;
    ending.push({ party: cpo, connection: null, id, text: `with ${emsp}`, time: valid_to });
  }
  return ending;
}

function masked(text: string, token: string | null): string {
  return token ? text.replaceAll(token, '***') : text;
}
