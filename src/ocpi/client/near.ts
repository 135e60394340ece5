import type { Dispatcher } from 'undici';
import type { Border } from './network.ts';

/**
 * The origin in this process at which a public origin is served, such as `http://127.0.0.1:40001`; `undefined` for all
 * others. A request to it does not leave the machine.
 */
export type Near = (origin: string) => string | undefined;

/** A border that lets requests to near origins pass, whatever the networks of others. */
export function nearBorder(border: Border, near: Near): Border {
  return { ...border, refuses: (url) => (near(url.origin) ? undefined : border.refuses(url)) };
}

/** Sends requests to near origins to where they are served; the journal shows them as they are addressed. */
export function toNear(near: Near): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const origin = near(String(options.origin));
    return dispatch(origin ? { ...options, origin } : options, handler);
  };
}
