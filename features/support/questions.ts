import type { JsonObject } from './http.ts';
import type { Received } from './platform.ts';
import type { Market } from './world.ts';

/** A command or a request about a charging profile: who asked, what was sent, and where its result shall arrive. */
export interface Question {
  asker: string;
  responseUrl: string;
  body: JsonObject;
}

const asked = new WeakMap<Market, Question[]>();
let count = 0;

/**
 * A URL of the asker's own for one result, different for every question. Its path and query hold what a careless hub
 * would write otherwise: `%2F`, `%20`, `+`, upper and lower case.
 */
export function resultUrl(market: Market, asker: string, module = 'commands'): string {
  const { partner } = market.party(asker);
  count += 1;
  return `${partner.url}${partner.endpoints[module]}/Result%2F${count}?n=${count}&to=a%20b+c`;
}

/** Remembers a question; steps speak of the newest, or of the first as number 1. */
export function remember(market: Market, question: Question): void {
  asked.set(market, [...(asked.get(market) ?? []), question]);
}

/** The newest question of the scenario, or the one of that number. */
export function question(market: Market, number = 0): Question {
  const found = (asked.get(market) ?? []).at(number - 1);
  if (!found) throw new Error('no step before has asked anything');
  return found;
}

/** What the hub has put to an operator, oldest first: commands and requests about charging profiles. */
export function questionsTo(market: Market, operator: string): Received[] {
  return market
    .party(operator)
    .partner.received.filter(({ module }) => module === 'commands' || module === 'chargingprofiles');
}

/** Where the operator was told to post the result of its newest question, or of the one of that number. */
export function hubUrlFor(market: Market, operator: string, number = 0): string {
  const received = questionsTo(market, operator).at(number - 1);
  const url = received?.json?.response_url ?? received?.query.response_url;
  if (!url) throw new Error(`${operator} was not told where to post a result`);
  return String(url);
}

/** Whether a request is the result of that question, at the very URL the asker gave. */
export function isResultOf({ responseUrl }: Question, { method, url }: Received): boolean {
  return method === 'POST' && new URL(responseUrl).origin + url === responseUrl;
}
