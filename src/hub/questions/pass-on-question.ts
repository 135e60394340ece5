import type { Call } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Edition } from '../../ocpi/editions/edition-type.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import { noting } from '../../ocpi/messages/error-with-request-facts.ts';
import { invalid, OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import type { Answer } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Finding } from '../../ocpi/words/finding-type.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { HubRequest } from '../market/sender-and-addressee.ts';
import { forwardToOperator } from './forward-command-to-operator.ts';
import { reportProfile } from './pass-on-profile-updates.ts';
import { operatorOf } from './provider-and-operator-of-question.ts';
import { authorize } from './real-time-authorisation.ts';

/** Checks a request that only another party can answer, and passes it on to that party (RTA, HCMD, CP). */
export async function ask(hub: Hub, request: HubRequest, to: Party | undefined): Promise<Answer> {
  const call = request.route.calls?.[request.method];
  if (!call) throw new OcpiError('methodNotAllowed', `${request.method} is not offered here`);
  const findings = findingsIn(call, request);
  if (findings.length > 0) throw invalid(findings);
  if (call.to === 'receiver') return reportProfile(hub, request);
  if (call.about === 'session' && !call.result)
    throw new OcpiError('notFound', `no operator here takes ${call.path.split('/').at(-1)}`);
  if (call.about !== 'token') return forwardToOperator(hub, request, call, to);
  const cpo = await operatorOf(hub, request);
  return noting({ asker: cpo }, () => authorize(hub, request, call, cpo, to));
}

/** Every problem of a question's body and parameters (CMD-06, CP-04, CP-05). */
function findingsIn(call: Call, request: HubRequest): Finding[] {
  const { body, query, caller } = request;
  const { check } = editionOf(request);
  const level = caller.connection.options.strict ? 'strict' : 'hub';
  const empty =
    body === undefined ||
    (call.bodyOptional && typeof body === 'object' && body !== null && Object.keys(body).length === 0);
  const inBody = call.body && !(call.bodyOptional && empty) ? check(call.body, body, level) : [];
  return [...inBody, ...(call.query ?? []).flatMap((name) => parameter(check, name, query.get(name)))];
}

function parameter(check: Edition['check'], name: string, value: string | null): Finding[] {
  const pointer = `?${name}`;
  if (value === null) return [{ pointer, message: 'is required' }];
  if (name === 'duration' && !/^[1-9]\d{0,9}$/.test(value))
    return [{ pointer, message: `must be a whole number of seconds above 0, got "${value}"` }];
  return name === 'response_url' ? check('URL', value).map(({ message }) => ({ pointer, message })) : [];
}
