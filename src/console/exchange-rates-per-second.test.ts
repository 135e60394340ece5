import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeSummary } from '../hub/types.generated.ts';
import { countRates } from './exchange-rates-per-second.ts';

const exchange = (more: Partial<ExchangeSummary>): ExchangeSummary =>
  ({ direction: 'IN', http_status: 200, ocpi_status: 1000, error: null, ...more }) as ExchangeSummary;

test('exchanges are counted in the second they ended in', () => {
  const rates = countRates();
  rates.add(exchange({ time: '2026-01-01T00:00:01.900Z', duration_ms: 50 }));
  rates.add(exchange({ time: '2026-01-01T00:00:01.900Z', duration_ms: 200 }));
  rates.add(exchange({ time: '2026-01-01T00:00:02.100Z', duration_ms: 30, direction: 'OUT' }));
  const { time, ...series } = rates.series(Date.parse('2026-01-01T00:00:04.500Z'), 3);
  assert.deepEqual(
    time.map((second) => new Date(second * 1000).toISOString()),
    ['2026-01-01T00:00:01.000Z', '2026-01-01T00:00:02.000Z', '2026-01-01T00:00:03.000Z'],
  );
  assert.deepEqual(series, {
    in: [1, 1, 0],
    out: [0, 1, 0],
    problems: [0, 0, 0],
    median: [50, 200, null],
    slow: [50, 200, null],
  });
});

test('what was not answered, and what was not answered well, counts as a problem', () => {
  const rates = countRates();
  const at = { time: '2026-01-01T00:00:00.000Z', duration_ms: 1 };
  rates.add(exchange({ ...at, http_status: null, ocpi_status: null, error: 'timeout' }));
  rates.add(exchange({ ...at, http_status: 500, ocpi_status: null }));
  rates.add(exchange({ ...at, ocpi_status: 2001 }));
  rates.add(exchange(at));
  assert.deepEqual(rates.series(Date.parse('2026-01-01T00:00:01Z'), 1).problems, [3]);
});

test('of a second the median and what nineteen of twenty were faster than are shown', () => {
  const rates = countRates();
  for (let n = 1; n <= 20; n += 1) rates.add(exchange({ time: '2026-01-01T00:00:00.000Z', duration_ms: n }));
  const { median, slow } = rates.series(Date.parse('2026-01-01T00:00:01Z'), 1);
  assert.deepEqual([median, slow], [[11], [20]]);
});
