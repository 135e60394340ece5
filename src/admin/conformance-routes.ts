import * as conformance from './conformance-handlers.ts';
import type { Route } from './route-types.ts';

/** The routes of the admin API for runs of the conformance suite. */
export const judging: Route[] = [
  {
    id: 'startConformance',
    method: 'POST',
    path: '/admin/connections/{id}/conformance',
    summary: 'Check a partner with the conformance suite; one run at a time',
    body: 'conformance-new',
    answer: { status: 202, schema: 'conformance-view' },
    refusals: ['conflict'],
    handle: conformance.start,
  },
  {
    id: 'listConformance',
    method: 'GET',
    path: '/admin/conformance',
    summary: 'The newest conformance runs of this process, newest first',
    answer: { status: 200, schema: 'conformance-view', list: true },
    handle: conformance.list,
  },
  {
    id: 'showConformance',
    method: 'GET',
    path: '/admin/conformance/{id}',
    summary: 'One conformance run and how far it is',
    answer: { status: 200, schema: 'conformance-view' },
    handle: conformance.show,
  },
  {
    id: 'endConformance',
    method: 'DELETE',
    path: '/admin/conformance/{id}',
    summary: 'End a conformance run early: what it wrote is taken back',
    answer: { status: 202, schema: 'conformance-view' },
    handle: conformance.end,
  },
  {
    id: 'reportConformance',
    method: 'GET',
    path: '/admin/conformance/{id}/report',
    summary: 'The report of a conformance run that is over; as a page with Accept: text/html',
    query: conformance.form,
    answer: { status: 200, type: 'application/json', page: true },
    handle: conformance.report,
  },
];
