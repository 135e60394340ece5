import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AfterAll, type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { type Answer, call } from '../support/http-call.ts';
import { adminToken, runHub } from '../support/hub-process.ts';
import { guardedHub, stopGuardedHub } from '../support/hub-with-strict-limits.ts';
import { sendBytes } from '../support/send-raw-bytes.ts';
import { told } from './check-answers.ts';
import { ended } from './hub-process.ts';

/** The scenario uses the guarded hub: low limits, one open network, a proxy in front; shared by scenarios with `@own-hub`. */
Given('a guarded hub', async function (this: Market) {
  this.hub = await guardedHub();
});

AfterAll(stopGuardedHub);

/** No file in the hub's data folder contains a token or key of the party in plain text. */
Then('no token of {party} is in the folder of the hub', async function (this: Market, name: string) {
  const { tokensFromHub, tokensToHub, key } = this.party(name).partner;
  const names = await readdir(this.hub.dataDir, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  assert.ok(
    contents.some((content) => content.includes(this.party(name).partner.connection)),
    'the folder does not know the connection',
  );
  for (const secret of [...tokensFromHub, ...tokensToHub, key])
    assert.ok(!contents.some((content) => secret && content.includes(secret)), `${secret} lies in the open`);
});

/** The party has received no request that contains a token of the other party. */
Then('{party} has never been shown a token of {party}', function (this: Market, name: string, owner: string) {
  const { tokensFromHub, tokensToHub } = this.party(owner).partner;
  const seen = JSON.stringify(this.party(name).partner.received);
  for (const token of [...tokensFromHub, ...tokensToHub])
    assert.ok(!token || !seen.includes(token), `${name} was shown ${token}`);
});

/**
 * Another hub starts on the folder of the hub with a new secret key, and the scenario keeps its exit code and output.
 */
When('a hub is started on the same folder with another key', async function (this: Market) {
  const env = { HUB_DATA_DIR: this.hub.dataDir, HUB_SECRET_KEY: randomBytes(32).toString('base64') };
  await rm(join(this.hub.dataDir, 'secret-key'));
  ended(this, await runHub(env));
});

/** A hub starts with the settings of the table (variable, value), and the scenario keeps its exit code and output. */
When('a hub is started with:', async function (this: Market, table: DataTable) {
  ended(this, await runHub(Object.fromEntries(table.raw()) as Record<string, string>));
});

/** The hub that was started last has printed these words. */
Then('it has said {string}', function (this: Market, words: string) {
  assert.ok(this.kept.get('output')?.includes(words), this.kept.get('output'));
});

/** A client at this address calls the admin API with wrong tokens, one after another. */
When(
  "somebody at {word} tries {int} wrong operator's tokens",
  async function (this: Market, address: string, times: number) {
    for (let n = 0; n < times; n += 1)
      this.answer = await requestThroughProxy(this, address, '/admin/connections', `Bearer wrong-${n}`);
  },
);

/** A client at this address gets HTTP 429 from the admin API although its token is right. */
Then('not even the right one is looked at from {word}', async function (this: Market, address: string) {
  const answer = await requestThroughProxy(this, address, '/admin/connections', `Bearer ${adminToken}`);
  assert.equal(answer.status, 429);
});

/** A client at this address gets HTTP 200 from the admin API with the admin token. */
Then('the operator gets in from {word}', async function (this: Market, address: string) {
  const answer = await requestThroughProxy(this, address, '/admin/connections', `Bearer ${adminToken}`);
  assert.equal(answer.status, 200);
});

/**
 * A client at this address asks for versions with an unknown token, all requests side by side: the answer is one that
 * the hub refuses for the address's rate, if there is any.
 */
When('somebody at {word} asks {int} times', async function (this: Market, address: string, times: number) {
  const answers = await Promise.all(
    Array.from({ length: times }, () =>
      requestThroughProxy(this, address, '/ocpi/emsp/versions', 'Token nobody-has-it'),
    ),
  );
  this.answer = answers.find(({ status }) => status === 429) ?? (answers.at(-1) as Answer);
});

/** A client at this address gets HTTP 401 for an unknown token, so the hub still looks at its requests. */
Then('somebody at {word} is heard', async function (this: Market, address: string) {
  const answer = await requestThroughProxy(this, address, '/ocpi/emsp/versions', 'Token nobody-has-it');
  assert.equal(answer.status, 401);
});

/**
 * The party reads its credentials until the hub refuses it for its rate, twenty times side by side: one by one, a slow
 * machine would never be too fast.
 */
When('{party} asks {int} times', async function (this: Market, name: string, times: number) {
  for (let n = 0; n < times; n += 20) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => this.send(name, 'GET', 'credentials')),
    );
    const refused = answers.find(({ status }) => status === 429);
    this.answer = refused ?? (answers.at(-1) as Answer);
    if (refused) return;
  }
});

