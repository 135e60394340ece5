import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import express from 'express';
import request from 'supertest';
import { guidePages } from './serve-guide.ts';

describe('the guide', () => {
  test('is open to everybody, trusts its own files alone and stands in no frame', async (t) => {
    const app = await serving(t, { 'checks/LOC-03.html': '<!doctype html>the page' });
    const { status, text, headers } = await request(app).get('/guide/checks/LOC-03.html');
    assert.deepEqual([status, text], [200, '<!doctype html>the page']);
    assert.match(headers['content-security-policy'] ?? '', /^default-src 'self';.* frame-ancestors 'none';/);
    assert.doesNotMatch(headers['content-security-policy'] ?? '', /unsafe/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });

  test('begins at /guide/, and sends readers of /llms.txt there', async (t) => {
    const app = await serving(t, { 'index.html': 'first', 'llms.txt': '# list' });
    assert.equal((await request(app).get('/guide/')).text, 'first');
    assert.equal((await request(app).get('/guide')).headers.location, '/guide/');
    assert.equal((await request(app).get('/llms.txt')).headers.location, '/guide/llms.txt');
  });

  test('shows Markdown and sources as text', async (t) => {
    const app = await serving(t, { 'a.md': '# a', 'b/api.ts': '<script>' });
    for (const file of ['a.md', 'b/api.ts'])
      assert.equal(
        (await request(app).get(`/guide/${file}`)).headers['content-type'],
        'text/plain; charset=utf-8',
        file,
      );
  });

  test('leaves its folder to nobody, and says what it does not have', async (t) => {
    const app = await serving(t, { 'index.html': 'first' });
    for (const path of ['/guide/..%2f..%2fetc/passwd', '/guide/%2e%2e/x', '/guide/nothing.html'])
      assert.equal((await request(app).get(path)).status, 404, path);
    assert.equal((await request(app).get('/elsewhere')).status, 404);
  });

  test('says how to build it where it is not built', async (t) => {
    const { status, text } = await request(await serving(t, {})).get('/guide/');
    assert.equal(status, 503);
    assert.match(text, /npm run guide/);
  });

  test('is refused to an address that asks too often', async (t) => {
    const app = await serving(t, { 'index.html': 'first' });
    const statuses = new Set<number>();
    for (let at = 0; at < 120; at++) statuses.add((await request(app).get('/guide/')).status);
    assert.deepEqual([...statuses], [200, 429]);
  });
});

async function serving(t: { after(clean: () => Promise<void>): void }, files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-guide-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return express().use(guidePages(() => 0, folder));
}
