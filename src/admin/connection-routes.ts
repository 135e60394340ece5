import * as connections from './connection-handlers.ts';
import { parametersOf } from './list-filters-and-paging.ts';
import * as report from './onboarding-report-handlers.ts';
import * as parked from './parked-delivery-handlers.ts';
import type { Route } from './route-types.ts';

/**
 * The routes of the admin API for connections: inviting partners, watching the delivery to them, and sending objects
 * again.
 */
export const connecting: Route[] = [
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
    summary: 'End at once the old token, which still works beside the new one after a renewal',
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
      'Objects that a partner has not accepted although it accepted others: parked, refused, given back to their sender',
    query: parametersOf(parked.listing),
    answer: { status: 200, schema: 'parked-view', list: true, paged: true },
    handle: parked.list,
  },
  {
    id: 'listAllParked',
    method: 'GET',
    path: '/admin/parked',
    summary:
      'Objects that partners have not accepted although they accepted others, the longest waiting first',
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
];
