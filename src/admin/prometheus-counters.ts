import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { objectModules } from '../ocpi/editions/modules.ts';
import type { Exchange } from '../ocpi/messages/request-and-answer-types.ts';
import { version } from './package-version.ts';

/** The Prometheus counters of this process. */
export const registry = new Registry();

const exchanges = new Counter({
  name: 'ocpi_hub_exchanges_total',
  help: 'OCPI requests in and out, by module and outcome',
  labelNames: ['direction', 'module', 'http_status', 'ocpi_status'],
  registers: [registry],
});

const durations = new Histogram({
  name: 'ocpi_hub_exchange_duration_seconds',
  help: 'Time from the request to the end of its answer',
  labelNames: ['direction', 'module'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

const pushes = new Counter({
  name: 'ocpi_hub_pushes_total',
  help: 'Objects sent to partners, by what came of it: accepted, refused, timeout, unreachable or failed',
  labelNames: ['module', 'outcome'],
  registers: [registry],
});

const leftOut = new Counter({
  name: 'ocpi_hub_strangers_left_out_total',
  help: 'Requests of strangers that the trace leaves out and ocpi_hub_exchanges_total does not count; counted when it holds the next',
  registers: [registry],
});

new Gauge({
  name: 'ocpi_hub_build_info',
  help: 'Always 1; the version is a label',
  labelNames: ['version'],
  registers: [registry],
}).set({ version }, 1);

collectDefaultMetrics({ register: registry });

/** Counts an OCPI exchange in the metrics. */
export function observe(exchange: Exchange): void {
  const { direction, http_status, ocpi_status, duration_ms } = exchange;
  const module = exchange.module ?? 'none';
  exchanges.inc({
    direction,
    module,
    http_status: http_status ?? 'none',
    ocpi_status: statusLabel(ocpi_status),
  });
  durations.observe({ direction, module }, duration_ms / 1000);
  if (exchange.left_out) leftOut.inc(exchange.left_out);
  if (direction === 'OUT' && isPush(exchange)) pushes.inc({ module, outcome: outcomeOf(exchange) });
}

function isPush({ module, method }: Exchange): boolean {
  return method !== 'GET' && objectModules.some((known) => known === module);
}

/**
 * The outcome label of an exchange in the metrics: `refused` concerns the object, `failed` the partner: HTTP 5xx, or no
 * OCPI at all.
 */
function outcomeOf({ http_status, ocpi_status, error }: Exchange): string {
  if (http_status === null) return error?.startsWith('timeout') ? 'timeout' : 'unreachable';
  if (http_status >= 500 || ocpi_status === null) return 'failed';
  return http_status < 300 && ocpi_status < 2000 ? 'accepted' : 'refused';
}

/**
 * The label of an OCPI status code in the metrics: codes of the specification as they are, others by their thousand,
 * since a partner must not create series at will.
 */
function statusLabel(code: number | null): string {
  if (code === null) return 'none';
  if (/^(1000|200[0-4]|300[0-3]|400[0-3])$/.test(String(code))) return String(code);
  return code >= 1000 && code < 5000 ? `${Math.floor(code / 1000)}xxx` : 'other';
}
