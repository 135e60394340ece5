import { setTimeout as pause } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { answer } from './answer-calls.ts';
import { percentile } from './percentiles.ts';

// This program generates the benchmark's load: it sends requests by undici's dispatch, the cheapest client for Node.

/**
 * Requests of one kind, to be generated. `{id}` in path and body is the request's number modulo `objects`, `{n}` the
 * number, `{us}` the time of sending.
 */
export interface Load {
  origin: string;
  method: 'GET' | 'PUT' | 'PATCH' | 'POST';
  path: string;
  token: string;
  body?: string;
  objects: number;
  /** Number of requests that the load generator has under way at the same time. */
  connections: number;
  /**
   * The end of the load, after this many requests or seconds; with `rate` the generator sends so many a second,
   * independently of the answers.
   */
  count?: number;
  seconds?: number;
  rate?: number;
}

/** The results of a load: times in milliseconds; `failure` is the first answer other than HTTP 2xx. */
export interface Loaded {
  done: number;
  seconds: number;
  p50: number;
  p99: number;
  failures: number;
  failure?: string;
}

let number = 0;

async function load(given: Load): Promise<Loaded> {
  const pool = new Pool(given.origin, {
    connections: given.connections,
    bodyTimeout: 0,
    headersTimeout: 60_000,
  });
  const times: number[] = [];
  const result = { failures: 0, failure: undefined as string | undefined };
  const one = shot(pool, given, (milliseconds, failure) => {
    times.push(milliseconds);
    if (failure === undefined) return;
    result.failures += 1;
    result.failure ??= failure;
  });
  const began = performance.now();
  if (given.rate) await paced(given.rate, given.seconds ?? 1, one);
  else await overConnections(given, began, one);
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  return {
    done: times.length,
    seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    ...result,
  };
}

/** Sends one request of a load at once; its time counts from `due`. */
function shot(pool: Pool, given: Load, ended: (milliseconds: number, failure?: string) => void) {
  const { method, token } = given;
  const [path, body] = [given.path, given.body ?? ''].map((text) => text.split(/\{(id|n|us)\}/));
  const headers = {
    authorization: `Token ${token}`,
    ...(given.body ? { 'content-type': 'application/json' } : {}),
  };
  return (due: number) =>
    new Promise<void>((resolve) => {
      number += 1;
      const values = {
        id: String(number % given.objects),
        n: String(number),
        us: String(Math.round((performance.timeOrigin + due) * 1000)),
      };
      const filled = (parts: string[] = []) =>
        parts.map((part, at) => (at % 2 ? values[part as 'n'] : part)).join('');
      const end = (failure?: string) => {
        ended(performance.now() - due, failure);
        resolve();
      };
      const failed: Buffer[] = [];
      let status = 0;
      const handler: Dispatcher.DispatchHandler = {
        onRequestStart() {},
        onResponseStart(_controller, code) {
          status = code;
        },
        onResponseData(_controller, chunk) {
          if (status >= 300) failed.push(chunk);
        },
        onResponseEnd() {
          end(status < 300 ? undefined : `HTTP ${status} ${Buffer.concat(failed).toString().slice(0, 300)}`);
        },
        onResponseError: (_controller, error) => end(error.message),
      };
      pool.dispatch({ path: filled(path), method, headers, body: given.body ? filled(body) : null }, handler);
    });
}

async function overConnections(
  given: Load,
  began: number,
  one: (due: number) => Promise<void>,
): Promise<void> {
  const { count = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY, connections } = given;
  let begun = 0;
  const connection = async () => {
    while (begun < count && performance.now() - began < seconds * 1000) {
      begun += 1;
      await one(performance.now());
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
}

/**
 * Sends requests at a fixed rate. The time of each counts from the moment at which it was due, so that a stalling
 * receiver does not look better.
 */
async function paced(rate: number, seconds: number, one: (due: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (let sent = 0; sent < rate * seconds; ) {
    for (; sent < rate * seconds && began + (sent * 1000) / rate <= performance.now(); sent += 1)
      all.push(one(began + (sent * 1000) / rate));
    await pause(1);
  }
  await Promise.all(all);
}

/** Reads and parses all pages of a list, following `Link`; gives the number of objects. */
async function read({ url }: { url: string }): Promise<number> {
  const pool = new Pool(new URL(url).origin, { connections: 1 });
  let objects = 0;
  for (let next = url; next; ) {
    const { pathname, search } = new URL(next);
    const { body, headers } = await pool.request({ method: 'GET', path: pathname + search });
    objects += (JSON.parse(await body.text()) as { data: unknown[] }).data.length;
    next = /<([^>]*)>/.exec(String(headers.link ?? ''))?.[1] ?? '';
  }
  await pool.close();
  return objects;
}

answer({ load, read });
