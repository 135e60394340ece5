import { findConnection } from '../hub/partners/connections.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { NewConformance } from '../hub/types.generated.ts';
import { maskUrl } from '../ocpi/words/mask-secrets-in-urls.ts';
import { type ReportForm, reportFiles } from './conformance-runs.ts';
import type { Parameter } from './query-parameters.ts';
import type { Handler } from './route-types.ts';

/** The query parameter for the form of a report. */
export const form: Parameter[] = [
  {
    name: 'format',
    kind: 'text',
    description: 'JSON, a page of HTML, JUnit XML or Markdown, whatever Accept says',
    oneOf: Object.keys(reportFiles),
  },
];

/** Starts the suite against the partner of a connection and answers at once. */
export const start: Handler = async ({ hub, conformance, reach }, { params, body }) => {
  const connection = findConnection(hub, params.id ?? '');
  const given = body as NewConformance;
  const { read_only = false, only, at, wait, host, port, url } = given;
  const versions_url = given.versions_url ?? connection.versionsUrl;
  if (!versions_url) throw missing('/versions_url', 'is required: the connection knows none yet');
  // The hub's own token is only sent to the address to which the hub itself sends it.
  const own = read_only && given.versions_url === undefined ? connection.tokenToThem : null;
  const token = given.token ?? own;
  if (!token)
    throw missing('/token', read_only ? 'is required here' : 'is required: a TOKEN_A that the partner made');
  const options = [
    ['--role', connection.role.toLowerCase()],
    ['--versions-url', versions_url],
    read_only ? ['--read-only'] : [],
    only ? ['--only', only.join(',')] : [],
    at === undefined ? [] : ['--at', at],
    wait === undefined ? [] : ['--wait', String(wait)],
    host === undefined ? [] : ['--host', host],
    port === undefined ? [] : ['--port', String(port)],
    url === undefined ? [] : ['--url', url],
    ['--guide', `${hub.url()}/guide/`],
    reach.privateNetworks ? [] : ['--public-only', (reach.networks ?? []).filter(Boolean).join(',')],
  ].flat();
  const { role } = connection;
  const about = { connection: connection.id, role, versions_url: maskUrl(versions_url), read_only };
  return { status: 202, body: await conformance.start({ ...about, token, options }) };
};

/** Lists the newest runs of this process. */
export const list: Handler = ({ conformance }) => ({ body: conformance.list() });

/** Shows one conformance run with its progress. */
export const show: Handler = ({ conformance }, { params }) => ({ body: conformance.find(params.id ?? '') });

/** Ends a conformance run early. */
export const end: Handler = ({ conformance }, { params }) => ({
  status: 202,
  body: conformance.interrupt(params.id ?? ''),
});

/** Shows the report of a finished conformance run. */
export const report: Handler = ({ conformance }, { params, query, page }) => {
  const wanted = (query.format ?? (page ? 'html' : 'json')) as ReportForm;
  const [file, type] = reportFiles[wanted];
  return {
    headers: {
      Vary: 'Accept',
      'Content-Type': type,
      'Content-Disposition': `inline; filename="${file}"`,
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    text: conformance.report(params.id ?? '', wanted),
  };
};

function missing(pointer: string, message: string): Refusal {
  return new Refusal('invalid', `${pointer}: ${message}`, [{ pointer, message }]);
}
