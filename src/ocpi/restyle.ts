import { mend } from './mend.ts';
import type { Outgoing } from './outgoing.ts';
import type { Style } from './style.ts';
import { emptied, type ObjectName } from './validation.ts';

/** The body of a request in a partner's style, as text; the bytes as they are where nothing has to change. */
export function restyled({ body, object, method }: Outgoing, style: Style): string | undefined {
  if (!body) return undefined;
  const text = body.toString('utf8');
  if (!object || (style.nulls === 'omitted' && style.dates === 'as_given' && style.enums === 'as_given'))
    return text;
  let value: unknown = JSON.parse(text);
  if (style.enums === 'known_only') value = mend(object, value, ['enums'], 'strict').value;
  if (style.dates === 'whole_seconds') value = wholeSeconds(value);
  // A null in a PATCH would clear the field (TRANS-51).
  if (style.nulls === 'explicit' && method !== 'PATCH') value = emptied(object as ObjectName, value);
  return JSON.stringify(value);
}

function wholeSeconds(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z?$/, '$1Z');
  if (Array.isArray(value)) return value.map(wholeSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wholeSeconds(inner)]));
}
