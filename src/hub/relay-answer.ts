import type { ObjectName } from '../ocpi/editions/basic-ocpi-types.ts';
import type { Edition } from '../ocpi/editions/edition-type.ts';
import { OcpiError } from '../ocpi/messages/ocpi-errors.ts';
import type { Answer, Reply } from '../ocpi/messages/request-and-answer-types.ts';
import { summary } from '../ocpi/schemas/ajv-errors-to-findings.ts';
import type { Party } from '../ocpi/words/party-id.ts';

/**
 * The kind of object that a partner's answer must be, and that partner's edition of OCPI; without them any answer
 * passes.
 */
export interface ExpectedAnswer {
  answer?: ObjectName | undefined;
  edition?: Pick<Edition, 'check' | 'normalise'>;
}

/**
 * Relays a partner's reply to the party that asked: HTTP status, code, message and data, errors included (ROUTE-13);
 * 4000, 4002 or 4003 when there is no reply (ROUTE-14 to 16).
 */
export function relay(reply: Reply, from: Party, expected?: ExpectedAnswer): Answer {
  if (reply.outcome === 'timeout') throw new OcpiError('timeout', `${from} did not answer in time`);
  if (reply.outcome === 'unreachable' || reply.outcome === 'unsendable')
    throw new OcpiError('notConnected', `${from} cannot be reached`);
  if (reply.http === 401) throw new OcpiError('notConnected', `${from} does not accept the hub's token`);
  if (reply.outcome === 'garbage')
    throw new OcpiError(
      'hub',
      `${from} answered ${reply.http === null ? reply.message : `HTTP ${reply.http} without an OCPI envelope`}`,
    );
  const http = reply.http ?? 200;
  const data = reply.success ? checked(reply.data, from, expected) : reply.data;
  return {
    // An OCPI envelope needs an HTTP status that allows a body.
    http: http === 204 || (http >= 300 && http < 400) ? 200 : http,
    ocpi: reply.code ?? 3000,
    message: reply.said,
    ...(data === undefined ? {} : { data }),
    from,
  };
}

/** A command's answer as an object, also when it came as the bare string of the first 2.1.1 text (CMD-04, CMD-05). */
export function asObject(data: unknown): unknown {
  return typeof data === 'string' ? { result: data } : data;
}

/**
 * Checks the data of a partner's successful answer, so that the hub passes on no invalid data (HUB-21), and drops nulls
 * (TRANS-70, EXT-22).
 */
function checked(data: unknown, from: Party, { answer, edition }: ExpectedAnswer = {}): unknown {
  if (!answer || !edition) return data;
  const { check, normalise } = edition;
  const object = asObject(data);
  const findings = check(answer, object);
  if (findings.length > 0)
    throw new OcpiError('hub', `${from} answered something that is no ${answer}: ${summary(findings)}`, {
      findings,
    });
  return normalise(answer, object);
}
