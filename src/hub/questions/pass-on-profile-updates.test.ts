import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outgoing } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { HubRequest } from '../market/sender-and-addressee.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import { profileSet, reportProfile } from './pass-on-profile-updates.ts';

const cpo: Party = 'NL*ABC';
const emp: Party = 'DE*EMP';
const oth: Party = 'FR*OTH';

/** A hub with one Session of a provider, and the requests that it passes on. */
function world(recipient: Party) {
  const notes = new Map<string, object>();
  const sent: string[] = [];
  const of = (party: Party) => ({
    ...{ id: party, role: 'EMSP', party, parties: [party], status: 'REGISTERED', tokenToThem: 'a-token' },
    endpoints: [{ identifier: 'chargingprofiles', url: `https://${party.slice(3)}.example/profiles` }],
  });
  const operator = { id: 'c1', role: 'CPO', party: cpo, parties: [cpo], status: 'REGISTERED' };
  const state = {
    connections: [of(emp), of(oth), operator],
    agreements: agreementsOf([]),
  } as unknown as RegistryState;
  const hub = {
    ...{ now: () => 0, forwardTimeout: 1000, party: 'NL*HUB' },
    store: {
      registry: { read: () => state },
      objects: {
        find: async () => [{ module: 'sessions', owner: cpo, id: 'S1', recipient, lookups: { id: 'S1' } }],
      },
      notes: {
        get: async (_: string, key: string) => notes.get(key),
        put: async (_: string, key: string, value: object) => void notes.set(key, value),
      },
    },
    send: async ({ url }: Outgoing) => {
      sent.push(url);
      return { outcome: 'answered', success: true, http: 200, code: 1000, message: '', headers: {} };
    },
  } as unknown as Hub;
  const request = {
    params: { session_id: 'S1' },
    body: { result: 'ACCEPTED' },
    ...{ caller: operator, from: cpo, id: 'r1', correlationId: 'r1', query: {} },
  } as unknown as HubRequest;
  return { hub, sent, tell: () => reportProfile(hub, request) };
}

test('the active profile of a Session goes to the provider that set one on it @CP-25', async () => {
  const { hub, sent, tell } = world(emp);
  await profileSet(hub, { cpo, emsp: emp }, 'S1');
  await tell();
  assert.deepEqual(sent, ['https://EMP.example/profiles/S1']);
});

for (const [what, set] of [
  ['nobody set one', undefined],
  ['another provider set one, whose Session it is not', oth],
] as const)
  test(`it goes to nobody where ${what} @CP-26`, async () => {
    const { hub, sent, tell } = world(emp);
    if (set) await profileSet(hub, { cpo, emsp: set }, 'S1');
    await assert.rejects(tell(), /with a charging profile/);
    assert.deepEqual(sent, []);
  });
