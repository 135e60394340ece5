import type { ExchangeSummary } from '../hub/types.generated.ts';
import { ask, sendRequest } from './call-admin-api.ts';
import { countRates, type Rates } from './exchange-rates-per-second.ts';
import { eventReader } from './parse-server-sent-events.ts';
import { useOutside } from './use-external-value.ts';

/** The hub's OCPI exchanges as they end, and those just before the page was opened. */
export interface Feed {
  state: 'connecting' | 'live' | 'lost';
  /** The newest exchanges, oldest first, at most as many as `kept` says. */
  exchanges: ExchangeSummary[];
  /** Number of exchanges since the page was opened. */
  total: number;
  rates: Rates;
}

/** Maximum number of exchanges that the page remembers. */
const kept = 10_000;

/** Milliseconds between two renderings of the feed: a busy hub must not keep the page busy. */
const tick = 250;

let feed: Feed = begin();
let ids = new Set<string>();
let over: AbortController | undefined;
let timer = 0;
const listeners = new Set<() => void>();

/** Reads the feed in a component, which is rendered again a few times a second while exchanges arrive. */
export function useFeed(): Feed {
  return useOutside(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => feed,
  );
}

/** Follows the hub's exchanges until `stopFeed`; reconnects after a lost connection. */
export function startFeed(): void {
  stopFeed();
  over = new AbortController();
  feed = begin();
  ids = new Set();
  void follow(over.signal);
}

/** Stops following the hub's exchanges. */
export function stopFeed(): void {
  over?.abort();
}

function begin(): Feed {
  return { state: 'connecting', exchanges: [], total: 0, rates: countRates() };
}

async function follow(signal: AbortSignal): Promise<void> {
  for (let pause = 500; !signal.aborted; pause = Math.min(pause * 2, 8000)) {
    try {
      const answer = await sendRequest('/admin/requests/stream', { signal });
      if (!answer.ok || !answer.body) throw new Error(`the feed answers ${answer.status}`);
      pause = 500;
      // The stream opens before the list is loaded, so that an exchange in between arrives twice instead of never.
      const before = await ask<ExchangeSummary[]>('GET', '/admin/requests?limit=300', undefined, signal);
      for (const exchange of before.reverse()) take(exchange);
      show('live');
      await read(answer.body);
    } catch {
      if (signal.aborted) return;
    }
    show('lost');
    await new Promise((done) => setTimeout(done, pause));
  }
}

async function read(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
  const events = eventReader((data) => take(JSON.parse(data) as ExchangeSummary));
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    events(value);
  }
}

function take(exchange: ExchangeSummary): void {
  if (ids.has(exchange.id)) return;
  ids.add(exchange.id);
  feed.exchanges.push(exchange);
  feed.total += 1;
  feed.rates.add(exchange);
  if (feed.exchanges.length > kept * 1.2)
    for (const { id } of feed.exchanges.splice(0, feed.exchanges.length - kept)) ids.delete(id);
  timer ||= window.setTimeout(() => show(feed.state), tick);
}

function show(state: Feed['state']): void {
  clearTimeout(timer);
  timer = 0;
  feed = { ...feed, state };
  for (const listener of listeners) listener();
}
