import type { Outgoing } from '../messages/exchange.ts';
import { type Foreign, leftOut } from '../schemas/letter.ts';
import { emptied } from '../schemas/validation.ts';
import type { Judged } from '../words/finding.ts';
import type { Style } from '../words/style.ts';
import { keyOf as dialectKey, inDialect, isAsStored } from './dialect.ts';

/** A body in a partner's style, and what of it says less than it did. */
export interface Restyled {
  /** Absent where there is nothing to send, or nothing that can be said. */
  body: Buffer | undefined;
  findings: Judged[];
  /** The partner's dialect has no words for it. */
  withheld?: true;
}

/** The part of a request that its style is about. */
export type Styled = Pick<Outgoing, 'body' | 'object' | 'method' | 'owner'>;

/** The body of a request in a partner's style; the very same where nothing has to change. One body goes to many receivers: it is restyled once for each style. */
export function restyled(request: Styled, style: Style): Restyled {
  const { body, object, method, owner } = request;
  if (!body || !object || isPlain(style, object)) return { body, findings: [] };
  const key = `${method} ${object} ${owner ?? ''}${keyOf(style)}`;
  const known = made.get(body)?.get(key);
  if (known) return known;
  const fresh = restyle({ ...request, body, object }, style);
  const all = made.get(body) ?? new Map<string, Restyled>();
  made.set(body, all.set(key, fresh));
  return fresh;
}

/** What was made of bodies that are still on their way. */
const made = new WeakMap<Buffer, Map<string, Restyled>>();

/** What tells styles apart, made once for each: a style is never changed, but replaced. */
function keyOf(style: Style): string {
  const known = keys.get(style);
  if (known !== undefined) return known;
  const key = ` ${style.nulls} ${style.dates} ${dialectKey(style)}`;
  keys.set(style, key);
  return key;
}

const keys = new WeakMap<Style, string>();

function restyle(request: Styled & Required<Pick<Styled, 'body' | 'object'>>, style: Style): Restyled {
  const { body, object, method, owner } = request;
  const patch = method === 'PATCH';
  const given = JSON.parse(body.toString('utf8')) as unknown;
  const said = inDialect(given, { object, owner, patch }, style);
  if (said.value === leftOut) return { body: undefined, findings: [], withheld: true };
  let { value } = said;
  if (style.dates === 'whole_seconds') value = wholeSeconds(value);
  // A null in a PATCH would clear the field (TRANS-51).
  if (style.nulls === 'explicit' && !patch) value = emptied(object, value);
  const text = value === given ? body : Buffer.from(JSON.stringify(value));
  // That a property went is how this partner is written to, and no news each time.
  return { body: text, findings: said.changes.filter(({ kind }) => kind !== 'property').map(told) };
}

/** What was written instead, for who reads the trace. */
export function told({ kind, property, value, pointer, to }: Foreign): Judged {
  const what = kind === 'property' ? property : JSON.stringify(value);
  const message = to === leftOut ? `${what} was left out` : `${what} was sent as ${JSON.stringify(to)}`;
  return { pointer, message, lenient: true };
}

/** Whether bodies are written as they are stored. */
export function isPlain(style: Style, object: Outgoing['object']): boolean {
  const { nulls, dates } = style;
  return nulls === 'omitted' && dates === 'as_given' && (!object || isAsStored(style, object));
}

function wholeSeconds(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z?$/, '$1Z');
  if (Array.isArray(value)) return value.map(wholeSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wholeSeconds(inner)]));
}
