import { parametersOf } from './list-filters-and-paging.ts';
import type { Route } from './route-types.ts';
import * as syncs from './sync-handlers.ts';

/** The routes of the admin API for syncs, in which the hub pulls a partner's objects. */
export const pulling: Route[] = [
  {
    id: 'startSync',
    method: 'POST',
    path: '/admin/connections/{id}/syncs',
    summary: "Pull the partner's objects",
    body: 'sync-new',
    answer: { status: 202, schema: 'sync-view' },
    refusals: ['conflict'],
    handle: syncs.start,
  },
  {
    id: 'listSyncs',
    method: 'GET',
    path: '/admin/syncs',
    summary: 'Pulls of the last days, newest first',
    query: parametersOf(syncs.listing),
    answer: { status: 200, schema: 'sync-view', list: true, paged: true },
    handle: syncs.list,
  },
  {
    id: 'showSync',
    method: 'GET',
    path: '/admin/syncs/{id}',
    summary: 'One pull and how far it is',
    answer: { status: 200, schema: 'sync-view' },
    handle: syncs.show,
  },
  {
    id: 'confirmSync',
    method: 'POST',
    path: '/admin/syncs/{id}/confirm',
    summary: 'Remove the objects that a full sync no longer found and kept because there were so many',
    answer: { status: 200, schema: 'sync-view' },
    refusals: ['conflict'],
    handle: syncs.confirm,
  },
];
