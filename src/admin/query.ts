import { Refusal } from '../hub/refusal.ts';
import { isDay, parseDateTime } from '../ocpi/dates.ts';
import { type Finding, summary } from '../ocpi/findings.ts';

/** A query parameter as a route declares it. */
export interface Parameter {
  name: string;
  kind: keyof typeof readers;
  description: string;
  required?: boolean;
  /** The values accepted, where they can be listed. */
  oneOf?: readonly string[];
  /** Form of a text, in words and as a pattern. */
  shape?: { words: string; pattern: RegExp };
  /** Bounds of a number; what is above `cap` counts as `cap`. */
  least?: number;
  cap?: number;
  default?: number;
}

/** Values by parameter; absent where the request has none. */
export type Values = Record<string, string | number | undefined>;

/** Reads a query; a parameter that is not declared, given twice or wrong is named in a Refusal. An empty one counts as not given. */
export function readQuery(query: URLSearchParams, parameters: Parameter[] = []): Values {
  const findings: Finding[] = [...strangers(query, parameters)];
  const values: Values = {};
  for (const parameter of parameters) {
    const [text = '', ...more] = query.getAll(parameter.name);
    const value = text === '' ? parameter.default : readers[parameter.kind](text, parameter);
    if (parameter.required && value === undefined) findings.push(finding(parameter.name, 'is required'));
    else if (more.length > 0) findings.push(finding(parameter.name, 'must be given once'));
    else if (value instanceof Error)
      findings.push(finding(parameter.name, `${value.message}, got "${text.slice(0, 40)}"`));
    else values[parameter.name] = value;
  }
  if (findings.length > 0)
    throw new Refusal('invalid', `the query is not valid: ${summary(findings)}`, findings);
  return values;
}

/** What each kind of parameter makes of a text; an Error says what is expected. */
const readers = {
  text: (text: string, { oneOf, shape }: Parameter): string | Error => {
    if (oneOf && !oneOf.includes(text)) return new Error(`must be one of ${oneOf.join(', ')}`);
    return shape && !shape.pattern.test(text) ? new Error(`must be ${shape.words}`) : text;
  },
  number: (text: string, { least = 0, cap = Number.MAX_SAFE_INTEGER }: Parameter): number | Error => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    return value < least ? new Error(`must be a whole number of at least ${least}`) : Math.min(value, cap);
  },
  time: (text: string): string | Error => {
    // An unescaped + of an offset arrives as a blank.
    const iso = text.replace(' ', '+');
    const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(iso);
    const time = parseDateTime(iso) ?? (zoned && isDay(iso.slice(0, 10)) ? Date.parse(iso) : Number.NaN);
    return Number.isNaN(time)
      ? new Error('must be a time such as 2026-01-31T08:00:00Z')
      : new Date(time).toISOString();
  },
};

function strangers(query: URLSearchParams, parameters: Parameter[]): Finding[] {
  const known = parameters.map(({ name }) => name);
  const unknown = [...new Set(query.keys())].filter((name) => !known.includes(name));
  return unknown.map((name) =>
    finding(name, `is not known here; known: ${known.join(', ') || 'no parameter'}`),
  );
}

function finding(name: string, message: string): Finding {
  return { pointer: `?${name}`, message };
}
