import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Refusal } from '../hub/refusal-error.ts';
import { hashToken } from '../ocpi/words/credentials-tokens.ts';
import { folderSize } from './folder-size.ts';
import { newRecord, refuseTooMany } from './limit-new-workspaces.ts';
import type { WorkspaceRecord } from './workspace-record.ts';

const limits = { hours: 5, workspaces: 3, perAddress: 2, bytes: 1000 };
const hour = 3_600_000;

/** A hub that has one partner, and whose random numbers are given. */
function hubWith(chances: number[]) {
  const connections = [{ parties: ['XA*AAA'] }];
  return {
    store: { registry: { read: () => ({ connections }) } },
    now: () => Date.parse('2026-01-01T00:00:00Z'),
    random: () => chances.shift() ?? Math.random(),
    newToken: () => 'a-token-of-the-hub',
  } as unknown as Parameters<typeof newRecord>[0];
}

const given = { secret: 'the-secret', address: '192.0.2.1', hours: 5 };

test('the parties of a workspace are three that neither the hub nor another workspace has', () => {
  // Each party takes four random numbers: the first two parties are taken, by the hub and by the other workspace.
  const at = (nth: number) => [0, 0, 0, nth / 36 + 0.001];
  const hub = hubWith([at(0), at(1), at(2), at(2), at(3), at(4)].flat());
  const others = [
    { party: 'XA*AAB', operator: 'XB*AAA', provider: 'XC*AAA' },
  ] as unknown as WorkspaceRecord[];
  const made = newRecord(hub, others, { role: 'CPO', name: 'Me' }, given);
  assert.deepEqual([made.party, made.operator, made.provider], ['XA*AAC', 'XA*AAD', 'XA*AAE']);
});

test('a workspace is for the party of the partner where that has one, and ends after its hours', () => {
  const made = newRecord(hubWith([]), [], { role: 'EMSP', name: 'Me', party: 'nl*abc' }, given);
  assert.equal(made.party, 'NL*ABC');
  assert.equal(new Date(made.until).toISOString(), '2026-01-01T05:00:00.000Z');
  assert.equal(made.until - made.created, 5 * hour);
});

test('no secret is kept, only its digest', () => {
  const made = newRecord(hubWith([]), [], { role: 'CPO', name: 'Me' }, given);
  assert.equal(made.secret, hashToken('the-secret'));
  assert.doesNotMatch(JSON.stringify(made), /the-secret/);
});

test('there are no more workspaces than the sandbox has in all, nor than one address may have', () => {
  const record = (address: string, until = 0) => ({ address, until }) as unknown as WorkspaceRecord;
  const admitted = (all: WorkspaceRecord[], address: string) => refuseTooMany(all, limits, address);
  admitted([record('a'), record('b')], 'a');
  assert.throws(
    () => admitted([record('a'), record('a')], 'a'),
    /2 workspaces were opened from your address/,
  );
  admitted([record('a'), record('a')], 'b');
  const full = [record('a', 5 * hour), record('b', 2 * hour), record('c', 9 * hour)];
  assert.throws(
    () => admitted(full, 'd'),
    (error) =>
      error instanceof Refusal && /the next one ends at 1970-01-01T02:00:00.000Z/.test(error.message),
  );
});

test('the size of a folder is that of all its files, and nothing where there is none', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-size-'));
  context.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'one'), 'x'.repeat(300));
  assert.ok((await folderSize(folder)) >= 300);
  assert.equal(await folderSize(join(folder, 'nowhere')), 0);
});
