import * as held from './held.ts';
import { parametersOf } from './listing.ts';
import type { Route } from './route.ts';
import * as settlements from './settlements.ts';

/**
 * The routes of the admin API by which the operator decides to which provider a withheld object or a contract belongs.
 */
export const settling: Route[] = [
  {
    id: 'listHeld',
    method: 'GET',
    path: '/admin/held',
    summary: 'Sessions and CDRs that are held until it is known whose they are, oldest first',
    query: parametersOf(held.listing),
    answer: { status: 200, schema: 'held-view', list: true, paged: true },
    handle: held.list,
  },
  {
    id: 'settleHeld',
    method: 'POST',
    path: '/admin/held/{id}',
    summary: 'Give a held object to whom it is for',
    body: 'held-settle',
    answer: { status: 200, schema: 'held-view' },
    refusals: ['conflict'],
    handle: held.settle,
  },
  {
    id: 'dismissHeld',
    method: 'DELETE',
    path: '/admin/held/{id}',
    summary: "Say that a held object is nobody's: it is shown to no provider, and held no more",
    answer: { status: 204 },
    handle: held.dismiss,
  },
  {
    id: 'listSettlements',
    method: 'GET',
    path: '/admin/settlements',
    summary: 'What was settled on whose contracts are, oldest first',
    query: parametersOf(settlements.listing),
    answer: { status: 200, schema: 'settlement-view', list: true, paged: true },
    handle: settlements.list,
  },
  {
    id: 'createSettlement',
    method: 'POST',
    path: '/admin/settlements',
    summary: 'Say whose a contract is, or all contracts with a beginning',
    body: 'settlement-new',
    answer: { status: 201, schema: 'settlement-view' },
    handle: settlements.create,
  },
  {
    id: 'removeSettlement',
    method: 'DELETE',
    path: '/admin/settlements/{id}',
    summary: 'Take back what was settled',
    answer: { status: 204 },
    handle: settlements.remove,
  },
];
