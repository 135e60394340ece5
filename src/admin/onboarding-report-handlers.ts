import { connectionReport } from '../hub/insight/connection-report.ts';
import type { ReportView } from '../hub/types.generated.ts';
import { listing as connections, rowsOf } from './connection-handlers.ts';
import { pageOf } from './list-filters-and-paging.ts';
import { reportPage } from './onboarding-report-html.ts';
import type { Parameter } from './query-parameters.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route-types.ts';

/** The query parameter for the form of a report. */
export const form: Parameter[] = [
  {
    name: 'format',
    kind: 'text',
    description: 'JSON or a page of HTML, whatever Accept says',
    oneOf: ['json', 'html'],
  },
];

/**
 * The search, filters and orders of reports are those of connections; a page is short, since each report is made for
 * the request.
 */
export const listing = { ...connections, most: 50, usual: 20 };

/** Lists the reports on partners, found and sorted like connections. */
export async function list({ hub }: Admin, request: AdminRequest): Promise<AdminAnswer> {
  const { rows, headers } = pageOf(await rowsOf(hub, request.query), listing, hub, request);
  const body: ReportView[] = [];
  for (const { connection } of rows) body.push(await connectionReport(hub, connection.id));
  return { headers, body };
}

/** Shows the report of a partner's progress: as JSON, or as a self-contained page. */
export async function show({ hub }: Admin, { params, query, page }: AdminRequest): Promise<AdminAnswer> {
  const report = await connectionReport(hub, params.id ?? '');
  const wanted = query.format === undefined ? page : query.format === 'html';
  if (!wanted) return { headers: { Vary: 'Accept' }, body: report };
  return { headers, text: reportPage(report) };
}

const headers = {
  Vary: 'Accept',
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};
