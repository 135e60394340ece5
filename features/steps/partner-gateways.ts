import assert from 'node:assert/strict';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { Given, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';

/** The party's gateway refuses requests without this query. */
Given('{party} is behind a gateway that wants {string}', function (this: Market, name: string, key: string) {
  this.party(name).partner.key = key;
});

const packers: Record<string, [encoding: string, pack: (body: Buffer) => Buffer]> = {
  gzip: ['gzip', gzipSync],
  'x-gzip': ['X-GZip', gzipSync],
  deflate: ['deflate', deflateSync],
  'raw deflate': ['deflate', deflateRawSync],
  br: ['br', brotliCompressSync],
  'gzip twice': ['gzip, gzip', (body) => gzipSync(gzipSync(body))],
};

/** The party packs its answers in this content encoding: gzip, x-gzip, deflate, raw deflate, br, gzip twice. */
Given('{party} packs its answers with {string}', function (this: Market, name: string, way: string) {
  const [encoding, pack] = packers[way] ?? [];
  if (!encoding || !pack) throw new Error(`nobody packs with ${way}`);
  this.party(name).partner.packs = (body) => ({ encoding, bytes: pack(Buffer.from(body)) });
});

/** The party answers with data of the first size in gzip, which takes the second size at most. */
Given(
  '{party} answers {method} {path} with {int} bytes, packed to {int} at most',
  function (this: Market, name: string, method: string, path: string, size: number, most: number) {
    const body = `{"status_code":1000,"timestamp":"2026-01-31T08:00:00Z","data":"${' '.repeat(size)}"}`;
    const bytes = gzipSync(body);
    assert.ok(bytes.length <= most, `${bytes.length} bytes`);
    const { partner } = this.party(name);
    partner.answers(method, new RegExp(`^${this.fill(path)}(/|$)`), {
      bytes,
      headers: { 'content-encoding': 'gzip' },
    });
  },
);

/** The party receives a request of this method and URL to the letter; `…` at its end stands for any rest. */
Then('{party} has been called at {string}', async function (this: Market, name: string, wanted: string) {
  const [method = '', url = ''] = this.fill(wanted).split(' ');
  await eventually(() => {
    const all = this.party(name).partner.received.map((one) => `${one.method} ${one.url}`);
    const start = `${method} ${url}`.replace(/…$/, '');
    const found = all.some((one) => (url.endsWith('…') ? one.startsWith(start) : one === start));
    assert.ok(found, `${method} ${url} is not among\n${all.join('\n')}`);
  });
});
