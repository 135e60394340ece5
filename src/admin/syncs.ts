import type { NewSync } from '../hub/types.generated.ts';
import type { Handler } from './route.ts';

/** Starts a pull of a partner's objects and answers at once. */
export const start: Handler = async ({ hub }, { params, body }) => ({
  status: 202,
  body: await hub.syncs.start(params.id ?? '', body as NewSync),
});

/** All syncs, newest first. */
export const list: Handler = async ({ hub }) => ({ body: await hub.syncs.list() });

/** One sync and how far it is. */
export const show: Handler = async ({ hub }, { params }) => ({ body: await hub.syncs.find(params.id ?? '') });

/** Retires what a full sync held back, since it was much. */
export const confirm: Handler = async ({ hub }, { params }) => ({
  body: await hub.syncs.confirm(params.id ?? ''),
});
