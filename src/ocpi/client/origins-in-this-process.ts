import type { Dispatcher } from 'undici';
import type { Border } from './allowed-networks.ts';

/**
 * The origin in this process at which a public origin is served, such as `http://127.0.0.1:40001`; `undefined` for all
 * others. A request to it does not leave the machine.
 */
export type Near = (origin: string) => string | undefined;

/** A border that lets requests to origins in this process pass, in whatever network they are. */
export function nearBorder(border: Border, near: Near): Border {
  return { ...border, refuses: (url) => (near(url.origin) ? undefined : border.refuses(url)) };
}

/**
 * Sends requests to public origins that this process serves straight to the serving address; the trace shows the public
 * address.
 */
export function toNear(near: Near): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const origin = near(String(options.origin));
    return dispatch(origin ? { ...options, origin } : options, handler);
  };
}
