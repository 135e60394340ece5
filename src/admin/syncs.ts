import type { NewSync } from '../hub/types.generated.ts';
import type { Handler } from './route.ts';

/** Starts a pull of a partner's objects and answers at once. */
export const start: Handler = async ({ hub }, { params, body }) => ({
  status: 202,
  body: await hub.syncs.start(params.id ?? '', body as NewSync),
});

/** Lists all syncs, newest first. */
export const list: Handler = async ({ hub }) => ({ body: await hub.syncs.list() });

/** Shows one sync with its progress. */
export const show: Handler = async ({ hub }, { params }) => ({ body: await hub.syncs.find(params.id ?? '') });

/** Confirms the removal of objects that a full sync held back because there were so many. */
export const confirm: Handler = async ({ hub }, { params }) => ({
  body: await hub.syncs.confirm(params.id ?? ''),
});
