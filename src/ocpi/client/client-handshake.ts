import type { Endpoint, ListedEndpoint } from '../editions/basic-ocpi-types.ts';
import type { Edition } from '../editions/edition-type.ts';
import { endpointOf, withQuery } from '../editions/endpoint-urls.ts';
import { moduleIds } from '../editions/modules.ts';
import { listOnlyOf } from '../editions/select-endpoint-by-role.ts';
import { bestOf, usualEditions, type Version } from '../editions/supported-versions.ts';
import type { Json } from '../editions/write-object-part.ts';
import { OcpiError } from '../messages/ocpi-errors.ts';
import type { Outgoing, Reply, Send } from '../messages/request-and-answer-types.ts';
import { summary } from '../schemas/ajv-errors-to-findings.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import type { Judged } from '../words/finding-type.ts';
import { maskUrl } from '../words/mask-secrets-in-urls.ts';
import type { Role } from '../words/party-id.ts';
import { isElsewhere } from './request-address.ts';

/** The other platform in a handshake: its versions URL and the token for it. */
export interface Counterpart {
  versionsUrl: string;
  token: string;
  /**
   * Set where the other platform has asked for the handshake: errors must not tell it what answers at addresses that it
   * cannot reach itself.
   */
  asks?: true;
  connection: string | null;
  /** The role of the other platform: it selects among several endpoints of one module, and a list of the other role is refused. */
  role?: Role;
  /**
   * The versions of OCPI that the hub may choose from, in the order of preference; by default those for a platform
   * about which nothing else is known.
   */
  spoken?: readonly Edition[];
  /**
   * The version of OCPI whose coding of the token is used until the best version is known; by default that of the
   * platform's style.
   */
  edition?: SchemaVersion | undefined;
  correlationId?: string;
  parent?: string;
  timeout: number;
}

/** The result of discovery: the best version that both platforms speak, and the other platform's endpoints of that version. */
export interface Discovered {
  edition: Edition;
  endpoints: Endpoint[];
}

/** Reads versions and version details of another platform; throws 3001, 3002 or 3003 where they cannot be used. */
export async function discover(send: Send, them: Counterpart, needed: string[]): Promise<Discovered> {
  const versions = await fetchList(send, them, them.versionsUrl, 'versions');
  const { spoken = usualEditions } = them;
  const best = bestOf(versions as (Version | null)[], spoken);
  if (!best)
    throw new OcpiError(
      'version',
      `${maskUrl(them.versionsUrl)} does not list version ${spoken.map(({ version }) => version).join(' or ')}`,
    );
  const { edition, entry } = best;
  const { version } = edition;
  if (typeof entry.url !== 'string')
    throw new OcpiError('unusable', `${maskUrl(them.versionsUrl)} lists version ${version} without url`);
  const url = whole(entry.url, them.versionsUrl);
  const judge = ({ data }: Reply) => {
    const listed = (data as { endpoints?: unknown } | null)?.endpoints;
    return { findings: Array.isArray(listed) ? relative(listed, '/data/endpoints') : [] };
  };
  const reply = await send({ ...get({ ...them, edition: version }, url), one: true, judge });
  const details = usable(them, reply, `version details at ${maskUrl(url)}`) as {
    version?: unknown;
    endpoints?: unknown;
  };
  if (details?.version !== version || !Array.isArray(details.endpoints))
    throw new OcpiError(
      'unusable',
      `${maskUrl(url)}: data must have version "${version}" and a list endpoints`,
    );
  const listed = details.endpoints as (ListedEndpoint | null)[];
  const endpoints = knownEndpoints(edition, listed, url, them.role);
  const missing = ['credentials', ...needed].filter((identifier) => !endpointOf(endpoints, identifier));
  if (missing.length > 0)
    throw new OcpiError(
      'endpoints',
      `${maskUrl(url)} lacks the endpoint ${[...new Set(missing)].join(', ')}`,
    );
  if (them.role && edition.looksLikeOther(listed, them.role))
    await refuseOther(send, them, them.role, endpoints);
  return { edition, endpoints };
}

/**
 * Refuses a partner whose endpoints are named like those of the other role, if the endpoint that its own role alone has answers no
 * list.
 */
async function refuseOther(send: Send, them: Counterpart, role: Role, endpoints: Endpoint[]): Promise<void> {
  const module = listOnlyOf(role);
  const url = endpointOf(endpoints, module);
  if (url === undefined) return;
  const reply = await send({ ...get(them, withQuery(url, { limit: '1' })), module });
  const isNone = reply.outcome === 'answered' && !reply.success && reply.http !== 401 && !isServers(reply);
  if (!isNone && reply.http !== 404 && reply.http !== 405) return;
  const [own, other] = role === 'CPO' ? ['a CPO', 'an eMSP'] : ['an eMSP', 'a CPO'];
  throw new OcpiError(
    'endpoints',
    `the endpoints listed are those of ${other}: ${maskUrl(url)} answers no list of ${module} (HTTP ${reply.http}); this connection is for ${own}, so give the versions URL of its own interface`,
  );
}

