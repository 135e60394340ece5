import { download } from './backup-handler.ts';
import { compare } from './compare-objects-handler.ts';
import { list as listSimulators } from './control-simulators-through-hub.ts';
import { question, see, show as showWhy } from './explain-delivery-handlers.ts';
import * as attention from './operator-trouble-handler.ts';
import * as writes from './pushes-of-object-handler.ts';
import * as requests from './recorded-request-handlers.ts';
import type { Route } from './route-types.ts';
import { stream } from './server-sent-events.ts';
import { list as listObjects, page } from './stored-object-handlers.ts';

/**
 * The routes of the admin API that show stored objects, recorded requests and the reasons of the hub's decisions, and
 * that download them.
 */
export const looking: Route[] = [
  {
    id: 'listRequests',
    method: 'GET',
    path: '/admin/requests',
    summary: 'OCPI requests in and out, newest first',
    query: [...requests.filters, ...requests.paging],
    answer: { status: 200, schema: 'exchange-summary', list: true, paged: true },
    handle: requests.list,
  },
  {
    id: 'exportRequests',
    method: 'GET',
    path: '/admin/requests/export',
    summary: 'All OCPI requests with headers and bodies, tokens masked: one JSON text a line, newest first',
    query: requests.filters,
    answer: { status: 200, type: 'application/x-ndjson' },
    handle: requests.exportAll,
  },
  {
    id: 'streamRequests',
    method: 'GET',
    path: '/admin/requests/stream',
    summary: 'OCPI requests as they end: server-sent events named exchange, each with a summary as JSON',
    answer: { status: 200, type: 'text/event-stream' },
    handle: stream,
  },
  {
    id: 'showRequest',
    method: 'GET',
    path: '/admin/requests/{id}',
    summary: 'One OCPI request with headers and bodies, tokens masked',
    answer: { status: 200, schema: 'exchange-detail' },
    handle: requests.show,
  },
  {
    id: 'listObjects',
    method: 'GET',
    path: '/admin/objects/{module}',
    summary: 'The objects of a module that the hub stores: of one owner, or of all',
    query: page,
    answer: { status: 200, schema: 'object-page', paged: true },
    handle: listObjects,
  },
  {
    id: 'listWrites',
    method: 'GET',
    path: '/admin/objects/{module}/writes',
    summary: 'The pushes of an object by its owner and by the hub, newest first',
    query: writes.object,
    answer: { status: 200, schema: 'exchange-summary', list: true },
    handle: writes.list,
  },
  {
    id: 'why',
    method: 'GET',
    path: '/admin/why',
    summary: 'Why an object has or has not reached a receiver, in words',
    query: question,
    answer: { status: 200, schema: 'why-view' },
    handle: showWhy,
  },
  {
    id: 'see',
    method: 'GET',
    path: '/admin/see',
    summary:
      'An object as its owner wrote it and as a receiver reads it, with what is lost, made up or withheld',
    query: question,
    answer: { status: 200, schema: 'seen-object' },
    handle: see,
  },
  {
    id: 'converge',
    method: 'POST',
    path: '/admin/converge',
    summary: 'Compare what a receiver has of an owner with what it should have, and send again what differs',
    body: 'convergence-new',
    answer: { status: 200, schema: 'convergence-view' },
    handle: compare,
  },
  {
    id: 'backup',
    method: 'GET',
    path: '/admin/backup',
    summary:
      'All that the hub keeps but the trace, while it goes on: lines of JSON, compressed by gzip; tokens of partners stay sealed',
    answer: { status: 200, type: 'application/gzip' },
    handle: download,
  },
  {
    id: 'listAttention',
    method: 'GET',
    path: '/admin/attention',
    summary:
      'Troubles for the operator, kind by kind: failed registrations and syncs, objects that wait for a decision, partners that lag behind',
    answer: { status: 200, schema: 'attention-view', list: true },
    handle: attention.list,
  },
  {
    id: 'listSimulators',
    method: 'GET',
    path: '/admin/simulators',
    summary:
      'The simulated partners of the lab; their control API is passed on below /admin/simulators/{id}/control',
    answer: { status: 200, schema: 'simulator-view', list: true },
    handle: listSimulators,
  },
];
