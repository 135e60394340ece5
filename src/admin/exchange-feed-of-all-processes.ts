import type { Processes } from '../hub/ports/process-coordination.ts';
import type { Exchange } from '../ocpi/messages/request-and-answer-types.ts';
import type { Feed } from './exchange-feed.ts';
import { summaryOf } from './recorded-request-handlers.ts';

/**
 * Milliseconds between two announcements of a process that somebody watches its feed, and milliseconds for which other
 * processes rely on one.
 */
const announceEvery = 5_000;
const relyFor = 12_000;

/**
 * Exchanges go to other processes in groups: the longest wait of an exchange in milliseconds, and the largest group.
 */
const pause = 50;
const most = 100;

/**
 * A feed that includes the exchanges of the hub's other processes. They send them only while somebody watches;
 * exchanges lost in a long pause are in the trace.
 */
export function sharedFeed(feed: Feed, processes: Processes, now: () => number = Date.now): Feed {
  // Exchanges that ended just before a watcher's announcement arrived are sent, too.
  let recent: { at: number; summary: Exchange }[] = [];
  let pending: Exchange[] = [];
  let watchedUntil = 0;
  let watchers = 0;
  let sending: NodeJS.Timeout | undefined;
  let announcing: NodeJS.Timeout | undefined;

  const announce = () => void processes.announce('watch', {}).catch(() => undefined);
  const send = () => {
    sending = undefined;
    const exchanges = pending.slice(-most);
    pending = [];
    void processes.announce('exchanges', { exchanges }).catch(() => undefined);
  };
  const queue = (summaries: Exchange[]) => {
    pending.push(...summaries);
    if (pending.length > 0) sending ??= setTimeout(send, pause).unref();
  };
  processes.subscribe('watch', () => {
    const before = watchedUntil;
    watchedUntil = now() + relyFor;
    if (before < now()) queue(recent.filter(({ at }) => at > now() - 1000).map(({ summary }) => summary));
  });
  processes.subscribe<{ exchanges: Exchange[] }>('exchanges', ({ exchanges }) => {
    if (watchers > 0) for (const exchange of exchanges) feed.publish(exchange);
  });
  return {
    publish(exchange) {
      feed.publish(exchange);
      if (processes.count() === 1) return;
      // Watchers in other processes get only the summary of an exchange.
      const summary = summaryOf(exchange) as Exchange;
      if (watchedUntil > now()) return queue([summary]);
      recent = [...recent.slice(1 - most), { at: now(), summary }];
    },
    subscribe(listener, ended) {
      const leave = feed.subscribe(listener, ended);
      watchers += 1;
      announce();
      announcing ??= setInterval(announce, announceEvery).unref();
      let left = false;
      return () => {
        leave();
        if (left) return;
        left = true;
        watchers -= 1;
        if (watchers > 0) return;
        clearInterval(announcing);
        announcing = undefined;
      };
    },
    end: () => feed.end(),
  };
}
