import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, letPass } from './wait-for-fact.ts';

function standStill(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('what comes after a standstill of this process is not too late', async () => {
  let has = false;
  const found = eventually(200, () => has && 'it came');
  standStill(400);
  setTimeout(() => {
    has = true;
  }, 60);
  assert.equal(await found, 'it came');
});

test('a standstill at the very end leaves time to read what has come', async () => {
  let has = false;
  const found = eventually(20, () => has && 'it came');
  setTimeout(() => {
    standStill(600);
    setTimeout(() => {
      has = true;
    }, 30);
  }, 1);
  assert.equal(await found, 'it came');
});

test('patience ends, and no sooner than it should', async () => {
  const begun = performance.now();
  const counted: number[] = [];
  assert.equal(await eventually(100, (so) => void counted.push(so)), undefined);
  assert.ok(performance.now() - begun >= 99, `${performance.now() - begun}`);
  assert.equal(counted[0], 0);
  assert.ok((counted.at(-1) ?? 0) >= 100);
});

test('time that is to pass passes while this process runs', async () => {
  const begun = performance.now();
  const passed = letPass(200);
  standStill(400);
  await passed;
  assert.ok(performance.now() - begun >= 540, `${performance.now() - begun}`);
});
