import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BadKey, isSignedBy, signerFrom, usualKeyFile } from './ed25519-signer.ts';

const folder = mkdtempSync(join(tmpdir(), 'signer-'));
const hash = 'a'.repeat(64);

test('a key is made at first use, for its owner alone, and is the same from then on', () => {
  const file = join(folder, 'made', 'for', 'it', 'key.pem');
  const first = signerFrom(file);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, 'made')).mode & 0o777, 0o700);
  assert.match(readFileSync(file, 'utf8'), /^-----BEGIN PRIVATE KEY-----\n/);
  const again = signerFrom(file);
  assert.match(first.key, /^[0-9a-f]{64}$/);
  assert.deepEqual([again.key, again.standIns], [first.key, first.standIns]);
  assert.notEqual(signerFrom(join(folder, 'other.pem')).key, first.key);
});

test('a signature is of one key and one hash', () => {
  const { key, sign } = signerFrom(join(folder, 'one.pem'));
  const other = signerFrom(join(folder, 'two.pem'));
  assert.equal(isSignedBy(key, hash, sign(hash)), true);
  assert.equal(isSignedBy(key, 'b'.repeat(64), sign(hash)), false);
  assert.equal(isSignedBy(other.key, hash, sign(hash)), false);
  assert.equal(isSignedBy('no key', hash, sign(hash)), false);
  assert.equal(isSignedBy(key, hash, ''), false);
});

for (const mode of [0o644, 0o640, 0o606])
  test(`a key of mode ${mode.toString(8)} is not used, and stays as it is`, () => {
    const file = join(folder, `open-${mode}.pem`);
    signerFrom(file);
    chmodSync(file, mode);
    assert.throws(
      () => signerFrom(file),
      (error: Error) => error instanceof BadKey && error.message.includes('chmod 600'),
    );
    assert.equal(statSync(file).mode & 0o777, mode);
  });

test('what is no key is told, and not shown', () => {
  const file = join(folder, 'text.pem');
  writeFileSync(file, 'a secret of another program', { mode: 0o600 });
  assert.throws(
    () => signerFrom(file),
    (error: Error) =>
      error instanceof BadKey && error.message === `${file} holds no Ed25519 private key in PEM`,
  );
  assert.throws(() => signerFrom(folder), BadKey);
});

test('the usual place is below XDG_CONFIG_HOME, else ~/.config', () => {
  assert.equal(usualKeyFile({ XDG_CONFIG_HOME: '/x' }), '/x/ocpi-hub/evidence-key.pem');
  assert.equal(usualKeyFile({}), join(homedir(), '.config/ocpi-hub/evidence-key.pem'));
});
