import assert from 'node:assert/strict';
import type { Market, Mention } from './cucumber-world.ts';
import type { Answer, Json } from './http-call.ts';
import { changed } from './json-at-path.ts';

/** A field and its new value; `undefined` removes it. */
export type Variant = [field: string, value: Json | undefined];

/** One of several requests that differ in one point, with its answer. */
interface Tried {
  what: string;
  field: string;
  answer: Answer;
}

const tried = new WeakMap<Market, Tried[]>();

/**
 * Sends a request without content by each of the methods to each of the paths, with the headers that earlier steps set.
 */
export async function tryEach(
  market: Market,
  name: string,
  methods: string[],
  paths: string[],
): Promise<void> {
  const headers = market.nextHeaders;
  const all: Tried[] = [];
  for (const path of paths) {
    for (const method of methods) {
      const body = method === 'GET' ? undefined : '{}';
      const answer = await market.send(name, method, path, { headers, body });
      all.push({ what: `${method} ${path}`, field: method, answer });
    }
  }
  tried.set(market, all);
}

/** Sends the object once for each variant; only that field differs from the object of the earlier steps. */
export async function sendEach(
  market: Market,
  { name, method, path, mention }: { name: string; method: string; path: string; mention: Mention },
  variants: Variant[],
): Promise<void> {
  const object = market.object(mention, mention.owner ?? name);
  const all: Tried[] = [];
  for (const [field, value] of variants) {
    const body = JSON.stringify(changed(object, field, value));
    const answer = await market.send(name, method, path, { body });
    all.push({ what: `${field}: ${JSON.stringify(value) ?? 'absent'}`, field, answer });
  }
  tried.set(market, all);
}

/**
 * Texts at their limits, or `more` characters longer, from rows of field and limit; URLs where the third column says
 * so.
 */
export function texts(rows: string[][], more: number): Variant[] {
  return rows.map(([field = '', limit = '', type = '']) => {
    const start = type === 'URL' ? 'https://example.org/' : '';
    return [field, start.padEnd(Number(limit) + more, 'x')];
  });
}

/** Checks that every answer is right, and lists those that are not. */
export function allAnswers(market: Market, right: (one: Tried) => boolean): void {
  const all = tried.get(market) ?? [];
  assert.ok(all.length > 0, 'no step before has tried anything');
  const wrong = all.filter((one) => !right(one));
  assert.deepEqual(
    wrong.map(
      ({ what, answer }) => `${what} was answered HTTP ${answer.status} ${answer.body.slice(0, 300)}`,
    ),
    [],
  );
}
