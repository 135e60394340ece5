import { OcpiError } from '../../src/ocpi/messages/ocpi-errors.ts';
import type { Answer } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { ActiveChargingProfile } from '../../src/ocpi/types/2.2.1.generated.ts';
import { isFaulty } from '../platform/is-fault-in-force.ts';
import type { PlatformRequest } from '../platform/simulated-platform.ts';
import type { Provider } from './provider-state.ts';

/** Receives the asynchronous result of a command or profile request (CMD-18, CMD-19, CP-17). */
export function receiveResult({ platform, commands }: Provider, request: PlatformRequest): Answer {
  const { params, body } = request;
  const given = isFaulty(platform, request, 'refuses_results')
    ? undefined
    : commands.get(params.question ?? '');
  if (!given && isFaulty(platform, request, 'takes_any_result')) return {};
  if (!given)
    throw new OcpiError('notFound', `no command was given with the response_url …/${params.question}`);
  const result = resultOf(body);
  if (given.result === null) {
    given.result = result;
    given.profile = (body as { profile?: ActiveChargingProfile }).profile;
  }
  given.results.push({ time: new Date(platform.clock.now()).toISOString(), result });
  return {};
}

/**
 * Receives an operator's report of the active profile of a session that this provider knows or asked a profile for
 * (CP-17).
 */
export function receiveProfile(provider: Provider, { params, body }: PlatformRequest): Answer {
  const id = params.session_id ?? '';
  const known =
    [...provider.platform.received.sessions.values()].some(({ object }) => object.id === id) ||
    [...provider.commands.values()].some(({ body }) => (body as { session_id?: string }).session_id === id);
  if (!known) throw new OcpiError('notFound', `unknown session ${id}`);
  provider.profiles.set(id, body as ActiveChargingProfile);
  return {};
}

/** The result in an object, or the bare string of the first 2.1.1 text (CMD-05). */
export function resultOf(data: unknown): string {
  return typeof data === 'string' ? data : (data as { result: string }).result;
}
