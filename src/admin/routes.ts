import { agreeing } from './agreement-routes.ts';
import * as attention from './attention.ts';
import { download } from './backup.ts';
import * as conformance from './conformance.ts';
import * as connections from './connections.ts';
import { compare } from './converge.ts';
import { madeOnce } from './docs.ts';
import { live, metrics, ready } from './health.ts';
import { parametersOf } from './listing.ts';
import { list as listObjects, page } from './objects.ts';
import { openapi } from './openapi.ts';
import * as parked from './parked.ts';
import * as report from './report.ts';
import * as requests from './requests.ts';
import type { Route } from './route.ts';
import { settling } from './settlement-routes.ts';
import { list as listSimulators } from './simulators.ts';
import { stream } from './stream.ts';
import * as syncs from './syncs.ts';
import { question, show as showWhy } from './why.ts';
import * as writes from './writes.ts';

const document = madeOnce((url) => JSON.stringify(openapi(routes, url)));

/**
 * The table of the admin API: Express serves it and the OpenAPI document describes it. Of two matching paths the first
 * counts.
 */
export const routes: Route[] = [
  {
    id: 'createConnection',
    method: 'POST',
    path: '/admin/connections',
    summary: 'Prepare a connection, or register with a partner',
    body: 'connection-new',
    answer: { status: 201, schema: 'connection-created' },
    refusals: ['conflict', 'partnerRefused', 'partnerUnreachable'],
    handle: connections.create,
  },
  {
    id: 'listConnections',
    method: 'GET',
    path: '/admin/connections',
    summary: 'Connections, oldest first',
    query: parametersOf(connections.listing),
    answer: { status: 200, schema: 'connection-view', list: true, paged: true },
    handle: connections.list,
  },
  {
    id: 'showConnection',
    method: 'GET',
    path: '/admin/connections/{id}',
    summary: 'One connection',
    answer: { status: 200, schema: 'connection-view' },
    handle: connections.show,
  },
  {
    id: 'changeConnection',
    method: 'PATCH',
    path: '/admin/connections/{id}',
    summary: 'Change name, parties or options; suspend, resume',
    body: 'connection-change',
    answer: { status: 200, schema: 'connection-view' },
    refusals: ['conflict'],
    handle: connections.change,
  },
  {
    id: 'rotateConnection',
    method: 'POST',
    path: '/admin/connections/{id}/rotate',
    summary: 'Renew the credentials at the partner',
    answer: { status: 200, schema: 'connection-view' },
    refusals: ['conflict', 'partnerRefused', 'partnerUnreachable'],
    handle: connections.rotate,
  },
  {
    id: 'inviteAgain',
    method: 'POST',
    path: '/admin/connections/{id}/invite',
    summary: 'Make a new TOKEN_A for a partner that has not registered yet; the one before is dead',
    answer: { status: 200, schema: 'connection-created' },
    refusals: ['conflict'],
    handle: connections.invite,
  },
  {
    id: 'endOldToken',
    method: 'DELETE',
    path: '/admin/connections/{id}/old-token',
    summary: 'End at once the token that holds beside the one in force since a renewal',
    answer: { status: 200, schema: 'connection-view' },
    handle: connections.endOld,
  },
  {
    id: 'removeConnection',
    method: 'DELETE',
    path: '/admin/connections/{id}',
    summary: 'Unregister; what the partner gave stays',
    answer: { status: 200, schema: 'connection-view' },
    handle: connections.remove,
  },
  {
    id: 'reportConnection',
    method: 'GET',
    path: '/admin/connections/{id}/report',
    summary:
      'How far a partner has come, and what is wrong with what it sends; as a page with Accept: text/html',
    query: report.form,
    answer: { status: 200, schema: 'report-view', page: true },
    handle: report.show,
  },
  {
    id: 'listReports',
    method: 'GET',
    path: '/admin/reports',
    summary: 'The reports of several partners, found and sorted like connections',
    query: parametersOf(report.listing),
    answer: { status: 200, schema: 'report-view', list: true, paged: true },
    handle: report.list,
  },
  {
    id: 'listParked',
    method: 'GET',
    path: '/admin/connections/{id}/parked',
    summary:
      'What a partner has not taken though others went through: parked, refused, given back to its sender',
    query: parametersOf(parked.listing),
    answer: { status: 200, schema: 'parked-view', list: true, paged: true },
    handle: parked.list,
  },
  {
    id: 'listAllParked',
    method: 'GET',
    path: '/admin/parked',
    summary: 'What any partner has not taken though others went through, the longest waiting first',
    query: parametersOf(parked.listing),
    answer: { status: 200, schema: 'parked-view', list: true, paged: true },
    handle: parked.listAll,
  },
  {
    id: 'resend',
    method: 'POST',
    path: '/admin/connections/{id}/resend',
    summary:
      'Send again at once what is parked or was refused, one object, or all that is stored of a module',
    body: 'resend-new',
    answer: { status: 202, schema: 'resend-view' },
    handle: parked.resend,
  },
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
    summary: 'Retire what a full pull no longer found and held back',
    answer: { status: 200, schema: 'sync-view' },
    refusals: ['conflict'],
    handle: syncs.confirm,
  },
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
  ...settling,
  ...agreeing,
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
    summary: 'What the hub stores of a module: of one owner, or of all',
    query: page,
    answer: { status: 200, schema: 'object-page', paged: true },
    handle: listObjects,
  },
  {
    id: 'listWrites',
    method: 'GET',
    path: '/admin/objects/{module}/writes',
    summary: 'What the owner of an object said of it, and whom the hub told, newest first',
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
      'What needs a person, kind by kind: failed registrations and syncs, what waits for a decision, who is behind',
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
  {
    id: 'describe',
    method: 'GET',
    path: '/admin/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    open: true,
    answer: { status: 200, type: 'application/json' },
    refusals: ['tooMany'],
    handle: ({ hub }) => ({
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      text: document(hub.url()),
    }),
  },
  {
    id: 'health',
    method: 'GET',
    path: '/health',
    summary: 'The same as /health/ready, for whoever asks without knowing more',
    open: true,
    answer: { status: 200, schema: 'health', or: 503 },
    handle: ready,
  },
  {
    id: 'live',
    method: 'GET',
    path: '/health/live',
    summary: 'Whether the process runs',
    open: true,
    answer: { status: 200, schema: 'health' },
    handle: live,
  },
  {
    id: 'ready',
    method: 'GET',
    path: '/health/ready',
    summary: 'Whether the store answers; 503 when it does not',
    open: true,
    answer: { status: 200, schema: 'health', or: 503 },
    handle: ready,
  },
  {
    id: 'metrics',
    method: 'GET',
    path: '/metrics',
    summary: 'Counts and times in Prometheus text format',
    open: true,
    answer: { status: 200, type: 'text/plain' },
    refusals: ['tooMany'],
    handle: metrics,
  },
];
