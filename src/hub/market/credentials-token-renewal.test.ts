import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import { hashToken } from '../../ocpi/words/credentials-tokens.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import { defaultOptions, tidyHandshakes } from '../partners/connections.ts';
import { tryingFormerToken } from '../partners/retry-with-former-token.ts';
import type { Connection, Registry, RegistryState } from '../ports/connection-registry.ts';
import { afterUse, offered, renewed, retired, withoutSpare } from './credentials-token-renewal.ts';
import { callerOf } from './sender-and-addressee.ts';

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

test('@CRED-41 each token that the hub offered without an answer holds for ten minutes, and its use ends those before it', async () => {
  const twice = offered(offered(connection(), hashToken('first'), start), hashToken('second'), minutes(5));
  const unused = authentication(twice);
  assert.match((await unused.try('first', minutes(10))) ?? '', /withdrawn/);
  assert.match((await unused.try('second', minutes(15))) ?? '', /withdrawn/);
  assert.equal(await unused.try('old', minutes(60)), 'in');
  const used = authentication(twice);
  assert.equal(await used.try('old', minutes(6)), 'in');
  assert.equal(await used.try('first', minutes(7)), 'in');
  assert.match((await used.try('old', minutes(7))) ?? '', /replaced/);
  assert.equal(await used.try('second', minutes(8)), 'in');
  assert.match((await used.try('first', minutes(8))) ?? '', /replaced/);
  assert.equal(await used.try('second', minutes(60)), 'in');
});

test('@CRED-41 of the tokens that the hub offered without an answer the newest five hold', async () => {
  let one = connection();
  for (let count = 1; count <= 6; count++) one = offered(one, hashToken(`offer-${count}`), minutes(count));
  const at = authentication(one);
  assert.match((await at.try('offer-1', minutes(6))) ?? '', /withdrawn/);
  assert.equal(await at.try('offer-2', minutes(6)), 'in');
  assert.equal(await at.try('offer-6', minutes(6)), 'in');
});

test('@CRED-41 a renewal of the hub without an answer leaves the token of a partner that has not had the answer to its own', async () => {
  const both = offered(afterPut(), hashToken('offer'), minutes(1));
  assert.equal(both.spare?.tokenToThem, 'to-them-old');
  // Only the token beside the newest is sealed where it is stored.
  assert.doesNotMatch(JSON.stringify(both.spare.earlier), /to-them/);
  const behind = authentication(both);
  assert.equal(await behind.try('old', minutes(2)), 'in');
  assert.match((await behind.try('old', minutes(10))) ?? '', /replaced/);
  const ahead = authentication(both);
  assert.equal(await ahead.try('new', minutes(2)), 'in');
  assert.match((await ahead.try('old', minutes(2))) ?? '', /replaced/);
  assert.equal(await ahead.try('offer', minutes(3)), 'in');
  assert.match((await ahead.try('new', minutes(3))) ?? '', /replaced/);
  assert.equal(offered(both, hashToken('later'), minutes(10)).spare?.tokenToThem, null);
});

test('@CRED-41 a PUT with the token in force that comes late leaves the token that the hub has offered since', async () => {
  const lost = offered(connection(), hashToken('offer'), start);
  const late = renewed(lost, { ...lost, tokenToUs: hashToken('newest') }, minutes(1), 'old');
  assert.equal(late.spare?.tokenToThem, 'to-them-old');
  const at = authentication(late);
  assert.equal(await at.try('old', minutes(2)), 'in');
  assert.equal(await at.try('offer', minutes(2)), 'in');
  assert.match((await at.try('old', minutes(2))) ?? '', /replaced/);
  assert.equal(await at.try('newest', minutes(2)), 'in');
  assert.match((await at.try('offer', minutes(2))) ?? '', /replaced/);
});

test('@CRED-41 a PUT with an old token that comes after two of the hub leaves the token that the partner has', async () => {
  const lost = offered(afterPut('hub'), hashToken('offer'), minutes(1));
  const late = renewed(lost, { ...lost, tokenToUs: hashToken('newest') }, minutes(2), 'old');
  const at = authentication(late);
  assert.match((await at.try('old', minutes(2))) ?? '', /replaced/);
  assert.equal(await at.try('new', minutes(2)), 'in');
  assert.equal(await at.try('offer', minutes(2)), 'in');
  assert.equal(await at.try('newest', minutes(2)), 'in');
});

test('@CRED-41 the operator ends all tokens beside the one in force at once', async () => {
  const twice = offered(offered(afterPut(), hashToken('first'), start), hashToken('second'), start);
  const at = authentication(withoutSpare(twice));
  assert.match((await at.try('old', start)) ?? '', /replaced/);
  assert.match((await at.try('first', start)) ?? '', /withdrawn/);
  assert.match((await at.try('second', start)) ?? '', /withdrawn/);
  assert.equal(await at.try('new', start), 'in');
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
