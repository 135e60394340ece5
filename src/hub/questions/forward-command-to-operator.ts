import { inDialect } from '../../ocpi/client/object-in-partner-dialect.ts';
import { across } from '../../ocpi/conversion/convert-object.ts';
import type { Call } from '../../ocpi/editions/basic-ocpi-types.ts';
import { below, endpointOf, withQuery } from '../../ocpi/editions/endpoint-urls.ts';
import { isSameVersion } from '../../ocpi/editions/module-tables-by-version.ts';
import { resultPath, sideFor } from '../../ocpi/editions/routes.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { noting } from '../../ocpi/messages/error-with-request-facts.ts';
import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import type { Answer, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { causedBy, toPartner } from '../build-request-to-partner.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionOf } from '../market/connection-index.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import { partsNamed } from '../market/object-names-across-versions.ts';
import { checkResponseUrl } from '../market/response-url-hosts.ts';
import type { HubRequest } from '../market/sender-and-addressee.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { asObject, relay } from '../relay-answer.ts';
import { awaitResult, close, noteQuestion, type OpenQuestion } from './asynchronous-command-result.ts';
import { namedIn } from './objects-named-in-question.ts';
import { profileSet } from './pass-on-profile-updates.ts';
import {
  pairByHeldSession,
  pairByLocation,
  pairBySession,
  subjectOf,
} from './provider-and-operator-of-question.ts';
import { type Ask, checkToken, type Outcome, withClaim } from './provider-claims-by-command.ts';
import type { NamedObjects, Pair, Subject } from './question-types.ts';
import { reservationId } from './reservation-numbers.ts';

/**
 * Passes a command or charging profile to the operator it concerns, with a URL of the hub in place of the provider's
 * `response_url`, and relays the direct answer; the hub awaits a result only after ACCEPTED (HCMD-01 to 17, CP-19 to
 * 24).
 */
export async function forwardToOperator(
  hub: Hub,
  request: HubRequest,
  call: Call,
  to: Party | undefined,
): Promise<Answer> {
  const subject = subjectOf<Addressed['subject'] & { response_url?: string }>(request);
  const inQuery = call.query?.includes('response_url');
  const responseUrl = String(inQuery ? request.query.get('response_url') : subject.response_url);
  checkResponseUrl(request.caller.connection, inQuery ? '?response_url' : '/response_url', responseUrl);
  // No operator can cancel a reservation: the only version that the hub speaks with operators has no such command.
  if (call.about === 'reservation') return { data: own(call, 'NOT_SUPPORTED') };
  const named = namedIn(hub, request, subject);
  const pair =
    call.about === 'session'
      ? await pairOfSession(hub, request, call, asText(subject.session_id), named, to)
      : await pairByLocation(hub, request, subject, named, to);
  if (!pair) return { data: own(call, 'UNKNOWN_SESSION') };
  const asked = { pair, subject, named, responseUrl };
  return noting({ asker: pair.emsp }, () => putTo(hub, request, call, asked));
}

async function putTo(
  hub: Hub,
  request: HubRequest,
  call: Call,
  { named, ...asked }: Pick<Addressed, 'pair' | 'subject' | 'responseUrl'> & { named: NamedObjects },
): Promise<Answer> {
  const { pair } = asked;
  const subject = { ...asked.subject, ...(await ownIds(request, pair.cpo, asked.subject, named)) };
  await checkToken(hub, pair, subject, named);
  const connection = connectionOf(hub.store.registry.read(), 'CPO', pair.cpo);
  if (connection?.status !== 'REGISTERED')
    throw new OcpiError('notConnected', `${pair.cpo} is not connected at present`);
  const endpoint = endpointOf(connection.endpoints, request.route.module);
  const theirs = callOf(connection, request, call);
  if (!endpoint || !theirs) return { data: own(call, 'NOT_SUPPORTED') };
  const answer = await put(hub, request, theirs, { ...asked, subject, connection, endpoint });
  if (answer.data === undefined || !call.answer) return answer;
  const deadline = Math.ceil(hub.commandTimeout / 1000);
  return {
    ...answer,
    data: across(connection, request, call.answer, answer.data, { owner: pair.cpo, deadline }),
  };
}

/** The same kind of question in the operator's version of OCPI; `undefined` where that has none. */
function callOf(connection: Connection, { route }: HubRequest, { method, path }: Call): Call | undefined {
  const { calls = [] } = editionOf(connection).rows[route.module];
  return calls.find((one) => one.method === method && one.path === path);
}

/**
 * The provider and the operator of a question about a session; for a withheld Session STOP_SESSION is the only
 * question.
 */
async function pairOfSession(
  hub: Hub,
  request: HubRequest,
  { path }: Call,
  id: string,
  named: NamedObjects,
  to: Party | undefined,
): Promise<Pair | undefined> {
  const pair = await pairBySession(hub, request, id, named, to);
  return pair ?? (path === 'STOP_SESSION' ? pairByHeldSession(hub, request, id, named, to) : undefined);
}

interface Addressed {
  pair: Pair;
  subject: Ask & { reservation_id?: number | string };
  responseUrl: string;
  connection: Connection;
  endpoint: string;
}

async function put(hub: Hub, request: HubRequest, call: Call, given: Addressed): Promise<Answer> {
  const { pair, subject, responseUrl, connection } = given;
  const { route, correlationId } = request;
  const open: OpenQuestion = {
    id: hub.newId(),
    module: route.module,
    ...pair,
    askee: connection.id,
    responseUrl,
    correlationId,
    asked: hub.now(),
  };
  const reply = await withClaim(
    hub,
    { ...pair, request: request.requestId },
    { by: call.path, ask: subject, noted: noteQuestion(hub, open) },
    async () => {
      const answered = await hub.send(
        toPartner(connection, causedBy(request), {
          method: call.method,
          url: urlFor(hub, request, call, given, open),
          body: call.body && Buffer.from(JSON.stringify(await bodyFor(hub, request, call, given, open))),
          module: route.module,
          one: true,
          to: pair.cpo,
          from: pair.emsp,
          timeout: hub.forwardTimeout,
        }),
      );
      return { reply: answered, outcome: outcomeOf(answered) };
    },
  );
  if (outcomeOf(reply) !== 'accepted') await close(hub, open.id);
  else {
    if (call.result === 'charging-profile-result') await profileSet(hub, pair, asText(subject.session_id));
    awaitResult(hub, open, hub.commandTimeout);
  }
  return relay(withTimeout(hub, call, reply), pair.cpo, {
    answer: call.answer,
    edition: editionOf(connection),
  });
}

/** The answer to a charging profile, with the hub's own deadline in seconds where it has no `timeout` (HCMD-20). */
function withTimeout(hub: Hub, call: Call, reply: Reply): Reply {
  const data = asObject(reply.data) as Json | null;
  const lacks = call.answer === 'charging-profile-response' && data?.result !== undefined;
  if (!lacks || (data.timeout !== undefined && data.timeout !== null)) return reply;
  return { ...reply, data: { ...data, timeout: Math.ceil(hub.commandTimeout / 1000) } };
}

/** The outcome of a command by the operator's reply; without a reply in time the command may have been carried out. */
function outcomeOf(reply: Reply): Outcome {
  if (reply.success && (asObject(reply.data) as { result?: unknown } | null)?.result === 'ACCEPTED')
    return 'accepted';
  return reply.outcome === 'answered' ? 'refused' : 'unanswered';
}

/**
 * The body for the operator: the provider's, with the hub's `response_url` and the hub's reservation number (HCMD-01,
 * 02, 13, 16).
 */
async function bodyFor(
  hub: Hub,
  { body, edition }: HubRequest,
  call: Call,
  { pair, subject, connection }: Addressed,
  open: OpenQuestion,
): Promise<Json> {
  const theirs = subject.reservation_id;
  const isReservation = call.body === 'reserve-now' && theirs !== undefined;
  const reservation = isReservation ? await reservationId(hub, pair, theirs) : undefined;
  const context = { owner: pair.emsp, reservation };
  const said = call.body ? across({ edition }, connection, call.body, body, context) : body;
  const mapped =
    isReservation && isSameVersion({ edition }, connection) ? { reservation_id: reservation } : {};
  const named = ids.filter((id) => (said as Json | undefined)?.[id] !== undefined);
  const whole = {
    ...(said as Json),
    ...Object.fromEntries(named.map((id) => [id, subject[id]])),
    ...mapped,
    response_url: resultUrl(hub, connection, call, open),
  };
  return call.body ? (inDialect(whole, { object: call.body }, dialectOf(connection)).value as Json) : whole;
}

/** The fields of a question that contain ids of the operator's objects. */
const ids = ['location_id', 'evse_uid', 'connector_id', 'session_id'] as const;

/**
 * The operator's own ids of the objects that a question is about; a provider that speaks another version may know them
 * by other ids.
 */
async function ownIds(
  request: HubRequest,
  cpo: Party,
  subject: Subject,
  objects: NamedObjects,
): Promise<Subject> {
  const { location_id, evse_uid, connector_id, session_id } = subject;
  const isTheirs = ({ owner }: StoredObject) => owner === cpo;
  const session = session_id && (await objects.sessions()).find(isTheirs);
  const location = location_id && (await objects.locations()).find(isTheirs);
  const named = [evse_uid, connector_id].filter((id) => id !== undefined);
  const [evse, connector] = location ? partsNamed(location, named, request) : named;
  return {
    ...(session ? { session_id: session.lookups.id ?? session.id } : {}),
    ...(location ? { location_id: location.lookups.id ?? location.id } : {}),
    ...(evse_uid === undefined ? {} : { evse_uid: evse }),
    ...(connector_id === undefined ? {} : { connector_id: connector }),
  } as Subject;
}

function urlFor(
  hub: Hub,
  { query }: HubRequest,
  call: Call,
  { connection, endpoint, subject }: Addressed,
  open: OpenQuestion,
): string {
  const url = below(endpoint, call.path.startsWith(':') ? asText(subject.session_id) : call.path);
  const parameters = (call.query ?? []).map((name): [string, string] => [
    name,
    name === 'response_url' ? resultUrl(hub, connection, call, open) : (query.get(name) ?? ''),
  ]);
  return withQuery(url, Object.fromEntries(parameters));
}

/** The hub's URL that replaces a `response_url`, for one result (HCMD-02, CP-20). */
function resultUrl(hub: Hub, askee: Connection, call: Call, { module, id }: OpenQuestion): string {
  const { version } = editionOf(askee);
  return `${hub.url()}/ocpi/${sideFor(askee.role)}/${version}/${module}/${resultPath(call)}/${id}`;
}

/**
 * An answer that the hub gives by itself; where answers of its kind have a `timeout`, in seconds, it says that no
 * result will come.
 */
function own({ timed }: Call, result: string): Json {
  return timed ? { result, timeout: 0 } : { result };
}
