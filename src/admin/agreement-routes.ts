import * as agreements from './agreement-handlers.ts';
import { parametersOf } from './list-filters-and-paging.ts';
import type { Route } from './route-types.ts';

/** The routes of the admin API for agreements. */
export const agreeing: Route[] = [
  {
    id: 'createAgreement',
    method: 'POST',
    path: '/admin/agreements',
    summary: 'Let an operator and a provider exchange data; or a list of pairs, all or none',
    body: 'agreement-new',
    bodies: true,
    answer: { status: 201, schema: 'agreement-view' },
    refusals: ['conflict'],
    handle: agreements.create,
  },
  {
    id: 'listAgreements',
    method: 'GET',
    path: '/admin/agreements',
    summary: 'Agreements, oldest first',
    query: parametersOf(agreements.listing),
    answer: { status: 200, schema: 'agreement-view', list: true, paged: true },
    handle: agreements.list,
  },
  {
    id: 'exportAgreements',
    method: 'GET',
    path: '/admin/agreements/export',
    summary: 'All agreements that have not been terminated, as a file',
    answer: { status: 200, schema: 'agreement-set' },
    handle: agreements.exportAll,
  },
  {
    id: 'planAgreements',
    method: 'POST',
    path: '/admin/agreements/plan',
    summary:
      'The changes that a file of agreements would make, and the parties that would begin or stop to exchange data',
    body: 'agreement-set',
    answer: { status: 200, schema: 'agreement-plan' },
    handle: agreements.plan,
  },
  {
    id: 'applyAgreements',
    method: 'POST',
    path: '/admin/agreements/apply',
    summary: 'Make the agreements those of a file: all of it or nothing, and nothing the second time',
    body: 'agreement-set',
    answer: { status: 200, schema: 'agreement-plan' },
    handle: agreements.apply,
  },
  {
    id: 'showAgreement',
    method: 'GET',
    path: '/admin/agreements/{id}',
    summary: 'One agreement',
    answer: { status: 200, schema: 'agreement-view' },
    handle: agreements.show,
  },
  {
    id: 'changeAgreement',
    method: 'PATCH',
    path: '/admin/agreements/{id}',
    summary: 'Change status or validity',
    body: 'agreement-change',
    answer: { status: 200, schema: 'agreement-view' },
    refusals: ['conflict'],
    handle: agreements.change,
  },
  {
    id: 'removeAgreement',
    method: 'DELETE',
    path: '/admin/agreements/{id}',
    summary: 'End an agreement and take it off the list',
    answer: { status: 204 },
    handle: agreements.remove,
  },
];
