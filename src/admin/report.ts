import { connectionReport } from '../hub/report.ts';
import type { Parameter } from './query.ts';
import { reportPage } from './report-page.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route.ts';

/** In which form a report comes. */
export const form: Parameter[] = [
  {
    name: 'format',
    kind: 'text',
    description: 'JSON or a page of HTML, whatever Accept says',
    oneOf: ['json', 'html'],
  },
];

/** How far a partner has come: JSON, or a page that needs nothing else. */
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
