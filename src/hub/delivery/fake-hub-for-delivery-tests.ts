import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Outgoing, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Translations } from '../object-translation-types.ts';
import type {
  Agreement,
  Connection,
  ConnectionOptions,
  RegistryState,
} from '../ports/connection-registry.ts';
import type { ChangeRecord, ListQuery, ObjectKey, StoredObject } from '../ports/object-store.ts';
import type { Store } from '../ports/store.ts';
import type { Parked, Push } from '../push-types.ts';
import { newRequestedPauses } from './pauses-requested-by-partners.ts';
import { startDelivery } from './start-delivery.ts';

export const owner = 'NL*ABC' as Party;
export const provider = 'DE*EMP' as Party;

/** Fake translations of objects for partners that all speak one version. */
export const oneVersion: Translations = {
  isSame: () => true,
  of: async (object) => ({ object, ledger: { lost: [], invented: [], notes: [] } }),
  once: async (object) => ({ object, ledger: { lost: [], invented: [], notes: [] } }),
  given: async (object) => ({ object, ledger: { lost: [], invented: [], notes: [] } }),
  confirmed: async () => undefined,
};

/** A clock and timers for a test; each step moves the time to the next timer. */
function handClock() {
  const time = { now: Date.parse('2026-03-01T12:00:00Z') };
  const timers: { at: number; call: () => void }[] = [];
  return {
    now: () => time.now,
    after(milliseconds: number, call: () => void) {
      const timer = { at: time.now + milliseconds, call };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    step() {
      const next = timers.sort((one, other) => one.at - other.at).shift();
      time.now = Math.max(time.now, next?.at ?? 0);
      next?.call();
    },
  };
}

const keyOf = ({ module, owner: by, id }: ObjectKey) => `${module} ${by} ${id}`;

/** Objects, changes and notes that the fake processes share, and their messages to each other. */
function sharedStore(state: () => RegistryState) {
  const objects = new Map<string, StoredObject>();
  const records = new Map<string, ChangeRecord>();
  const notes = new Map<string, object>();
  const listeners: (() => Promise<unknown>)[] = [];
  const moved: (() => Promise<unknown>)[] = [];
  const news: (() => void)[] = [];
  const words: { process: string; about: string; call: (word: object) => void }[] = [];
  /** The process that follows all connections but those of `of`, by their ids. */
  const follows = { process: 'one', of: {} as Record<string, string> };
  /** `slow` is what each read of a note waits for. */
  const database = { answers: true, slow: Promise.resolve() };
  const position = { changed: 0 };
  const under = async (kind: string, prefix: string) =>
    [...notes]
      .filter(([key]) => key.startsWith(`${kind} ${prefix}`))
      .map(([key, value]) => ({ key: key.slice(kind.length + 1), value }));
  const since = async (from: number) =>
    [...records.values()].filter((one) => one.changed > from).sort((a, b) => a.changed - b.changed);
  const storeOf = (process: string) =>
    ({
      registry: { read: state, onChange: (call: () => Promise<unknown>) => listeners.push(call) },
      objects: {
        position: () => position.changed,
        since,
        news: since,
        async get(key: ObjectKey) {
          if (!database.answers) throw new Error('the store does not answer');
          return objects.get(keyOf(key));
        },
        find: async (module: ObjectModuleId, field: string, value: string) =>
          [...objects.values()].filter((one) => one.module === module && one.lookups[field] === value),
        list: async ({ module, offset, limit }: ListQuery) => {
          const all = [...objects.values()].filter((one) => one.module === module);
          return { total: all.length, objects: all.slice(offset, offset + limit) };
        },
        onNews: (call: () => void) => news.push(call),
      },
      notes: {
        put: async (kind: string, key: string, value: object) =>
          void notes.set(`${kind} ${key}`, structuredClone(value)),
        keep: async (kind: string, key: string, value: object) => {
          if (!notes.has(`${kind} ${key}`)) notes.set(`${kind} ${key}`, structuredClone(value));
          return notes.get(`${kind} ${key}`);
        },
        swap: async (kind: string, key: string, was: object, value: object) => {
          if (!database.answers) throw new Error('the store does not answer');
          const isSame = isDeepStrictEqual(notes.get(`${kind} ${key}`), was);
          if (isSame) notes.set(`${kind} ${key}`, structuredClone(value));
          return isSame;
        },
        async get(kind: string, key: string) {
          await database.slow;
          return notes.get(`${kind} ${key}`);
        },
        take: async (kind: string, key: string) => notes.delete(`${kind} ${key}`),
        all: (kind: string) => under(kind, ''),
        under,
      },
      processes: {
        id: process,
        count: () => 2,
        isMine: (id: string) => (follows.of[id] ?? follows.process) === process,
        onMoved: (call: () => Promise<unknown>) => moved.push(call),
        announce: async (about: string, word: object) => {
          for (const one of words) if (one.process !== process && one.about === about) one.call(word);
        },
        subscribe: (about: string, call: (word: object) => void) => words.push({ process, about, call }),
      },
    }) as unknown as Store;
  return {
    ...{ objects, notes, listeners, moved, follows, database, storeOf },
    /** Changes an object, or withdraws it, and makes the push for that change. */
    write(module: ObjectModuleId, id: string, data?: object, how: Partial<Push> = {}): Push {
      position.changed += 1;
      const { changed } = position;
      const key = { module, owner, id };
      const recipient = module === 'cdrs' ? provider : null;
      const bytes = data && Buffer.from(JSON.stringify(data));
      const object = { ...key, recipient, changed, created: changed, lookups: { id }, bytes };
      if (bytes) objects.set(keyOf(key), object as unknown as StoredObject);
      else objects.delete(keyOf(key));
      const push = { object, method: bytes ? 'PUT' : 'DELETE', id, path: [], body: bytes, ...how } as Push;
      const { method, path, only, direct } = push;
      const form = direct && { method, id, path, only, direct, origin: follows.process };
      records.set(keyOf(key), { ...key, changed, object: objects.get(keyOf(key)), form } as ChangeRecord);
      return push;
    },
  };
}

const agreement = {
  ...{ id: 'a1', cpo: owner, emsp: provider, status: 'ACTIVE', deleted: false },
  ...{ valid_from: null, valid_to: null, created: '2026-01-01T00:00:00Z' },
};

/** A fake store in memory that several processes share, and one provider whose answers the test gives. */
export function fakeWorld(t: TestContext, options: ConnectionOptions) {
  const clock = handClock();
  const sent: { what: string; to: string | undefined; status: string | undefined }[] = [];
  const answers: (Partial<Reply> | Promise<Partial<Reply>>)[] = [];
  let state = {
    connections: [
      {
        ...{ id: 'e1', role: 'EMSP', party: provider, parties: [provider], status: 'REGISTERED' },
        ...{ tokenToThem: 'a-token', options },
        endpoints: ['locations', 'tariffs', 'cdrs'].map((identifier) => ({
          identifier,
          url: `https://emp.example/${identifier}`,
        })),
      },
    ],
    agreements: agreementsOf([agreement]),
  } as unknown as RegistryState;
  const connection = () => state.connections[0] as Connection;
  const { notes, listeners, moved, follows, database, storeOf, write } = sharedStore(() => state);
  const change = async (next: RegistryState) => {
    state = next;
    for (const call of listeners) await call();
  };
  const send = async ({ method, url, body, to }: Outgoing): Promise<Reply> => {
    const what = `${method} ${new URL(url).pathname}${body ? ` ${body.toString()}` : ''}`;
    sent.push({ what, to, status: connection().status });
    const answer = (await answers.shift()) ?? {};
    const http = answer.http ?? 200;
    const code = answer.code === undefined ? 1000 : answer.code;
    return {
      ...{ outcome: 'answered', success: http === 200 && code === 1000, http, code, data: undefined },
      ...{ message: `HTTP ${http}, status code ${code}`, headers: {}, enveloped: code !== null, ...answer },
    };
  };
  return {
    ...{ sent, answers, notes, connection, follows, database, write },
    what: () => sent.map(({ what }) => what),
    parked: () =>
      [...notes].filter(([key]) => key.startsWith('parked ')).map(([, value]) => (value as Parked).state),
    async start(process = 'one') {
      const deliver = await startDelivery({
        ...{ store: storeOf(process), send, express: () => false, translations: oneVersion },
        ...{ party: 'NL*HUB' as Party, timeout: 1000, patience: 3 },
        ...{ now: clock.now, rests: newRequestedPauses(clock.now), newId: randomUUID, random: () => 0.5 },
        after: clock.after,
      });
      t.after(async () => {
        const stopped = deliver.stop(0);
        clock.step();
        await stopped;
      });
      return deliver;
    },
    changeConnection: (changed: Partial<Connection>) =>
      change({ ...state, connections: [{ ...connection(), ...changed }] }),
    /** Adds another connection like the first. */
    connect: (id: string) =>
      change({ ...state, connections: [...state.connections, { ...connection(), id, parties: [] }] }),
    /** Changes the agreement between the operator and a party. */
    changeAgreement: (party: Party, changed: Partial<Agreement>) =>
      change({
        ...state,
        agreements: agreementsOf(
          [...state.agreements].map((one) => (one.emsp === party ? { ...one, ...changed } : one)),
        ),
      }),
    /** Adds a party to the provider's platform, with an agreement of its own. */
    join: (party: Party) =>
      change({
        connections: [{ ...connection(), parties: [provider, party] }],
        agreements: agreementsOf([...state.agreements, { ...agreement, id: party, emsp: party }]),
      }),
    async move(process: string) {
      follows.process = process;
      for (const call of moved) await call();
    },
    /** Waits until a check passes, turn by turn and timer by timer. */
    async until(fact: () => void): Promise<void> {
      for (let turns = 0; ; turns += 1)
        try {
          return fact();
        } catch (error) {
          if (turns > 10_000) throw error;
          await turn();
          clock.step();
        }
    },
  };
}
