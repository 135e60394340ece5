import type { Request } from 'express';
import type { FaultTable, Spoken } from './fault-kind-type.ts';
import { waysIn, waysOut } from './misread-list-requests.ts';

/** Faults of a simulated partner's lists and their pages. */
export const pagingFaults = {
  bad_paging: {
    does: 'Pages its lists badly; the value says how.',
    breaks:
      'TRANS-26 TRANS-27 TRANS-28 TRANS-29 TRANS-30 TRANS-31 TRANS-32 TRANS-33 TRANS-34 TRANS-35 TRANS-39 TRANS-40 SES-02',
    value: {
      is: 'what it does',
      default: 'self_link',
      oneOf: [...new Set([...Object.keys(waysOut), ...Object.keys(waysIn)])],
    },
    arrives: (req, _res, value) => {
      const edit = req.method === 'GET' ? waysIn[String(value)] : undefined;
      if (edit) readOtherwise(req, edit);
      return false;
    },
    answers: (answer, value) => {
      if (isPage(answer)) waysOut[String(value)]?.(answer);
    },
  },
} satisfies FaultTable;

function readOtherwise(req: Request, edit: (query: URLSearchParams) => void): void {
  const [path = '', search = ''] = req.url.split('?');
  const query = new URLSearchParams(search);
  edit(query);
  req.url = query.size > 0 ? `${path}?${query}` : path;
}

function isPage({ headers, envelope }: Spoken): boolean {
  return headers['x-total-count'] !== undefined && Array.isArray(envelope.data);
}
