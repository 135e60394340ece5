import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Exchange } from '../http-exchange.ts';
import type { Report } from '../report/json-report.ts';
import type { Trial } from '../suite-run-state.ts';
import { BadKey } from './ed25519-signer.ts';
import { bundleFile } from './evidence-file.ts';
import { verificationOf } from './verify-evidence.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
const key = join(folder, 'key.pem');

const report = {
  partner: { role: 'cpo', versions_url: '', party: '', name: '', modules: [] },
  run: { begun: '', seconds: 0, version: '0.1.0', environment: '', interrupted: false, options: [] },
  ...{ conformant: true, totals: {}, checks: [], left_behind: [] },
} as unknown as Report;

function exchange(begun: number, token: string): Exchange {
  return {
    ...{
      direction: 'sent',
      begun,
      ended: begun,
      time: '',
      method: 'GET',
      url: 'https://p.example/',
      body: '',
    },
    ...{ headers: { authorization: `Token ${token}` }, error: null },
    answer: { status: 200, headers: {}, body: '' },
  };
}

/** A trial in which the suite sent and received these exchanges, each list in the order of receipt. */
function trialOf(sent: Exchange[], received: Exchange[] = []): Trial {
  const options = { role: 'cpo', token: 'token-as-it-was-given' };
  return {
    ...{ options, sent, desk: { inbox: received }, results: [], versionsUrl: '', endpoints: undefined },
    secrets: new Set(['token-as-it-was-given']),
  } as unknown as Trial;
}

test('a bundle has every exchange once, in the order in which they began, and is for its owner alone', async () => {
  const file = join(folder, 'evidence.ndjson');
  writeFileSync(file, 'what was there before', { mode: 0o644 });
  const bundle = await bundleFile(file, key);
  const first = exchange(1, 'token-as-it-was-given');
  await bundle.write(
    trialOf([first, exchange(3, 'another-token'), first], [exchange(2, 'a-third-token')]),
    report,
  );
  assert.equal(bundle.trouble, undefined);
  const text = readFileSync(file, 'utf8');
  assert.equal(verificationOf(Buffer.from(text))?.problem, undefined);
  assert.equal(verificationOf(Buffer.from(text))?.exchanges, 3);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.doesNotMatch(text, /token-as-it-was-given|another-token|a-third-token/);
});

test('of a run with more secrets than can be concealed there is no bundle, and the reason', async () => {
  const file = join(folder, 'none.ndjson');
  const bundle = await bundleFile(file, key);
  const many = Array.from({ length: 501 }, (_, at) => exchange(at, `token-number-${at}`));
  await bundle.write(trialOf(many), report);
  assert.equal(bundle.trouble, 'more than 500 different secrets were exchanged');
  assert.equal(existsSync(file), false);
});

test('a folder that is not there, or a key that is none, is told before a run', async () => {
  await assert.rejects(bundleFile(join(folder, 'nowhere', 'evidence.ndjson'), key), /ENOENT/);
  const wrong = join(folder, 'wrong.pem');
  writeFileSync(wrong, 'no key', { mode: 0o600 });
  await assert.rejects(bundleFile(join(folder, 'evidence.ndjson'), wrong), BadKey);
  mkdirSync(join(folder, 'a-folder'));
  await assert.rejects(bundleFile(join(folder, 'evidence.ndjson'), join(folder, 'a-folder')), BadKey);
});
