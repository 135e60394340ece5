import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { Given, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { call } from '../support/http-call.ts';
import { adminToken } from '../support/hub-process.ts';
import { start } from './hub-process.ts';

const folder = 'features/support/tls';
const ca = readFileSync(`${folder}/cert.pem`);

/** A hub with a certificate starts for the scenario, with the admin API at an address of its own. */
Given('a hub with TLS, whose operator has an address of its own', async function (this: Market) {
  await start(this, {
    HUB_TLS_CERT: `${folder}/cert.pem`,
    HUB_TLS_KEY: `${folder}/key.pem`,
    HUB_ADMIN_HOST: '127.0.0.8',
    HUB_ADMIN_PORT: '0',
  });
});

/** The admin API answers at its own address and not at the partners' one, nor do partners' paths answer there. */
Then('the admin API answers there, and only there', async function (this: Market) {
  const { url, adminUrl } = this.hub;
  assert.equal(new URL(adminUrl).hostname, '127.0.0.8');
  assert.equal((await get(`${adminUrl}/connections`)).status, 200);
  assert.equal((await get(`${new URL(adminUrl).origin}/ocpi/versions`)).status, 404);
  for (const path of ['/admin/connections', '/admin', '/metrics'])
    assert.equal((await get(url + path)).status, 404, path);
});

/** The partners' address answers over TLS, and no request without TLS gets HTTP 200. */
Then('the hub answers partners over TLS, and nobody without', async function (this: Market) {
  const { url } = this.hub;
  assert.equal((await get(`${url}/health/live`)).status, 200);
  assert.equal((await get(`${url}/ocpi/emsp/versions`)).status, 401);
  const open = await call('GET', `${url.replace('https:', 'http:')}/health/live`).catch(() => undefined);
  assert.notEqual(open?.status, 200);
});

/** The hub's URL is https, and its API document contains no http URL. */
Then('the hub hands out https URLs only', async function (this: Market) {
  const { body } = await get(`${this.hub.adminUrl}/openapi.json`);
  assert.match(this.hub.url, /^https:/);
  assert.ok(!/"http:\/\/127/.test(body), body.slice(0, 300));
});

/** Sends a request over TLS that trusts the certificate of these tests alone. */
function get(url: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${adminToken}` };
    const sent = request(url, { ca, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject).end();
  });
}
