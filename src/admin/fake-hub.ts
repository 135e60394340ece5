import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import express from 'express';
import { pino } from 'pino';
import { newRequestedPauses } from '../hub/delivery/pauses-requested-by-partners.ts';
import { fits } from '../hub/delivery/stored-parked-objects.ts';
import { agreementsOf } from '../hub/fake-agreements.ts';
import type { Hub } from '../hub/hub-dependencies.ts';
import { newMemory } from '../hub/in-memory-state.ts';
import { defaultOptions, findConnection } from '../hub/partners/connections.ts';
import type { Connection, Registry, RegistryState } from '../hub/ports/connection-registry.ts';
import type { Notes } from '../hub/ports/expiring-key-values.ts';
import type { ListQuery, Objects, StoredObject } from '../hub/ports/object-store.ts';
import type { Processes } from '../hub/ports/process-coordination.ts';
import type { ExchangeQuery, Journal } from '../hub/ports/store.ts';
import type { Deliver, DeliveryState, Parked } from '../hub/push-types.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { Sync } from '../hub/sync-report-types.ts';
import type { Exchange, Outgoing, Reply } from '../ocpi/messages/request-and-answer-types.ts';
import { hashToken } from '../ocpi/words/credentials-tokens.ts';
import type { Party } from '../ocpi/words/party-id.ts';
import { adminApi } from './api.ts';
import { startConformanceRuns } from './conformance-runs.ts';
import { type Feed, startFeed } from './exchange-feed.ts';

/** The admin token of the tests. */
export const adminToken = 'an-admin-token-of-the-tests';

/** The present time of the fake hub, which never moves. */
export const now = '2026-03-01T12:00:00.000Z';

/** A hub in memory for the tests of this folder: its data, the calls that it received, and a scripted partner. */
export interface FakeHub extends Hub {
  state: RegistryState;
  stored: StoredObject[];
  journalled: Exchange[];
  asked: { journal: ExchangeQuery[]; objects: ListQuery[] };
  logged: string[];
  pulled: Sync[];
  parked: Parked[];
  lastError: string | null;
  partner: (request: Outgoing) => Partial<Reply>;
}

/** A fake hub without partners. It lacks everything that the admin API never uses. */
export function fakeHub(): FakeHub {
  const delivery = (): DeliveryState => ({
    state: 'LIVE',
    pending: 1,
    delivered: 20,
    failed: 3,
    behind_since: null,
    last_error: hub.lastError,
    parked: 2,
    confirmed: 0,
  });
  const known: Known = {
    state: { connections: [], agreements: agreementsOf([]) },
    stored: [],
    journalled: [],
    asked: { journal: [], objects: [] },
    logged: [],
    pulled: [],
    parked: [],
    lastError: null,
    partner: () => ({ outcome: 'unreachable', message: 'ECONNREFUSED' }),
    url: () => 'https://hub.example',
    party: 'DE*HUB',
    name: 'Hub',
    store: {
      registry: {
        read: () => hub.state,
        kept: () => hub.state.connections,
        async change(update) {
          hub.state = { ...hub.state, ...update(hub.state) };
          return hub.state;
        },
        async agree(decide) {
          const made = decide(hub.state);
          const all = new Map([...hub.state.agreements, ...made].map((one) => [one.id, one]));
          hub.state = { ...hub.state, agreements: agreementsOf([...all.values()]) };
          return made;
        },
        onChange: () => {},
      },
      objects: {
        async list(query) {
          hub.asked.objects.push(query);
          const owners = query.visible.map(({ owner }) => owner);
          const all = hub.stored.filter(
            ({ module, owner }) => module === query.module && owners.includes(owner),
          );
          return { total: all.length, objects: all.slice(query.offset, query.offset + query.limit) };
        },
        find: async (module, field, value) =>
          hub.stored.filter((one) => one.module === module && one.lookups[field] === value),
        since: async () => [],
        position: () => 0,
        present: async () => 0,
      },
      journal: {
        append: (exchange) => void hub.journalled.unshift(exchange),
        async page(query) {
          hub.asked.journal.push(query);
          const rest = hub.journalled.slice(Number(query.before?.split('-')[0] ?? 0));
          const next = hub.journalled.length - rest.length + query.limit;
          return {
            exchanges: rest.slice(0, query.limit),
            ...(rest.length > query.limit && { next: `${next}-0` }),
          };
        },
        find: async (query) => (await hub.store.journal.page(query)).exchanges,
        get: async (id) => hub.journalled.find((exchange) => exchange.id === id),
        begin: async () => hub.journalled.at(-1)?.time,
      },
      ready: async () => {},
      processes: {
        id: 'only',
        count: () => 1,
        isMine: () => true,
        onMoved: () => {},
        announce: async () => {},
        subscribe: () => {},
      },
      notes: {
        put: async () => {},
        get: async () => undefined,
        keep: async (_kind, _key, value) => value,
        take: async () => undefined,
        all: async () => [],
        under: async () => [],
      },
    },
    send: async (request) => ({
      outcome: 'answered',
      success: false,
      http: null,
      code: null,
      message: '',
      data: undefined,
      headers: {},
      ...hub.partner(request),
    }),
    syncs: {
      async start(id, { type }) {
        findConnection(hub, id);
        const sync: Sync = {
          id: 's1',
          connection: id,
          type,
          status: 'RUNNING',
          modules: [],
          started: now,
          finished: null,
          again_at: null,
        };
        hub.pulled.push(sync);
        return sync;
      },
      list: async () => hub.pulled,
      async find(id) {
        const sync = hub.pulled.find((one) => one.id === id);
        if (!sync) throw new Refusal('notFound', `there is no sync ${id}`);
        return sync;
      },
      async confirm(id) {
        const sync = hub.pulled.find((one) => one.id === id);
        if (!sync) throw new Refusal('notFound', `there is no sync ${id}`);
        if (!sync.modules.some(({ held }) => held > 0)) throw new Refusal('conflict', 'nothing waits');
        for (const one of sync.modules) Object.assign(one, { removed: one.held, held: 0 });
        return sync;
      },
      resume: async () => {},
      stop: () => {},
    },
    deliver: {
      begin: async () => {},
      end: async () => {},
      wake: () => {},
      parked: async () => hub.parked,
      allParked: async () => hub.parked.map((entry) => ({ connection: 'c1', entry })),
      resend: async (_, filter) => {
        const errors = hub.parked
          .filter(fits(filter))
          .map(({ object, error }) => ({ object, error: error ?? '' }));
        return { objects: errors.length, taken: 0, failed: errors.length, waiting: 0, errors };
      },
      state: () => delivery(),
      states: async (connections) => new Map(connections.map(({ id }) => [id, delivery()])),
    },
    now: () => Date.parse(now),
    newId: randomUUID,
    newToken: () => randomUUID(),
    memory: newMemory(),
    rests: newRequestedPauses(() => Date.parse(now)),
    needed: [],
    agreeWith: [],
    handshakeTimeout: 1000,
    log: pino({ level: 'error' }, { write: (line: string) => void hub.logged.push(line) }),
  };
  const hub = known as FakeHub;
  return hub;
}