/** The party reads its credentials and gets HTTP 200. */
Then('{party} is heard', async function (this: Market, name: string) {
  await this.send(name, 'GET', 'credentials');
  assert.equal(this.answer.status, 200, told(this));
});

/** The last answer is HTTP 429 with status_code 2000 and a Retry-After of a second or more. */
Then('the last answer is HTTP 429 in an envelope, with the time to wait', function (this: Market) {
  const { status, json, headers } = this.answer;
  assert.deepEqual([status, json?.status_code], [429, 2000], told(this));
  assert.ok(Number(headers['retry-after']) >= 1, told(this));
});

const path = 'tariffs/{cc}/ABC/T1';

/** The party puts a Tariff with one text of this size. */
When('{party} sends a body of {int} MiB', async function (this: Market, name: string, size: number) {
  await this.send(name, 'PUT', path, { body: `{"id":"${'x'.repeat(size << 20)}"}` });
});

/** The party puts a body of this size in gzip, which packs it to a thousandth. */
When(
  '{party} sends a body of {int} MiB, packed small',
  async function (this: Market, name: string, size: number) {
    const packed = gzipSync(`{"id":"${'x'.repeat(size << 20)}"}`);
    await raw(this, name, ['Content-Encoding: gzip', `Content-Length: ${packed.length}`], packed);
  },
);

/** The party reads tokens with a query that makes the URL this long. */
When('{party} sends a URL of {int} characters', async function (this: Market, name: string, length: number) {
  await this.send(name, 'GET', `tokens?x=${'x'.repeat(length)}`);
});

/** The party reads tokens with this many headers of its own. */
When('{party} sends {int} headers', async function (this: Market, name: string, count: number) {
  for (let n = 0; n < count; n += 1) this.nextHeaders[`X-${n}`] = '1';
  await this.send(name, 'GET', 'tokens');
});

/** The party sends a request with one header of this length. */
When(
  '{party} sends a header of {int} characters',
  async function (this: Market, name: string, length: number) {
    await raw(this, name, [`X-Long: ${'x'.repeat(length)}`], Buffer.alloc(0));
  },
);

/** The party puts a body of lists nested this deep. */
When('{party} sends a body {int} levels deep', async function (this: Market, name: string, depth: number) {
  await this.send(name, 'PUT', path, { body: `{"id":${'['.repeat(depth)}${']'.repeat(depth)}}` });
});

/** The party puts a body with a list of this many numbers. */
When('{party} sends a body of {int} values', async function (this: Market, name: string, count: number) {
  await this.send(name, 'PUT', path, { body: `{"id":[${'1,'.repeat(count)}1]}` });
});

/** The party puts a Tariff with `__proto__` as a key. */
When('{party} sends a body with the key __proto__', async function (this: Market, name: string) {
  const tariff = JSON.stringify(this.object({ kind: 'Tariff', id: 'T1' }, name));
  await this.send(name, 'PUT', path, { body: tariff.replace('{', '{"__proto__":{"polluted":true},') });
});

/** The party puts a Tariff with `constructor.prototype` as keys. */
When('{party} sends a body with constructor.prototype', async function (this: Market, name: string) {
  const tariff = JSON.stringify(this.object({ kind: 'Tariff', id: 'T1' }, name));
  const evil = '{"constructor":{"prototype":{"polluted":true}},';
  await this.send(name, 'PUT', path, { body: tariff.replace('{', evil) });
});

/** The party puts a body with a byte that UTF-8 does not know. */
When('{party} sends a body that is not UTF-8', async function (this: Market, name: string) {
  const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
  await raw(this, name, [`Content-Length: ${body.length}`], body);
});

/** The party writes the beginning of a TLS handshake to the hub's port for plain HTTP. */
When('{party} sends what is no HTTP', async function (this: Market, name: string) {
  this.asker = this.party(name);
  this.answer = await sendBytes(this.hub.url, Buffer.from('\x16\x03\x01\x02\x00\x01\r\n\r\n', 'latin1'));
});

/** Sends a request through the proxy, from an address behind it. */
function requestThroughProxy(
  market: Market,
  address: string,
  target: string,
  authorization: string,
): Promise<Answer> {
  const headers = { authorization, 'x-forwarded-for': address };
  return call('GET', market.hub.url + target, { headers });
}

/** Sends a PUT as raw bytes, in a form that no HTTP client would send. */
async function raw(market: Market, name: string, headers: string[], body: Buffer): Promise<void> {
  const { partner } = market.party(name);
  const target = new URL(await partner.hubUrl(market.fill(path)));
  market.asker = market.party(name);
  const head = [
    `PUT ${target.pathname} HTTP/1.1`,
    `Host: ${target.host}`,
    `Authorization: Token ${partner.tokenToHub}`,
    'Content-Type: application/json',
    'Connection: close',
    ...headers,
  ];
  market.answer = await sendBytes(
    target.href,
    Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]),
  );
}
