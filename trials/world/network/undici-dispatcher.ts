import type { Dispatcher } from 'undici';
import type { Owner } from '../time/simulated-clock.ts';
import type { Network } from './simulated-network.ts';

/** The world's network as a dispatcher of undici: the hub's requests pass its own HTTP client and then this network. */
export function dispatcherOn(network: Network, name: string, owner: Owner): Dispatcher {
  const dispatch: Dispatcher['dispatch'] = (options, handler) => {
    let over = false;
    const controller = {
      aborted: false,
      paused: false,
      reason: null as Error | null,
      rawHeaders: null,
      rawTrailers: null,
      pause: () => undefined,
      resume: () => undefined,
      abort(reason: Error) {
        if (over) return;
        over = true;
        controller.aborted = true;
        controller.reason = reason;
        giveUp();
        handler.onResponseError?.(controller, reason);
      },
    };
    handler.onRequestStart?.(controller, undefined);
    const { origin, path, method, headers, body } = options;
    const giveUp = network.send(
      {
        from: name,
        to: new URL(String(origin)).host,
        method,
        path,
        headers: lowerCase(headers as Record<string, string>),
        body: body === null || body === undefined ? undefined : (body as Buffer),
      },
      owner,
      (outcome) => {
        if (over) return;
        over = true;
        if ('error' in outcome) {
          const error = Object.assign(new Error(outcome.error), { code: outcome.error });
          return handler.onResponseError?.(controller, error);
        }
        handler.onResponseStart?.(controller, outcome.http, outcome.headers, undefined);
        handler.onResponseData?.(controller, outcome.body);
        handler.onResponseEnd?.(controller, {});
      },
    );
    return true;
  };
  return { dispatch, destroy: async () => undefined, close: async () => undefined } as unknown as Dispatcher;
}

/** Headers with their names in lower case, as a server sees them. */
function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
