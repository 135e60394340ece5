import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import express from 'express';
import request from 'supertest';
import { consolePages } from './serve-web-console.ts';

describe('the pages of the console', () => {
  test('are at the root, and trust nothing but the files of the hub', async (t) => {
    const server = await serving(t, { 'index.html': '<!doctype html>the page' });
    const { status, text, headers } = await request(server).get('/');
    assert.deepEqual([status, text], [200, '<!doctype html>the page']);
    assert.match(headers['content-security-policy'] ?? '', /^default-src 'self';.* frame-ancestors 'none';/);
    assert.doesNotMatch(headers['content-security-policy'] ?? '', /unsafe/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.equal(headers['cache-control'], 'no-cache');
  });

  test('have files that may be kept, under the same rules', async (t) => {
    const server = await serving(t, { 'index.html': '', 'assets/main-1.js': 'go()' });
    const { status, headers } = await request(server).get('/assets/main-1.js');
    assert.equal(status, 200);
    assert.match(headers['cache-control'] ?? '', /max-age=31536000, immutable/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.ok(headers['content-security-policy']);
  });

  test('leave other paths alone', async (t) => {
    const server = await serving(t, { 'index.html': '' });
    assert.equal((await request(server).get('/elsewhere')).status, 404);
    assert.equal((await request(server).post('/')).status, 404);
  });

  test('say how to build them where they are not built', async (t) => {
    const { status, text } = await request(await serving(t, {})).get('/');
    assert.equal(status, 503);
    assert.match(text, /npm run console/);
  });
});

/** Serves the console's pages from a folder with these files. */
async function serving(t: { after(end: () => unknown): void }, files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'console-pages-'));
  await mkdir(join(folder, 'assets'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  t.after(() => rm(folder, { recursive: true }));
  return createServer(express().use(consolePages(folder)));
}
