import type { Processes } from '../hub/ports/processes.ts';
import type { Exchange } from '../ocpi/messages/exchange.ts';
import type { Feed } from './feed.ts';
import { summaryOf } from './requests.ts';

/**
 * Interval at which a process with watchers announces them, and the time for which other processes rely on that, in
 * milliseconds.
 */
const announceEvery = 5_000;
const relyFor = 12_000;

/**
 * Exchanges are sent to other processes in groups: the longest wait of one in milliseconds, and the most in a group.
 */
const pause = 50;
const most = 100;

/**
 * A feed that includes the exchanges of other processes. They send them only while somebody watches; those lost over a
 * long pause are in the trace.
 */
export function sharedFeed(feed: Feed, processes: Processes, now: () => number = Date.now): Feed {
  // Exchanges that ended just before a watcher's announcement arrived are sent too.
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
      // Watchers of other processes see no more of an exchange than its summary.
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
