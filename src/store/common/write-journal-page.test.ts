import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { readIndex } from './read-journal-page.ts';
import { newHabits, newSheet } from './write-journal-page.ts';

const body = JSON.stringify({ id: 'LOC1', directions: 'x'.repeat(3000) });

test('a delivery is a row: the body of its change stands once, and no header that all send stands twice', () => {
  const habits = newHabits();
  const before = newSheet(habits);
  for (let partner = 0; partner < 30; partner++) before.add(delivery(partner, 0));
  const sheet = newSheet(habits);
  const deliveries = Array.from({ length: 60 }, (_, nth) => delivery(nth % 30, 1 + Math.floor(nth / 30)));
  for (const one of deliveries) sheet.add(one);
  const { index, content, count } = sheet.written();
  const text = content.toString();
  assert.equal(count, 60);
  for (const [once, times] of [
    [body, 1],
    ['application/json', 2],
    ['the partner 7', 1],
    ['keep-alive', 1],
    ['Sun, 22 Nov 2026 12:00:02 GMT', 1],
  ] as const)
    assert.equal(text.split(once).length - 1, times, once);
  const rows = index.length + content.length - body.length;
  assert.ok(rows < 60 * 400, `a row takes ${Math.round(rows / 60)} bytes`);
  const exchangeAt = readIndex(index).exchangesIn(content);
  for (const [nth, one] of deliveries.entries()) assert.deepEqual(exchangeAt(nth), one);
});

/** The exchange in which the hub delivers a change to a partner, as the OCPI client records it. */
function delivery(partner: number, change: number): Exchange {
  const [request_id, correlation_id] = [
    `request-${partner}-${change}`.padEnd(36, '0'),
    `correlation-${change}`,
  ];
  const ids = { 'x-request-id': request_id, 'x-correlation-id': correlation_id };
  return {
    id: `exchange-${partner}-${change}`.padEnd(36, '0'),
    time: `2026-11-22T12:00:0${change}.0${10 + partner}Z`,
    direction: 'OUT',
    connection: `connection-${partner}`,
    module: 'locations',
    method: 'PUT',
    url: `https://partner-${partner}.example/ocpi/emsp/2.1.1/locations/NL/ABC/LOC1`,
    http_status: 200,
    ocpi_status: 1000,
    duration_ms: 3,
    request_id,
    correlation_id,
    parent_id: `parent-${change}`,
    from: 'DE*HUB',
    to: `DE*P${10 + partner}` as Exchange['to'],
    findings: [],
    error: null,
    request: {
      headers: { Authorization: '***', 'Content-Type': 'application/json', 'X-Request-ID': request_id },
      body,
    },
    response: {
      headers: {
        ...ids,
        'content-type': 'application/json',
        connection: 'keep-alive',
        server: `the partner ${partner}`,
        date: `Sun, 22 Nov 2026 12:00:0${change} GMT`,
      },
      body: `{"status_code":1000,"timestamp":"2026-11-22T12:00:0${change}Z"}`,
    },
  };
}
