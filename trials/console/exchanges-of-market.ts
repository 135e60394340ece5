import type { Connection } from '../../src/hub/ports/connection-registry.ts';
import type { Exchange } from '../../src/ocpi/messages/request-and-answer-types.ts';

/** Number of exchanges in the trace of a market. */
export const traced = 5000;

const modules = ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens'] as const;

/** Exchange number `n` of the trace, one every 100 ms up to `now`; every third is passed on, every 40th fails. */
export function exchangeAt(n: number, connections: Connection[], now: number): Exchange {
  const connection = connections[(n * 31) % connections.length] as Connection;
  const direction = n % 3 === 0 ? 'IN' : 'OUT';
  const module = modules[n % modules.length] ?? 'locations';
  const fails = n % 40 === 39;
  const isLost = n % 80 === 79;
  const correlation = `20000000-0000-4000-8000-${String(Math.floor(n / 3)).padStart(12, '0')}`;
  return {
    id: `30000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    time: new Date(now - (traced - n) * 100).toISOString(),
    direction,
    connection: connection.id,
    module,
    method: 'PUT',
    url: `http://127.0.0.1:9/ocpi/2.1.1/${module}/NL/ABC/${module.slice(0, 3).toUpperCase()}-${n}`,
    http_status: isLost ? null : fails ? 400 : 200,
    ocpi_status: isLost ? null : fails ? 2001 : 1000,
    duration_ms: isLost ? 5000 : 4 + (n % 23),
    request_id: `40000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    correlation_id: correlation,
    parent_id: direction === 'IN' ? null : `30000000-0000-4000-8000-${String(n - (n % 3)).padStart(12, '0')}`,
    from: direction === 'IN' ? connection.party : null,
    to: direction === 'OUT' ? connection.party : null,
    findings: [],
    error: isLost ? 'timeout' : null,
    request: {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: `X-${n}`, name: 'Quay' }),
    },
    response: { headers: {}, body: isLost ? null : JSON.stringify({ status_code: fails ? 2001 : 1000 }) },
  };
}
