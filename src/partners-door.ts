import type { Settings } from './hub/configuration.ts';
import type { Hub } from './hub/hub.ts';
import { answerModule } from './hub/interfaces.ts';
import { callerOf, offeredTo } from './hub/parties.ts';
import { deleteCredentials, getCredentials, postCredentials, putCredentials } from './hub/register.ts';
import { fairShares } from './ocpi/fair-shares.ts';
import { type RateLimit, rateLimit } from './ocpi/rates.ts';
import { sampling } from './ocpi/sampling.ts';
import { ocpiServer } from './ocpi/server.ts';
import { unreadAnswers } from './ocpi/unread.ts';

/** The OCPI interfaces, for whoever holds a token; those who ask too much wait. */
export function partnersDoor(hub: Hub, { HUB_RATE_LIMIT, HUB_ADDRESS_RATE_LIMIT }: Settings) {
  return ocpiServer({
    rates: {
      caller: watchedLimit('HUB_RATE_LIMIT', HUB_RATE_LIMIT, hub),
      address: watchedLimit('HUB_ADDRESS_RATE_LIMIT', HUB_ADDRESS_RATE_LIMIT, hub),
    },
    strangers: sampling(hub.now),
    shares: fairShares(),
    unread: unreadAnswers(unread),
    sides: ['cpo', 'emsp'],
    party: hub.party,
    url: hub.url,
    now: hub.now,
    authenticate: (token, side) => callerOf(hub, token, side),
    offered: ({ connection }) => offeredTo(connection),
    credentials: {
      GET: (request) => getCredentials(hub, request),
      POST: (request) => postCredentials(counting(hub, request), request),
      PUT: (request) => putCredentials(counting(hub, request), request),
      DELETE: (request) => deleteCredentials(hub, request),
    },
    answer: (request) => answerModule(request.route.kind === 'call' ? counting(hub, request) : hub, request),
    record: hub.record,
    bug: (error) => hub.log.error(error, 'a request met what nobody foresaw'),
  });
}

/** Pages that a connection leaves unread; two are made side by side, more would only wait for each other. */
const unread = { perKey: 16 << 20, all: 48 << 20, making: 2 };

/** A hub whose requests to partners are counted as caused by this one. */
function counting(hub: Hub, request: { calls?: number }): Hub {
  const send: Hub['send'] = (outgoing) => {
    request.calls = (request.calls ?? 0) + 1;
    return hub.send(outgoing);
  };
  return { ...hub, send };
}

/** Seconds of quiet after which a sender may send all at once what he did not send meanwhile. */
const burst = 30;

/** A limit that the operator hears of, once a minute for each who meets it. */
function watchedLimit(name: string, perSecond: number, { log, now }: Hub): RateLimit {
  const limit = rateLimit({ perSecond, burst: perSecond * burst, now });
  const words = rateLimit({ perSecond: 1 / 60, burst: 1, now });
  const watched = (key: string, cost?: 0 | 1) => {
    const wait = limit(key, cost);
    if (wait > 0 && words(key) === 0) log.warn({ event: 'too many requests', limit: name, key }, name);
    return wait;
  };
  return Object.assign(watched, { charge: limit.charge });
}
