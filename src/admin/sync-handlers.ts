import type { Sync } from '../hub/sync-report-types.ts';
import type { NewSync } from '../hub/types.generated.ts';
import { type Listing, namesOfConnection, pageOf, partyParameter } from './list-filters-and-paging.ts';
import type { Handler } from './route-types.ts';

/** Starts a sync, in which the hub pulls a partner's objects, and answers at once. */
export const start: Handler = async ({ hub }, { params, body }) => ({
  status: 202,
  body: await hub.syncs.start(params.id ?? '', body as NewSync),
});

const heldIn = ({ modules }: Sync) => modules.reduce((sum, { held }) => sum + held, 0);

/** The search, filters and orders of the list of syncs. */
export const listing: Listing<Sync> = {
  searched: 'ids of the sync and of its connection, name and parties of the partner, modules and errors',
  texts: ({ id, connection, modules }, hub) => [
    ...[id, ...namesOfConnection(hub, connection)],
    ...modules.flatMap(({ module, error }) => [module, error]),
  ],
  filters: [
    {
      ...{ name: 'connection', kind: 'text', description: 'Id of a connection' },
      fits: ({ connection }, value) => connection === value,
    },
    {
      ...{ ...partyParameter, description: 'One of the parties of the partner' },
      fits: ({ connection }, value, hub) => namesOfConnection(hub, connection).includes(value.toUpperCase()),
    },
    {
      ...{ name: 'type', kind: 'text', description: 'Kind of the sync', oneOf: ['full', 'delta'] },
      fits: ({ type }, value) => type === value,
    },
    {
      ...{ name: 'status', kind: 'text', description: 'Status', oneOf: ['RUNNING', 'DONE', 'FAILED'] },
      fits: ({ status }, value) => status === value,
    },
    {
      ...{ name: 'held', kind: 'text', description: 'Whether a retirement waits for a person' },
      oneOf: ['yes', 'no'],
      fits: (sync, value) => heldIn(sync) > 0 === (value === 'yes'),
    },
  ],
  orders: {
    started: ({ started }) => started,
    finished: ({ finished }) => finished ?? '',
    status: ({ status }) => status,
    connection: ({ connection }) => connection,
  },
};

/** Lists syncs, newest first where the query does not say. */
export const list: Handler = async ({ hub }, request) => {
  const { rows, headers } = pageOf(await hub.syncs.list(), listing, hub, request);
  return { headers, body: rows };
};

/** Shows one sync with its progress. */
export const show: Handler = async ({ hub }, { params }) => ({ body: await hub.syncs.find(params.id ?? '') });

/** Confirms the removal of objects that a full sync did not remove because there were so many. */
export const confirm: Handler = async ({ hub }, { params }) => ({
  body: await hub.syncs.confirm(params.id ?? ''),
});
