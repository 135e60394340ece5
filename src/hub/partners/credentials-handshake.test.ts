import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import type { Outgoing, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection, RegistryState } from '../ports/connection-registry.ts';
import { defaultOptions } from './connections.ts';
import { registerWith, renewWith } from './credentials-handshake.ts';

const partner = 'https://abc.example';
const details = {
  version: '2.1.1',
  endpoints: [{ identifier: 'credentials', url: `${partner}/credentials` }],
};

function reply(data: unknown, more: Partial<Reply> = {}): Reply {
  return {
    outcome: 'answered',
    success: true,
    http: 200,
    code: 1000,
    message: '',
    headers: {},
    data,
    ...more,
  };
}

/**
 * A hub whose partner refuses the hub's POST of Credentials because it could not call back, and whose own URL answers
 * `own`.
 */
function hub(own: Partial<Reply>): { hub: Hub; connection: Connection; called: string[] } {
  const called: string[] = [];
  const connection = {
    ...{ id: 'one', role: 'CPO', party: 'NL*ABC', parties: ['NL*ABC'], name: 'ABC', status: 'PENDING' },
    ...{ tokenToUs: null, nextTokenToUs: null, tokenToThem: 'a', versionsUrl: `${partner}/versions` },
    ...{ endpoints: [], business: null, options: defaultOptions, created: '', updated: '' },
  } as unknown as Connection;
  let state: RegistryState = { connections: [connection], agreements: agreementsOf([]) };
  const answers: Record<string, Reply> = {
    [`GET ${partner}/versions`]: reply([{ version: '2.1.1', url: `${partner}/2.1.1` }]),
    [`GET ${partner}/2.1.1`]: reply(details),
    [`POST ${partner}/credentials`]: reply(undefined, {
      success: false,
      code: 3001,
      message: 'cannot call you',
    }),
    'GET https://wrong.example/ocpi/emsp/versions': reply(undefined, { success: false, ...own }),
  };
  const made = {
    url: () => 'https://wrong.example',
    party: 'DE*HUB',
    name: 'Hub',
    now: () => 0,
    newToken: () => 'a-new-token',
    needed: [],
    handshakeTimeout: 1000,
    store: {
      registry: {
        read: () => state,
        change: async (update: (before: RegistryState) => RegistryState) => (state = update(state)),
      },
    },
    send: async ({ method, url }: Outgoing) => {
      called.push(`${method} ${url}`);
      return answers[`${method} ${url}`] as Reply;
    },
  } as unknown as Hub;
  return { hub: made, connection, called };
}

const words = (of: ReturnType<typeof hub>) =>
  registerWith(of.hub, of.connection).then(
    () => 'registered',
    (error: unknown) => (error instanceof OcpiError ? error.message : String(error)),
  );

test('@CRED-35 a refused handshake says that the hub cannot be reached at its own URL', async () => {
  const nowhere = hub({ outcome: 'unreachable', http: null, code: null, message: 'ENOTFOUND wrong.example' });
  assert.match(
    await words(nowhere),
    /cannot call you .*wrong\.example\/ocpi\/emsp\/versions cannot be reached from here either \(ENOTFOUND wrong\.example\): is HUB_URL right\?$/,
  );
  const another = hub({ http: 404, code: null, message: 'HTTP 404 without an OCPI envelope' });
  assert.match(await words(another), /HTTP 404 without an OCPI envelope\): is HUB_URL right/);
});

test('@CRED-35 a hub that answers at its own URL, or may not try it, says nothing of it', async () => {
  assert.doesNotMatch(await words(hub({ http: 401, code: 2000 })), /HUB_URL/);
  const barred = { outcome: 'unreachable', http: null, code: null, barred: 'address' } as const;
  assert.doesNotMatch(await words(hub(barred)), /HUB_URL/);
});

test('@CRED-35 the hub begins no handshake with a partner while another one of its own is under way', async () => {
  const { hub: ours, connection, called } = hub({});
  await ours.store.registry.change((state) => ({
    ...state,
    connections: [{ ...connection, status: 'REGISTERED', nextTokenToUs: 'of-the-other' }],
  }));
  const before = ours.store.registry.read();
  await assert.rejects(renewWith(ours, connection), /another handshake .* is under way/);
  assert.equal(called.includes(`PUT ${partner}/credentials`), false);
  assert.deepEqual(ours.store.registry.read(), before);
});
