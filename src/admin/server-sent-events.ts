import type { Response } from 'express';
import type { Feed } from './exchange-feed.ts';
import { summaryOf } from './recorded-request-handlers.ts';
import type { Admin, AdminAnswer } from './route-types.ts';

/** Milliseconds between two heartbeats: proxies close silent connections. */
const heartbeat = 15_000;

/** The most bytes that may wait for one watcher; a slower one is disconnected and may reconnect. */
const backlog = 1_048_576;

/** Streams the OCPI requests when they end, as server-sent events. */
export function stream({ feed }: Admin): AdminAnswer {
  const headers = { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' };
  return { headers, stream: (response) => follow(feed, response) };
}

/** Writes every exchange of the feed to a response, until the watcher leaves or falls behind, or the feed ends. */
export function follow(feed: Feed, response: Response, limits = { heartbeat, backlog }): void {
  const write = (text: string) => {
    if (response.writableLength <= limits.backlog) return void response.write(text);
    leave();
    response.destroy();
  };
  const leave = feed.subscribe(
    (exchange) => write(`event: exchange\ndata: ${JSON.stringify(summaryOf(exchange))}\n\n`),
    () => response.end(),
  );
  const timer = setInterval(() => write(': still here\n\n'), limits.heartbeat).unref();
  response.on('close', () => {
    clearInterval(timer);
    leave();
  });
  write(': open\n\n');
}
