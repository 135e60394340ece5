import { agreeing } from './agreement-routes.ts';
import { madeOnce } from './api-documents.ts';
import { judging } from './conformance-routes.ts';
import { connecting } from './connection-routes.ts';
import { live, metrics, ready } from './health-and-metrics.ts';
import { looking } from './object-and-trace-routes.ts';
import { openapi } from './openapi.ts';
import { settling } from './provider-assignment-routes.ts';
import type { Route } from './route-types.ts';
import { pulling } from './sync-routes.ts';

const document = madeOnce((url) => JSON.stringify(openapi(routes, url)));

/**
 * The table of the admin API's routes: Express serves it and the OpenAPI document describes it. Of two matching paths
 * the first counts.
 */
export const routes: Route[] = [
  ...connecting,
  ...pulling,
  ...judging,
  ...settling,
  ...agreeing,
  ...looking,
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