/** The members that a fake hub has; all others are missing. */
type Known = Partial<Omit<FakeHub, 'store' | 'deliver'>> & {
  store: {
    registry: Registry;
    objects: Partial<Objects>;
    journal: Journal;
    notes: Partial<Notes>;
    processes: Processes;
    ready(): Promise<void>;
  };
  deliver: Partial<Deliver>;
};

/** Serves the admin API of a hub on any free port until the end of the test. */
export async function serve(
  test: { after(end: () => unknown): void },
  hub: FakeHub = fakeHub(),
  bodyLimit?: number,
  simulators: Party[] = [],
): Promise<{ server: Server; hub: FakeHub; feed: Feed }> {
  const feed = startFeed();
  const conformance = startConformanceRuns(Date.now);
  const app = express();
  app.use(
    adminApi({
      hub,
      token: adminToken,
      feed,
      bodyLimit,
      simulators,
      reach: { privateNetworks: true, plainHttp: true },
      conformance,
      backup: async function* () {
        yield '{"backup":1}\n';
      },
    }),
  );
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  test.after(() => {
    server.closeAllConnections();
    return Promise.all([conformance.stop(), new Promise((closed) => server.close(closed))]);
  });
  return { server, hub, feed };
}

/** A registered operator NL*ABC with tokens in both directions. */
export function connection(change: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    role: 'CPO',
    party: 'NL*ABC',
    parties: ['NL*ABC', 'NL*ABD'],
    name: 'Abc',
    status: 'REGISTERED',
    tokenToUs: hashToken('token-to-us'),
    nextTokenToUs: hashToken('next-token-to-us'),
    tokenToThem: 'token-to-them',
    versionsUrl: 'https://abc.example/versions',
    endpoints: [{ identifier: 'credentials', url: 'https://abc.example/2.1.1/credentials' }],
    business: { name: 'Abc Charging' },
    options: defaultOptions,
    created: '2026-01-01T00:00:00.000Z',
    updated: '2026-01-02T00:00:00.000Z',
    ...change,
  };
}

/** An answered request of NL*ABC. */
export function exchange(change: Partial<Exchange> = {}): Exchange {
  return {
    id: 'x1',
    time: '2026-03-01T11:59:00.000Z',
    direction: 'IN',
    connection: 'c1',
    module: 'locations',
    method: 'PUT',
    url: 'https://hub.example/ocpi/emsp/2.1.1/locations/NL/ABC/LOC1',
    http_status: 201,
    ocpi_status: 1000,
    duration_ms: 12,
    request_id: 'r1',
    correlation_id: 'k1',
    parent_id: null,
    from: 'NL*ABC',
    to: 'DE*HUB',
    findings: [],
    error: null,
    request: { headers: { authorization: '***' }, body: '{"id":"LOC1"}' },
    response: { headers: {}, body: '{"status_code":1000}' },
    ...change,
  };
}
