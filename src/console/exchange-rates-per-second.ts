import type { ExchangeSummary } from '../hub/types.generated.ts';

/** The numbers of exchanges in one second. */
interface Second {
  in: number;
  out: number;
  problems: number;
  /** Durations in milliseconds of some exchanges of the second, enough for quantiles. */
  durations: number[];
}

/** Rates and latencies of exchanges by second, for charts. */
export interface Rates {
  add(exchange: ExchangeSummary): void;
  /** The rates of the `count` seconds before `end`, without the present one. */
  series(end: number, count: number): Series;
}

/**
 * Columns of a chart, all of the same length; `null` where there was no exchange. Times in seconds, latencies in
 * milliseconds.
 */
export interface Series {
  time: number[];
  in: number[];
  out: number[];
  problems: number[];
  median: (number | null)[];
  slow: (number | null)[];
}

/** Number of seconds that are remembered, and the maximum number of durations of each. */
const remembered = 900;
const sampled = 400;

/** Makes a counter of exchanges by the second in which they ended. */
export function countRates(): Rates {
  const seconds = new Map<number, Second>();
  return {
    add(exchange) {
      const at = Math.floor((Date.parse(exchange.time) + exchange.duration_ms) / 1000);
      let second = seconds.get(at);
      if (!second) {
        second = { in: 0, out: 0, problems: 0, durations: [] };
        seconds.set(at, second);
        for (const old of seconds.keys()) if (old < at - remembered) seconds.delete(old);
      }
      second[exchange.direction === 'IN' ? 'in' : 'out'] += 1;
      if (isProblem(exchange)) second.problems += 1;
      if (second.durations.length < sampled) second.durations.push(exchange.duration_ms);
    },
    series(end, count) {
      const last = Math.floor(end / 1000) - 1;
      const time = Array.from({ length: count }, (_, index) => last - count + 1 + index);
      const found = time.map((at) => seconds.get(at));
      return {
        time,
        in: found.map((second) => second?.in ?? 0),
        out: found.map((second) => second?.out ?? 0),
        problems: found.map((second) => second?.problems ?? 0),
        median: found.map((second) => quantile(second, 0.5)),
        slow: found.map((second) => quantile(second, 0.95)),
      };
    },
  };
}

/** Whether an exchange failed: no answer, an HTTP error, or an OCPI status other than success. */
export function isProblem({ error, http_status, ocpi_status }: ExchangeSummary): boolean {
  return error !== null || (http_status ?? 0) >= 400 || (ocpi_status ?? 1000) >= 2000;
}

function quantile(second: Second | undefined, share: number): number | null {
  if (!second || second.durations.length === 0) return null;
  const sorted = [...second.durations].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
