import type { ExchangeDetail } from '../hub/types.generated.ts';
import { bodyLimit, NotRepeatable } from './not-repeatable.ts';

/** An exchange with the other exchanges that a scenario about it needs. */
export interface Told {
  exchange: ExchangeDetail;
  /** Exchanges that this exchange caused. */
  caused: ExchangeDetail[];
  /** The last earlier request that PUT the whole object. */
  before?: ExchangeDetail;
}

/** A party in the scenario: its name there, and its role. */
interface Actor {
  name: string;
  role: 'operator' | 'provider';
}

/**
 * Converts a partner's request to the hub into a scenario in this project's steps: the same request to a test hub, by a
 * party of the same id in the scenario's country, with the same answer and the same consequent requests.
 */
export function asFeature({ exchange, caused, before }: Told): string {
  const { direction, url, method, time, http_status, ocpi_status, from, module } = exchange;
  const [, side, path] = /\/ocpi\/(cpo|emsp)\/2\.1\.1\/([^?#]+(?:\?[^#]*)?)$/.exec(url) ?? [];
  if (direction !== 'IN' || !side || !path || !from || module === null || module === 'credentials')
    throw new NotRepeatable(
      "only a request of a registered partner to one of the hub's modules becomes a scenario: use --as curl",
    );
  const asker: Actor = { name: idOf(from), role: side === 'emsp' ? 'operator' : 'provider' };
  const country = from.slice(0, 2);
  const here = (text: string) => localised(text, country, idOf(from));
  const others = [...new Set([addressee(exchange), ...caused.map(({ to }) => to)])]
    .filter((party) => party !== null && party !== from)
    .map((party) => idOf(String(party)));
  const steps = [
    ...actors(asker, others),
    ...driver(exchange, others, country),
    ...(before ? request(before, asker.name, here, 'And') : []),
    ...(addressee(exchange)
      ? [`And the next request is addressed to ${idOf(String(addressee(exchange)))}`]
      : []),
    ...request(exchange, asker.name, here, 'When'),
    `Then the answer is HTTP ${http_status}${ocpi_status === null ? '' : ` with status code ${ocpi_status}`}`,
    ...arrivals(caused, path, here),
  ];
  const title = `${from} sends ${method} ${path.split('?')[0]}`;
  return [
    `Feature: What happened on ${time}`,
    '',
    `  Scenario: ${title}`,
    ...steps.flatMap((step) => step.split('\n').map((line) => (line === '' ? '' : `    ${line}`))),
    '',
  ].join('\n');
}

/** The party in the To headers, unless that is the hub itself. */
function addressee({ request: { headers }, to, direction }: ExchangeDetail): string | null {
  const named = Object.keys(headers).some((name) => /^ocpi-to-party-id$/i.test(name));
  return named && direction === 'IN' && to !== null && !to.endsWith('*HUB') ? to : null;
}

function actors({ name, role }: Actor, others: string[]): string[] {
  const opposite = role === 'operator' ? 'provider' : 'operator';
  if (others.length === 0) return [`Given ${role} ${name}`];
  const list =
    others.length === 1
      ? `agreement with ${opposite} ${others[0]}`
      : `agreements with ${opposite}s ${all(others)}`;
  return [`Given ${role} ${name} has ${others.length === 1 ? 'an ' : ''}${list}`];
}

function all(names: string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/**
 * Declares the driver's Token in the scenario: a Session or CDR goes to the provider of its Token, which the hub of the
 * scenario must know.
 */
function driver({ module, request: { body } }: ExchangeDetail, others: string[], country: string): string[] {
  if ((module !== 'sessions' && module !== 'cdrs') || !others[0]) return [];
  const authId = /"auth_id":\s*"([^"]+)"/.exec(body ?? '')?.[1];
  if (!authId) return [];
  const uid = 'TRACED';
  const token = `with the Token, where:\n  | uid     | ${uid} |\n  | auth_id | ${localised(authId, country, '')} |`;
  return [`And ${others[0]} sends PUT tokens/{cc}/${others[0]}/${uid} ${token}`];
}

function request(
  exchange: ExchangeDetail,
  name: string,
  here: (text: string) => string,
  word: string,
): string[] {
  const {
    method,
    url,
    request: { body },
  } = exchange;
  if ((body?.length ?? 0) >= bodyLimit)
    throw new NotRepeatable('the trace has cut the body of this request, so it cannot be repeated');
  const path = here(url.replace(/^.*?\/ocpi\/(cpo|emsp)\/2\.1\.1\//, ''));
  if (!body) return [`${word} ${name} sends ${method} ${path}`];
  return [
    `${word} ${name} sends ${method} ${path} with body:\n  """\n${indented(here(pretty(body)))}\n  """`,
  ];
}

function arrivals(caused: ExchangeDetail[], path: string, here: (text: string) => string): string[] {
  return caused.flatMap(({ to, method, url, http_status }) => {
    const at = url.split('?')[0]?.lastIndexOf(path.split('/')[0] ?? '') ?? -1;
    if (http_status === null || to === null || at < 0) return [];
    return [`And ${idOf(to)} has received ${method} ${here(url.split('?')[0]?.slice(at) ?? '')}`];
  });
}

/** Replaces the sender's country code in a text by `{cc}`: every scenario has a country of its own. */
function localised(text: string, country: string, party: string): string {
  return text
    .replaceAll(`/${country}/${party}`, `/{cc}/${party}`)
    .replaceAll(`"country_code": "${country}"`, '"country_code": "{cc}"');
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function indented(text: string): string {
  return text.replaceAll('"""', '\\"\\"\\"').replace(/^/gm, '  ');
}

function idOf(party: string): string {
  return party.slice(3);
}
