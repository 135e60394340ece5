import { connectionReport } from '../hub/insight/report.ts';
import type { Parameter } from './query.ts';
import { reportPage } from './report-page.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route.ts';

/** The query parameter for the form of a report. */
export const form: Parameter[] = [
  {
    name: 'format',
    kind: 'text',
    description: 'JSON or a page of HTML, whatever Accept says',
    oneOf: ['json', 'html'],
  },
];

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
