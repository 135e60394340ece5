import type { Settings } from './hub/configuration.ts';
import { guidePath, helpOf } from './hub/guide-page-of-error.ts';
import type { Hub } from './hub/hub-dependencies.ts';
import { answerModule } from './hub/interfaces/answer-module-request.ts';
import { listParties } from './hub/market/list-parties.ts';
import { callerOf, offeredTo, spokenWith } from './hub/market/sender-and-addressee.ts';
import {
  deleteCredentials,
  getCredentials,
  postCredentials,
  putCredentials,
} from './hub/partners/credentials-handshake.ts';
import { roleOf } from './ocpi/editions/routes.ts';
import type { Inbound } from './ocpi/messages/request-and-answer-types.ts';
import { fairShares } from './ocpi/server/fair-queue-of-callers.ts';
import { unreadAnswers } from './ocpi/server/limit-unread-answers.ts';
import { ocpiServer } from './ocpi/server/ocpi-server.ts';
import { sampling } from './ocpi/server/sample-unauthenticated-requests.ts';
import { otherRole } from './ocpi/words/party-id.ts';
import { type RateLimit, rateLimit } from './ocpi/words/rate-limit.ts';

/** The OCPI interfaces that the hub offers partners, for requests with a valid token, with rate limits. */
export function partnerRoutes(hub: Hub, { HUB_RATE_LIMIT, HUB_ADDRESS_RATE_LIMIT }: Settings) {
  return ocpiServer({
    rates: {
      caller: watchedLimit('HUB_RATE_LIMIT', HUB_RATE_LIMIT, hub),
      address: watchedLimit('HUB_ADDRESS_RATE_LIMIT', HUB_ADDRESS_RATE_LIMIT, hub),
    },
    unauthenticated: sampling(hub.now),
    shares: fairShares(),
    unread: unreadAnswers(unread),
    sides: ['cpo', 'emsp'],
    party: hub.party,
    url: hub.url,
    now: hub.now,
    newId: hub.newId,
    authenticate: (word, side, edition) => callerOf(hub, word, side, edition),
    spoken: (side, caller) => spokenWith(otherRole(roleOf(side)), caller?.connection),
    directory: (inbound) => listParties(hub, inbound),
    offered: ({ connection }, _side, edition) => offeredTo(connection, edition),
    credentials: {
      GET: (request) => getCredentials(hub, request),
      POST: (request) => postCredentials(counting(hub, request), request),
      PUT: (request) => putCredentials(counting(hub, request), request),
      DELETE: (request) => deleteCredentials(hub, request),
    },
    answer: (request) => answerModule(request.route.kind === 'call' ? counting(hub, request) : hub, request),
    record: hub.record,
    help: (kind) => hub.url() + guidePath(`errors/${helpOf('ocpi', kind)}`),
    bug: (error) => hub.log.error(error, 'a request met what nobody foresaw'),
  });
}

/**
 * Limits of unread pages: bytes for each connection and for all; two pages are built at the same time, since more would
 * only wait for each other.
 */
const unread = { perKey: 16 << 20, all: 48 << 20, making: 2 };

/** The hub, with its requests to partners counted as consequences of the given request. */
function counting(hub: Hub, request: Pick<Inbound, 'called'>): Hub {
  const send: Hub['send'] = (outgoing) => {
    request.called();
    return hub.send(outgoing);
  };
  return { ...hub, send };
}

/** Seconds of an unused request rate limit that a partner may use up at once. */
const burst = 30;

/** A rate limit that warns the operator, once a minute for each sender that exceeds it. */
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
