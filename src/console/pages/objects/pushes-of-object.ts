import type { ExchangeDetail, ExchangeSummary } from '../../../hub/types.generated.ts';
import { isProblem } from '../../exchange-rates-per-second.ts';
import type { ObjectName } from './stored-object-types.ts';

/** Filters the exchanges of a module for pushes of one object; their order stays. */
export function pushesAbout(name: ObjectName, exchanges: ExchangeSummary[]): ExchangeSummary[] {
  return exchanges.filter(({ method, url }) => method !== 'GET' && tailOf(name, url) !== undefined);
}

/**
 * The part of an object, such as EVSE and connector, that the path of a push names; `undefined` when the push is of
 * another object.
 */
export function tailOf(
  { module, country_code, party_id, id }: ObjectName,
  url: string,
): string[] | undefined {
  if (!URL.canParse(url)) return undefined;
  // A CDR is posted to the list of CDRs, and the hub's answer contains only the pushes of the requested one.
  if (module === 'cdrs' && /\/cdrs\/?$/.test(new URL(url).pathname)) return [];
  const all = new URL(url).pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const [country, party, object, ...tail] = all.slice(all.lastIndexOf(module) + 1);
  const named = [country, party, object].map((part) => part?.toLowerCase()).join('/');
  const wanted = [country_code, party_id, id].map((part) => part.toLowerCase()).join('/');
  return all.includes(module) && named === wanted ? tail : undefined;
}

/** The pushes that a partner has confirmed with a success, or that the hub has accepted from it. */
export function taken(
  pushes: ExchangeSummary[],
  connection: string,
  direction: 'IN' | 'OUT',
): ExchangeSummary[] {
  return pushes.filter(
    (push) => push.connection === connection && push.direction === direction && !isProblem(push),
  );
}

/** The pushes (newest first) back to the newest one with the whole object; all when there is none. */
export function sinceWhole(name: ObjectName, pushes: ExchangeSummary[]): ExchangeSummary[] {
  const whole = pushes.findIndex(
    ({ method, url }) => (method === 'PUT' || method === 'POST') && tailOf(name, url)?.length === 0,
  );
  return whole < 0 ? pushes : pushes.slice(0, whole + 1);
}

/** The body of a push as JSON; `undefined` when it is unknown. */
export function saidIn(push: ExchangeDetail | undefined): unknown {
  if (!push?.request.body) return undefined;
  try {
    return JSON.parse(push.request.body) as unknown;
  } catch {
    return undefined;
  }
}
