import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerBuffers } from './answer-buffers.ts';
import { sharedPageBytes } from './shared-page-bytes.ts';

const size = 70_000;
const page = (letter: string) => [Buffer.from(`"${letter}"`), Buffer.from(`"${letter.repeat(size)}"`)];
const text = (letter: string) => `{"data":["${letter}","${letter.repeat(size)}"`;

test('readers of the same objects share the bytes of their page', () => {
  const { startOf } = sharedPageBytes();
  const [first, second] = page('a');
  const start = startOf([first!, second!]);
  assert.equal(start?.toString(), text('a'));
  assert.equal(startOf([first!, second!]), start);
});

test('a page with another object, another order or fewer objects has bytes of its own', () => {
  const { startOf } = sharedPageBytes();
  const [first, second] = page('a') as [Buffer, Buffer];
  const start = startOf([first, second]);
  for (const objects of [[first, Buffer.from(second)], [second, first], [second], [first, second, first]])
    assert.notEqual(startOf(objects), start);
  assert.equal(startOf([second])?.toString(), `{"data":["${'a'.repeat(size)}"`);
});

test('a small page is not shared', () => {
  const { startOf } = sharedPageBytes();
  assert.equal(startOf([]), undefined);
  assert.equal(startOf([Buffer.from('{}'), Buffer.from('{}')]), undefined);
});

test('a forgotten page lends its memory to another once all of its answers have left', () => {
  const pages = sharedPageBytes(100_000);
  const a = page('a');
  const start = pages.startOf(a)!;
  pages.startOf(a);
  const b = pages.startOf(page('b'))!;
  pages.ended(start, true);
  assert.notEqual(pages.startOf(page('c'))!.buffer, start.buffer, 'one answer is still on its way');
  assert.equal(start.toString(), text('a'));
  pages.ended(start, true);
  const d = pages.startOf(page('d'))!;
  assert.equal(d.buffer, start.buffer);
  assert.equal(d.toString(), text('d'));
  assert.equal(b.toString(), text('b'));
});

test('a page whose answers had left before it was forgotten lends its memory, too', () => {
  const pages = sharedPageBytes(100_000);
  const start = pages.startOf(page('a'))!;
  pages.ended(start, true);
  pages.startOf(page('b'));
  assert.equal(pages.startOf(page('c'))!.buffer, start.buffer);
});

test('memory that a socket may still hold is never used again', () => {
  const pages = sharedPageBytes(100_000);
  const a = page('a');
  const start = pages.startOf(a)!;
  pages.startOf(a);
  pages.ended(start, false);
  pages.ended(start, true);
  for (const letter of ['b', 'c', 'd']) {
    const next = pages.startOf(page(letter))!;
    assert.notEqual(next.buffer, start.buffer);
    pages.ended(next, true);
  }
});

test('the page that was read last is kept longest', () => {
  const pages = sharedPageBytes(2 * text('a').length);
  const [a, b, c] = [page('a'), page('b'), page('c')];
  const first = pages.startOf(a);
  const second = pages.startOf(b);
  assert.equal(pages.startOf(a), first);
  pages.startOf(c);
  assert.equal(pages.startOf(a), first);
  assert.notEqual(pages.startOf(b), second);
});

test('bytes from elsewhere end nothing', () => {
  const buffers = answerBuffers();
  const foreign = buffers.take(size);
  sharedPageBytes(100_000, buffers).ended(foreign, true);
  assert.notEqual(buffers.take(size).buffer, foreign.buffer);
});
