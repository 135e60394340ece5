import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OcpiError } from '../../ocpi/messages/errors.ts';
import { hashToken } from '../../ocpi/words/tokens.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub.ts';
import { defaultOptions, tidyHandshakes } from '../partners/connections.ts';
import { tryingFormerToken } from '../partners/former-token.ts';
import type { Connection, Registry, RegistryState } from '../ports/registry.ts';
import { callerOf } from './parties.ts';
import { afterUse, offered, renewed, retired } from './token-renewal.ts';

const start = Date.parse('2026-01-31T08:00:00Z');
const minutes = (count: number) => start + count * 60_000;

function connection(more: Partial<Connection> = {}): Connection {
  return {
    ...{ id: 'one', role: 'CPO', party: 'NL*ABC', parties: ['NL*ABC'], name: 'ABC', status: 'REGISTERED' },
    ...{ tokenToUs: hashToken('old'), nextTokenToUs: null, tokenToThem: 'to-them-old', versionsUrl: null },
    ...{ endpoints: [], business: null, options: defaultOptions, created: '', updated: '', ...more },
  } as Connection;
}

/** A connection after a PUT of Credentials, the partner's with token `old` or the hub's, that replaced `old` by `new`. */
function afterPut(by: 'partner' | 'hub' = 'partner'): Connection {
  const before = connection();
  const after = { ...before, tokenToUs: hashToken('new'), tokenToThem: 'to-them-new' };
  return renewed(before, after, start, by === 'partner' ? 'old' : undefined);
}

/** The authentication of callers with a clock of the test and a registry in memory with one connection. */
function authentication(one: Connection) {
  let state: RegistryState = { connections: [one], agreements: agreementsOf([]) };
  const registry = {
    read: () => state,
    change: async (update: (before: RegistryState) => RegistryState) => (state = update(state)),
  } as unknown as Registry;
  return {
    registry,
    /** The result of calling with a token at a time: `in`, the message of the refusal, or `undefined`. */
    async try(token: string, at: number): Promise<string | undefined> {
      const hub = { store: { registry }, now: () => at } as unknown as Parameters<typeof callerOf>[0];
      try {
        const caller = callerOf(hub, token, 'emsp');
        await caller?.settled;
        return caller && 'in';
      } catch (error) {
        assert.ok(error instanceof OcpiError);
        return error.message;
      }
    },
  };
}

test('@CRED-41 the old token ends after ten minutes, the new one never', async () => {
  const at = authentication(afterPut());
  assert.equal(await at.try('old', minutes(9.99)), 'in');
  assert.match((await at.try('old', minutes(10))) ?? '', /replaced/);
  assert.equal(await at.try('new', minutes(10)), 'in');
});

test('@CRED-41 the first use of the new token ends the old one before the answer goes out', async () => {
  const at = authentication(afterPut());
  assert.equal(await at.try('new', minutes(1)), 'in');
  assert.match((await at.try('old', minutes(1))) ?? '', /replaced/);
});

test('@CRED-41 what the hub offered without an answer takes over when it is used, and ends after ten minutes when not', async () => {
  const lost = offered(connection(), hashToken('new'), start);
  const used = authentication(lost);
  assert.equal(await used.try('old', minutes(1)), 'in');
  assert.equal(await used.try('new', minutes(2)), 'in');
  assert.match((await used.try('old', minutes(2))) ?? '', /replaced/);
  assert.equal(await used.try('new', minutes(60)), 'in');
  const unused = authentication(lost);
  assert.match((await unused.try('new', minutes(10))) ?? '', /withdrawn/);
  assert.equal(await unused.try('old', minutes(60)), 'in');
});

test('@CRED-41 a second PUT with the old token leaves it and the newest', async () => {
  const first = afterPut();
  const second = renewed(first, { ...first, tokenToUs: hashToken('newest') }, minutes(1), 'old');
  const at = authentication(second);
  assert.equal(second.spare?.tokenToThem, 'to-them-old');
  assert.equal(await at.try('old', minutes(2)), 'in');
  assert.match((await at.try('new', minutes(2))) ?? '', /replaced/);
  assert.equal(await at.try('newest', minutes(2)), 'in');
  assert.match((await at.try('old', minutes(2))) ?? '', /replaced/);
});

test('@CRED-41 a PUT with the old token that comes after one of the hub leaves the token of that, which the partner has', async () => {
  const first = afterPut('hub');
  const second = renewed(first, { ...first, tokenToUs: hashToken('newest') }, minutes(1), 'old');
  const at = authentication(second);
  assert.equal(second.spare?.tokenToThem, 'to-them-new');
  assert.match((await at.try('old', minutes(2))) ?? '', /replaced/);
  assert.equal(await at.try('new', minutes(2)), 'in');
  assert.equal(await at.try('newest', minutes(2)), 'in');
  const third = renewed(second, { ...second, tokenToUs: hashToken('last') }, minutes(2), 'new');
  assert.equal(await authentication(third).try('new', minutes(3)), 'in');
});

test('@CRED-41 a PUT that its process did not live to finish may have arrived: both tokens hold', async () => {
  const at = authentication(connection({ nextTokenToUs: hashToken('new'), updated: '2026-01-31T08:00:00Z' }));
  const processes = { count: () => 1, isMine: () => true };
  const stop = await tidyHandshakes({
    store: { registry: at.registry, processes },
    now: () => start,
    after: () => () => {},
    handshakeTimeout: 1000,
  } as unknown as Hub);
  stop();
  assert.equal(await at.try('old', minutes(1)), 'in');
  assert.equal(await at.try('new', minutes(1)), 'in');
  assert.match((await at.try('old', minutes(1))) ?? '', /replaced/);
});

test('@CRED-40 only the newest former tokens are kept, and words never tell a stranger anything', async () => {
  let one = connection();
  for (let count = 0; count < 12; count++) one = retired(one, 'replaced', hashToken(`former-${count}`));
  const at = authentication(one);
  assert.equal(one.formerTokens?.length, 10);
  assert.equal(await at.try('former-1', start), undefined);
  assert.match((await at.try('former-2', start)) ?? '', /replaced/);
  assert.match((await at.try(Buffer.from('former-2').toString('base64'), start)) ?? '', /replaced/);
  assert.match((await at.try(Buffer.from('old').toString('base64'), start)) ?? '', /Base64/);
  assert.equal(await at.try('guessed', start), undefined);
  assert.equal(afterUse(one, hashToken('guessed')), one);
});

test('@CRED-41 a partner that refuses its new token is called with the old one, and with no other', async () => {
  const { registry } = authentication(afterPut());
  const asked: string[] = [];
  const send = (right: string, at = minutes(1)) =>
    tryingFormerToken(
      async ({ token }) => {
        asked.push(token);
        return { success: token === right, http: token === right ? 200 : 401 } as never;
      },
      registry,
      () => at,
    );
  const request = { connection: 'one', token: 'to-them-new', method: 'GET', url: 'u' } as never;
  assert.equal((await send('to-them-old')(request)).success, true);
  assert.equal((await send('to-them-new')(request)).success, true);
  assert.equal((await send('neither')(request)).http, 401);
  assert.equal((await send('to-them-old', minutes(10))(request)).http, 401);
  assert.deepEqual(asked, [
    ...['to-them-new', 'to-them-old', 'to-them-new'],
    ...['to-them-new', 'to-them-old', 'to-them-new'],
  ]);
});
