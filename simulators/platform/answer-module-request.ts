import type { ObjectName } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { invalid } from '../../src/ocpi/messages/ocpi-errors.ts';
import type { Answer } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import { receive } from './handle-push.ts';
import { serveList, serveObject } from './serve-objects.ts';
import type { Behaviour, Platform, PlatformRequest } from './simulated-platform.ts';

/**
 * Answers a partner's request to a functional module of the simulator: a read, a push, or a call that the behaviour
 * answers.
 */
export async function answerRequest(
  platform: Platform,
  behaviour: Behaviour,
  request: PlatformRequest,
): Promise<Answer> {
  const { route, method } = request;
  const call = route.calls?.[method];
  if (call && route.kind === 'result')
    return behaviour.answerResult({ ...request, body: checked(platform, request, call.result) });
  if (call) checkParameters(platform, call.query ?? [], request.query);
  if (call)
    return behaviour.answerCall({
      ...request,
      body: checked(platform, request, call.body, call.bodyOptional),
    });
  if (method !== 'GET') return receive(platform, request);
  return route.kind === 'list' ? serveList(platform, request) : serveObject(platform, request);
}

/** The request's body when it is an object of the expected type (CMD-06); an empty one counts as none (TOK-17). */
function checked(
  { edition }: Platform,
  { body }: PlatformRequest,
  name: ObjectName | undefined,
  optional = false,
): unknown {
  const empty = body == null || (typeof body === 'object' && Object.keys(body).length === 0);
  if (name === undefined || (optional && empty)) return undefined;
  const findings = edition.check(name, body);
  if (findings.length > 0) throw invalid(findings);
  return body;
}

/** Refuses a request without its required query parameters (CP-04). */
function checkParameters({ edition }: Platform, names: string[], query: URLSearchParams): void {
  const findings = names.flatMap((name): Finding[] => {
    const value = query.get(name);
    const pointer = `?${name}`;
    if (value === null) return [{ pointer, message: 'is required' }];
    if (name === 'response_url')
      return edition.check('URL', value).map(({ message }) => ({ pointer, message }));
    return /^[1-9]\d*$/.test(value)
      ? []
      : [{ pointer, message: `must be a whole number above 0, got "${value}"` }];
  });
  if (findings.length > 0) throw invalid(findings);
}
