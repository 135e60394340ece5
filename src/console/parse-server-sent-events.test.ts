import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventReader } from './parse-server-sent-events.ts';

test('events are read wherever the stream is cut', () => {
  const text =
    ': open\n\nevent: exchange\ndata: {"id":"a"}\n\n: still here\n\nevent: exchange\ndata: {"id":"b"}\n\nevent: exch';
  for (let size = 1; size <= text.length; size += 1) {
    const taken: string[] = [];
    const read = eventReader((data) => taken.push(data));
    for (let at = 0; at < text.length; at += size) read(text.slice(at, at + size));
    assert.deepEqual(taken, ['{"id":"a"}', '{"id":"b"}'], `in pieces of ${size}`);
  }
});
