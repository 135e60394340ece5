import type { Processes } from '../hub/ports/processes.ts';
import type { Exchange } from '../ocpi/messages/exchange.ts';
import type { Feed } from './feed.ts';
import { summaryOf } from './requests.ts';

/**
 * Interval at which a process with watchers announces them, and the time for which other processes rely on that, in
 * milliseconds.
 */
const sayEvery = 5_000;
const believe = 12_000;

/**
 * Exchanges are sent to other processes in groups: the longest wait of one in milliseconds, and the most in a group.
 */
const pause = 50;
const most = 100;

/** The form of an exchange for other processes; a watcher sees no more of it. */
type Told = Exchange;

/**
 * A feed that includes the exchanges of other processes. They send them only while somebody watches; those lost over a
 * long pause are in the trace.
 */
export function sharedFeed(feed: Feed, processes: Processes, now: () => number = Date.now): Feed {
  // Exchanges that ended just before a watcher's announcement arrived are sent too.
  let recent: { at: number; told: Told }[] = [];
  let pending: Told[] = [];
  let watchedUntil = 0;
  let watchers = 0;
  let sending: NodeJS.Timeout | undefined;
  let saying: NodeJS.Timeout | undefined;

  const say = () => void processes.tell('watch', {}).catch(() => undefined);
  const send = () => {
    sending = undefined;
    const exchanges = pending.slice(-most);
    pending = [];
    void processes.tell('exchanges', { exchanges }).catch(() => undefined);
  };
  const tell = (told: Told[]) => {
    pending.push(...told);
    if (pending.length > 0) sending ??= setTimeout(send, pause).unref();
  };
  processes.onWord('watch', () => {
    const before = watchedUntil;
    watchedUntil = now() + believe;
    if (before < now()) tell(recent.filter(({ at }) => at > now() - 1000).map(({ told }) => told));
  });
  processes.onWord<{ exchanges: Told[] }>('exchanges', ({ exchanges }) => {
    if (watchers > 0) for (const exchange of exchanges) feed.publish(exchange);
  });
  return {
    publish(exchange) {
      feed.publish(exchange);
      if (processes.count() === 1) return;
      const told = summaryOf(exchange) as Told;
      if (watchedUntil > now()) return tell([told]);
      recent = [...recent.slice(1 - most), { at: now(), told }];
    },
    subscribe(listener, ended) {
      const leave = feed.subscribe(listener, ended);
      watchers += 1;
      say();
      saying ??= setInterval(say, sayEvery).unref();
      let left = false;
      return () => {
        leave();
        if (left) return;
        left = true;
        watchers -= 1;
        if (watchers > 0) return;
        clearInterval(saying);
        saying = undefined;
      };
    },
    end: () => feed.end(),
  };
}
