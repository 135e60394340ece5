import type { Judged } from './findings.ts';
import { mend } from './mend.ts';
import type { Outgoing } from './outgoing.ts';
import type { Style } from './style.ts';
import { emptied } from './validation.ts';

/** A body in a partner's style, and what of it says less than it did. */
export interface Restyled {
  text: string | undefined;
  findings: Judged[];
}

/** The body of a request in a partner's style; the text as it is where nothing has to change. */
export function restyled({ body, object, method }: Outgoing, style: Style): Restyled {
  if (!body) return { text: undefined, findings: [] };
  const text = body.toString('utf8');
  if (!object || isPlain(style)) return { text, findings: [] };
  const legal = mend(object, JSON.parse(text), style.enums === 'known_only' ? ['enums'] : [], 'strict');
  let { value } = legal;
  if (style.dates === 'whole_seconds') value = wholeSeconds(value);
  // A null in a PATCH would clear the field (TRANS-51).
  if (style.nulls === 'explicit' && method !== 'PATCH') value = emptied(object, value);
  const findings = legal.findings.map(({ pointer, message }) => ({
    pointer,
    message: message.replace(' was read as ', ' was sent as '),
    lenient: true as const,
  }));
  return { text: JSON.stringify(value), findings };
}

/** Whether bodies are written as they are. */
export function isPlain({ nulls, dates, enums }: Style): boolean {
  return nulls === 'omitted' && dates === 'as_given' && enums === 'as_given';
}

function wholeSeconds(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z?$/, '$1Z');
  if (Array.isArray(value)) return value.map(wholeSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wholeSeconds(inner)]));
}