function isServers({ http, code }: Reply): boolean {
  return (http ?? 0) >= 500 || (code ?? 0) >= 3000;
}

/** Picks one usable URL for each known module from a partner's list of endpoints, and ignores the rest (VER-08). */
function knownEndpoints(
  { check, endpoint }: Edition,
  listed: (ListedEndpoint | null)[],
  base: string,
  role: Role | undefined,
): Endpoint[] {
  return ['credentials', ...moduleIds].flatMap((identifier) => {
    const given = endpoint(listed, identifier, role)?.url;
    const url = typeof given === 'string' ? whole(given, base) : given;
    if (url !== undefined && isElsewhere(url))
      throw new OcpiError(
        'unusable',
        `${maskUrl(base)} lists the endpoint ${identifier} with a URL whose path changes when it is normalised`,
      );
    return url !== undefined && check('URL', url).length === 0 ? [{ identifier, url }] : [];
  });
}

/** Resolves a path that stands in place of a URL (VER-05) against the URL of the document that names it. */
function whole(url: string, base: string): string {
  return url.startsWith('/') && URL.canParse(url, base) ? new URL(url, base).href : url;
}

function relative(listed: unknown[], pointer: string): Judged[] {
  return (listed as (Partial<Endpoint> | null)[]).flatMap((entry, index) =>
    typeof entry?.url === 'string' && entry.url.startsWith('/')
      ? [
          {
            pointer: `${pointer}/${index}/url`,
            message: 'a path was read as a URL of the same host',
            requirement: 'VER-05',
            lenient: true as const,
          },
        ]
      : [],
  );
}

/**
 * Runs the initiator's side of a handshake: versions, details, then `method` on their credentials endpoint with
 * `ours` (CRED-13 to CRED-17), by PUT where POST is not offered. `ready` is called before the request that introduces our
 * new token (CRED-15).
 * Throws 3001, 3002 or 3003, or what the other side answered.
 */
export async function shakeHands(
  send: Send,
  method: 'POST' | 'PUT',
  them: Counterpart,
  ours: (edition: Edition) => Json,
  needed: string[],
  ready: () => Promise<void>,
): Promise<Discovered & { credentials: Json }> {
  const { edition, endpoints } = await discover(send, them, needed);
  const url = endpointOf(endpoints, 'credentials') ?? '';
  await ready();
  const body = Buffer.from(JSON.stringify(ours(edition)));
  const introduce = (way: 'POST' | 'PUT') =>
    send({
      ...get({ ...them, edition: edition.version }, url),
      method: way,
      module: 'credentials',
      one: true,
      body,
    });
  const first = await introduce(method);
  // Some platforms accept Credentials by PUT alone; others still count the hub as registered (CRED-11).
  const again = method === 'POST' && [404, 405].includes(first.http ?? 0) && (await introduce('PUT'));
  const reply = again && again.success ? again : first;
  const credentials = usable(them, reply, `${method} ${maskUrl(url)}`);
  const findings = edition.check('credentials', credentials);
  if (findings.length > 0)
    throw new OcpiError(
      'unusable',
      `${method} ${maskUrl(url)} answered Credentials that are not valid: ${summary(findings)}`,
    );
  return { credentials: credentials as Json, edition, endpoints };
}

async function fetchList(send: Send, them: Counterpart, url: string, what: string): Promise<unknown[]> {
  const judge = ({ data }: Reply) => ({ findings: Array.isArray(data) ? relative(data, '/data') : [] });
  const data = usable(them, await send({ ...get(them, url), judge }), `${what} at ${maskUrl(url)}`);
  if (Array.isArray(data)) return data;
  const isDetails = Array.isArray((data as { endpoints?: unknown } | null)?.endpoints);
  throw new OcpiError(
    'unusable',
    `${maskUrl(url)} is no ${what} endpoint: data must be the list of ${what}${isDetails ? ', and is the details of one: give the URL of the list' : ''}`,
  );
}

function get(them: Counterpart, url: string): Outgoing {
  const { token, edition, connection, correlationId, parent, timeout } = them;
  return {
    method: 'GET',
    url,
    token,
    edition,
    connection,
    correlationId,
    parent,
    timeout,
    module: 'versions',
  };
}

function usable({ asks }: Counterpart, reply: Reply, what: string): unknown {
  if (reply.success) return reply.data;
  if (reply.http === 401)
    throw new OcpiError(
      reply.outcome === 'answered' ? 'unusable' : 'unreachable',
      `${what} failed: HTTP 401, ${asks ? 'the token of the Credentials' : 'the token given for it'} is refused there: ${reply.message}`,
    );
  const codes = reply.outcome === 'answered' ? ` (HTTP ${reply.http}, status code ${reply.code})` : '';
  throw new OcpiError(
    reply.outcome === 'answered' ? 'unusable' : 'unreachable',
    `${what} failed: ${asks && reply.hidden ? 'nothing answers at a public address' : reply.message}${codes}`,
  );
}
