import type { Market } from './cucumber-world.ts';
import type { JsonObject } from './http-call.ts';
import type { Received } from './partner-types.ts';

/** A command or charging profile request: its sender, its content, and the URL for its result. */
export interface Question {
  asker: string;
  responseUrl: string;
  body: JsonObject;
}

const asked = new WeakMap<Market, Question[]>();
let count = 0;

/**
 * A response URL of the sender's own, different for every request. Its path and query contain characters that a
 * careless hub would normalise: `%2F`, `%20`, `+`, upper and lower case.
 */
export function resultUrl(market: Market, asker: string, module = 'commands'): string {
  const { partner } = market.party(asker);
  count += 1;
  return `${partner.url}${partner.endpoints[module]}/Result%2F${count}?n=${count}&to=a%20b+c`;
}

/** Keeps a command or profile request for later steps, which refer to the newest, or to the first as number 1. */
export function remember(market: Market, question: Question): void {
  asked.set(market, [...(asked.get(market) ?? []), question]);
}

/** The newest command or profile request of the scenario, or the one of that number. */
export function question(market: Market, number = 0): Question {
  const found = (asked.get(market) ?? []).at(number - 1);
  if (!found) throw new Error('no step before has asked anything');
  return found;
}

/** The commands and charging profile requests that an operator received from the hub, oldest first. */
export function questionsTo(market: Market, operator: string): Received[] {
  return market
    .party(operator)
    .partner.received.filter(({ module }) => module === 'commands' || module === 'chargingprofiles');
}

/**
 * The hub's `response_url` in the newest command or profile request that the operator received, or in the one of that
 * number.
 */
export function hubUrlFor(market: Market, operator: string, number = 0): string {
  const received = questionsTo(market, operator).at(number - 1);
  const url = received?.json?.response_url ?? received?.query.response_url;
  if (!url) throw new Error(`${operator} was not told where to post a result`);
  return String(url);
}

/** Whether a request is the result of that command or profile request, at exactly the URL that its sender gave. */
export function isResultOf({ responseUrl }: Question, { method, url }: Received): boolean {
  return method === 'POST' && new URL(responseUrl).origin + url === responseUrl;
}
