import * as settlements from './contract-rule-handlers.ts';
import { parametersOf } from './list-filters-and-paging.ts';
import type { Route } from './route-types.ts';
import * as held from './withheld-object-handlers.ts';

/**
 * The routes of the admin API by which the operator decides to which provider a withheld object or a contract belongs.
 */
export const settling: Route[] = [
  {
    id: 'listHeld',
    method: 'GET',
    path: '/admin/held',
    summary: 'Sessions and CDRs that the hub withholds until their provider is known, oldest first',
    query: parametersOf(held.listing),
    answer: { status: 200, schema: 'held-view', list: true, paged: true },
    handle: held.list,
  },
  {
    id: 'settleHeld',
    method: 'POST',
    path: '/admin/held/{id}',
    summary: 'Deliver a withheld Session or CDR to the provider that it is for',
    body: 'held-settle',
    answer: { status: 200, schema: 'held-view' },
    refusals: ['conflict'],
    handle: held.settle,
  },
  {
    id: 'dismissHeld',
    method: 'DELETE',
    path: '/admin/held/{id}',
    summary:
      'Say that a withheld Session or CDR belongs to no provider: it is shown to none, and waits no more',
    answer: { status: 204 },
    handle: held.dismiss,
  },
  {
    id: 'listSettlements',
    method: 'GET',
    path: '/admin/settlements',
    summary: 'Rules that name the provider of contracts, oldest first',
    query: parametersOf(settlements.listing),
    answer: { status: 200, schema: 'settlement-view', list: true, paged: true },
    handle: settlements.list,
  },
  {
    id: 'createSettlement',
    method: 'POST',
    path: '/admin/settlements',
    summary: 'Name the provider of a contract, or of all contracts with a common beginning',
    body: 'settlement-new',
    answer: { status: 201, schema: 'settlement-view' },
    handle: settlements.create,
  },
  {
    id: 'removeSettlement',
    method: 'DELETE',
    path: '/admin/settlements/{id}',
    summary: 'Remove a rule that names the provider of contracts',
    answer: { status: 204 },
    handle: settlements.remove,
  },
];
