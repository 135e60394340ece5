import type { NewSync } from '../hub/types.generated.ts';
import type { Handler } from './route.ts';

/** Starts a pull of a partner's objects and answers at once. */
export const start: Handler = ({ hub }, { params, body }) => ({
  status: 202,
  body: hub.syncs.start(params.id ?? '', body as NewSync),
});

/** All syncs of this process, newest first. */
export const list: Handler = ({ hub }) => ({ body: hub.syncs.list() });

/** One sync and how far it is. */
export const show: Handler = ({ hub }, { params }) => ({ body: hub.syncs.find(params.id ?? '') });
