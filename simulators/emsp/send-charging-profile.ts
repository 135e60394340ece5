import { below, withQuery } from '../../src/ocpi/editions/endpoint-urls.ts';
import { resultPath } from '../../src/ocpi/editions/routes.ts';
import type { Reply } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { ChargingProfileResponse } from '../../src/ocpi/types/2.2.1.generated.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import { controlError, wrong } from '../platform/control-api.ts';
import { endpointFor } from '../platform/partner-endpoint.ts';
import { partnersToward } from '../platform/partners-and-their-tokens.ts';
import { call } from '../platform/push-to-partners.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import type { GivenCommand, ProfileCommand, Provider } from './provider-state.ts';
import { addressee } from './send-command.ts';

/** The HTTP method of each profile request. */
export const profileCommands: Record<ProfileCommand, 'PUT' | 'GET' | 'DELETE'> = {
  SET_CHARGING_PROFILE: 'PUT',
  GET_CHARGING_PROFILE: 'GET',
  CLEAR_CHARGING_PROFILE: 'DELETE',
};

/**
 * Sets, asks for or clears the charging profile of `session_id` and waits for the direct answer; `to` names the operator
 * addressed. Parameters are percent-encoded (CP-06).
 */
export async function sendProfile(
  provider: Provider,
  command: ProfileCommand,
  { session_id, to: named, ...fields }: Record<string, unknown>,
): Promise<GivenCommand> {
  const { platform, commands } = provider;
  const method = profileCommands[command];
  const { rows, version } = platform.edition;
  const row = rows.chargingprofiles.calls?.find((one) => one.to === 'sender' && one.method === method);
  const id = provider.nextId();
  const endpoint = `${platform.url()}/ocpi/${platform.side}/${version}/chargingprofiles`;
  const response_url = below(endpoint, row ? resultPath(row) : method, id);
  const asked = { response_url, ...(method === 'GET' ? { duration: 900 } : {}), ...fields };
  const findings = findingsIn(platform, method, session_id, asked);
  if (findings.length > 0) throw wrong(findings);
  const operator = addressee(named);
  const { connection, module } = await takerOf(platform, operator);
  const to = connection.party === operator ? undefined : operator;
  const sent = new Date(platform.clock.now()).toISOString();
  const body = { session_id, ...asked };
  const given: GivenCommand = { id, command, sent, body, answer: null, result: null, results: [] };
  commands.set(id, given);
  const url = below(module, String(session_id));
  const query = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  const reply = await call(platform, connection, {
    method,
    module: 'chargingprofiles',
    url: method === 'PUT' ? url : withQuery(url, query),
    body: method === 'PUT' ? asked : undefined,
    to,
  });
  given.answer = answerOf(platform, reply);
  return given;
}

function findingsIn(
  { edition }: Platform,
  method: string,
  sessionId: unknown,
  asked: Record<string, unknown>,
): Finding[] {
  return [
    ...(typeof sessionId === 'string' ? [] : [{ pointer: '/session_id', message: 'must be a string' }]),
    ...(method === 'PUT' ? edition.check('set-charging-profile', asked) : []),
  ];
}

/** The oldest connection that offers the charging profiles module. */
async function takerOf(platform: Platform, operator: Party | undefined) {
  for (const connection of partnersToward(platform, operator)) {
    const module = await endpointFor(platform, connection, 'chargingprofiles');
    if (module) return { connection, module };
  }
  throw controlError(409, 'no partner takes charging profiles');
}

function answerOf({ edition }: Platform, { http, code, message, data }: Reply): GivenCommand['answer'] {
  const usable = edition.check('charging-profile-response', data).length === 0;
  const { result, timeout } = usable
    ? (data as ChargingProfileResponse)
    : { result: null, timeout: undefined };
  return { http, status_code: code, status_message: message, result, timeout };
}
