import { below, endpointOf } from '../../src/ocpi/editions/endpoint-urls.ts';
import { resultPath } from '../../src/ocpi/editions/routes.ts';
import type { CommandType } from '../../src/ocpi/types/2.2.1.generated.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { type Party, parseParty } from '../../src/ocpi/words/party-id.ts';
import { controlError, wrong } from '../platform/control-api.ts';
import { firstOf } from '../platform/object-store.ts';
import { partnersToward } from '../platform/partners-and-their-tokens.ts';
import { call } from '../platform/push-to-partners.ts';
import { ownToken } from './find-own-token.ts';
import type { GivenCommand, Provider } from './provider-state.ts';
import { resultOf } from './receive-command-result.ts';

/**
 * Sends a command and waits for the direct answer. `fields` are those of the OCPI object, with `token_uid` for the
 * token and `to` for the operator addressed; `response_url` is new for every command (CMD-17).
 */
export async function sendCommand(
  provider: Provider,
  command: CommandType,
  fields: Record<string, unknown>,
): Promise<GivenCommand> {
  const { platform, commands } = provider;
  const named = addressee(fields.to);
  const connection = partnersToward(platform, named).find(({ endpoints }) =>
    endpointOf(endpoints, 'commands'),
  );
  if (!connection) throw controlError(409, 'no partner takes commands');
  const to = connection.party === named ? undefined : named;
  const url = below(endpointOf(connection.endpoints, 'commands') ?? '', command);
  const id = provider.nextId();
  const same = platform.faults.asked('same_response_url', 'commands', 'POST');
  const body = bodyOf(provider, command, same ? 'same' : id, fields);
  const sent = new Date(platform.clock.now()).toISOString();
  const given: GivenCommand = { id, command, sent, body, answer: null, result: null, results: [] };
  commands.set(id, given);
  if (same) commands.set('same', given);
  const reply = await call(platform, connection, { method: 'POST', module: 'commands', url, body, to });
  const { http, code, message, data } = reply;
  const usable = platform.edition.check('command-response', data).length === 0;
  const result = usable ? resultOf(data) : null;
  const timeout = usable ? (data as { timeout?: number }).timeout : undefined;
  given.answer = {
    http,
    status_code: code,
    status_message: message,
    result,
    ...(timeout === undefined ? {} : { timeout }),
  };
  return given;
}

/**
 * The body of a command: its required fields by default, then the fields given. A 400 names every field that is wrong.
 */
function bodyOf(
  { platform, wording }: Provider,
  command: CommandType,
  id: string,
  { token_uid, to: _to, ...fields }: Record<string, unknown>,
): object {
  const { check, rows, version } = platform.edition;
  const row = rows.commands.calls?.find(({ path }) => path === command);
  if (!row?.body) throw controlError(404, `there is no command ${command}`);
  const item =
    token_uid === undefined ? firstOf(platform.own.tokens, 1)[0] : ownToken(platform, String(token_uid));
  const token = item?.object;
  if (!token) throw controlError(404, `/token_uid: unknown Token "${String(token_uid)}"`);
  const endpoint = `${platform.url()}/ocpi/${platform.side}/${version}/commands`;
  const body = {
    response_url: below(endpoint, resultPath(row), id),
    ...(command === 'START_SESSION' || command === 'RESERVE_NOW' ? { token } : {}),
    ...(command === 'RESERVE_NOW'
      ? {
          reservation_id: wording.reservation,
          expiry_date: formatDateTime(platform.clock.now() + quarterHour),
        }
      : {}),
    ...(command === 'CANCEL_RESERVATION' ? { reservation_id: wording.reservation } : {}),
    ...fields,
  };
  const findings = check(row.body, body);
  if (findings.length > 0) throw wrong(findings);
  return body;
}

/** The party that a control request names in `to`. */
export function addressee(to: unknown): Party | undefined {
  if (to === undefined) return undefined;
  const party = parseParty(String(to));
  if (!party)
    throw wrong([{ pointer: '/to', message: `must be a party such as ES*CPO, got "${String(to)}"` }]);
  return party;
}

const quarterHour = 15 * 60_000;
