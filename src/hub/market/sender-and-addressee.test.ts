import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import { hashToken } from '../../ocpi/words/credentials-tokens.ts';
import { agreementsOf } from '../fake-agreements.ts';
import { defaultOptions } from '../partners/connections.ts';
import type { Connection, Profile, Registry, RegistryState } from '../ports/connection-registry.ts';
import { callerOf } from './sender-and-addressee.ts';

// `printf example-token | base64`, and the same with `echo`, which adds a line feed.
const [plain, base64, echoed] = ['example-token', 'ZXhhbXBsZS10b2tlbg==', 'ZXhhbXBsZS10b2tlbgo='];

/**
 * The caller that the registry finds for the word behind `Token`, with all that it has learnt of the caller; the error
 * message where it is refused.
 */
function callWith(
  word: string,
  status: Connection['status'],
  learnt: Partial<Profile> = {},
  { role = 'CPO', edition = '2.1.1' }: { role?: Connection['role']; edition?: '2.1.1' | null } = {},
) {
  const connection = {
    ...{ id: 'one', role, party: 'NL*ABC', parties: ['NL*ABC'], name: 'ABC', status },
    ...{ tokenToUs: hashToken(plain), nextTokenToUs: null, tokenToThem: null, versionsUrl: null },
    ...{ endpoints: [], business: null, options: defaultOptions, created: '', updated: '' },
    edition: '2.1.1',
    profile: { learnt, set: {} },
  } as Connection;
  let state: RegistryState = { connections: [connection], agreements: agreementsOf([]) };
  const registry = {
    read: () => state,
    change: async (update: (before: RegistryState) => RegistryState) => (state = update(state)),
  } as unknown as Registry;
  const hub = { store: { registry }, now: () => 0 } as unknown as Parameters<typeof callerOf>[0];
  try {
    const caller = callerOf(hub, word, role === 'CPO' ? 'emsp' : 'cpo', edition ?? undefined);
    const [finding] = caller?.findings ?? [];
    return caller ? [caller.token, finding?.requirement, state.connections[0]?.profile?.learnt] : 'unknown';
  } catch (error) {
    assert.ok(error instanceof OcpiError);
    return error.message;
  }
}

test('a token is the word itself; its Base64 is taken, and learnt, from a partner in its handshake @TRANS-01 @TRANS-08', () => {
  for (const status of ['PENDING', 'REGISTERED'] as const)
    assert.deepEqual(callWith(plain, status), [plain, undefined, {}]);
  for (const word of [base64, echoed]) {
    const learnt = { sends_base64_token: true };
    assert.deepEqual(callWith(word, 'PENDING'), [plain, 'TRANS-01', learnt]);
    assert.deepEqual(callWith(word, 'REGISTERED', learnt), [plain, 'TRANS-01', learnt]);
    assert.match(String(callWith(word, 'REGISTERED')), /this is the Base64 of your token/);
  }
  assert.equal(callWith('b3RoZXItdG9rZW4=', 'PENDING'), 'unknown');
});

test('a provider registered in 2.1.1 may come to the list of versions as 2.2.1 writes its token, an operator may not @TRANS-08', () => {
  const atVersions = { edition: null };
  assert.deepEqual(callWith(base64, 'REGISTERED', {}, { role: 'EMSP', ...atVersions }), [
    plain,
    undefined,
    {},
  ]);
  assert.match(String(callWith(base64, 'REGISTERED', {}, { role: 'EMSP' })), /this is the Base64/);
  assert.match(
    String(callWith(base64, 'REGISTERED', {}, { role: 'CPO', ...atVersions })),
    /this is the Base64/,
  );
});
