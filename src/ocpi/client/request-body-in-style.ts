import { versionOf } from '../editions/module-tables-by-version.ts';
import type { Outgoing } from '../messages/request-and-answer-types.ts';
import { checksOf } from '../schemas/build-validators.ts';
import { type Foreign, leftOut } from '../schemas/replace-nonstandard-parts.ts';
import type { Judged } from '../words/finding-type.ts';
import type { Style } from '../words/partner-style-types.ts';
import { keyOf as dialectKey, inDialect, isAsStored } from './object-in-partner-dialect.ts';

/** A request body in a partner's style, with a finding for each value that was replaced or left out. */
export interface Restyled {
  /** The bytes to send; absent where the request has no body or the dialect cannot express it. */
  body: Buffer | undefined;
  findings: Judged[];
  /** Set where the partner's dialect cannot express the object, so that it is not sent. */
  withheld?: true;
}

/** The fields of a request on which its styled body depends. */
export type Styled = Pick<Outgoing, 'body' | 'object' | 'method' | 'owner'>;

/** Puts the body of a request into a partner's style; gives the same bytes where nothing changes. One body goes to many receivers and is restyled once per style. */
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

/** Cache of styled bodies, each held as long as the original body is in memory. */
const made = new WeakMap<Buffer, Map<string, Restyled>>();

/** The cache key of a style, computed once: a style object is replaced and never changed. */
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
  if (style.nulls === 'explicit' && !patch) value = checksOf(versionOf(style)).withNulls(object, value);
  const text = value === given ? body : Buffer.from(JSON.stringify(value));
  // A dropped property is this partner's known style and is not reported each time.
  return { body: text, findings: said.changes.filter(({ kind }) => kind !== 'property').map(changeFinding) };
}

/** The finding in the trace that tells how a value was replaced or left out. */
export function changeFinding({ kind, property, value, pointer, to }: Foreign): Judged {
  const what = kind === 'property' ? property : JSON.stringify(value);
  const message = to === leftOut ? `${what} was left out` : `${what} was sent as ${JSON.stringify(to)}`;
  return { pointer, message, lenient: true };
}

/** Tells whether a style sends stored bodies unchanged. */
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
