import { Refusal } from '../hub/refusal-error.ts';
import { summary } from '../ocpi/schemas/ajv-errors-to-findings.ts';
import type { Finding } from '../ocpi/words/finding-type.ts';
import { isDay, parseDateTime } from '../ocpi/words/ocpi-datetime.ts';

/** A query parameter in the declaration of a route. */
export interface Parameter {
  name: string;
  kind: keyof typeof readers;
  description: string;
  required?: boolean;
  /** The accepted values, if they can be listed. */
  oneOf?: readonly string[];
  /** The form that a query parameter's text must have, in words and as a pattern. */
  shape?: { words: string; pattern: RegExp };
  /** Bounds of a query parameter that is a number; a number above `cap` counts as `cap`. */
  least?: number;
  cap?: number;
  default?: number;
}

/** The values of a query by parameter; `undefined` for one that the request does not have. */
export type Values = Record<string, string | number | undefined>;

/**
 * Parses a query; throws a Refusal that names every parameter that is undeclared, repeated or wrong. An empty one
 * counts as absent.
 */
export function readQuery(query: URLSearchParams, parameters: Parameter[] = []): Values {
  const findings: Finding[] = [...unknownParameters(query, parameters)];
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

/** A parser for each kind of parameter; it throws an Error that says what is expected. */
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
    // The + of a time's offset that was not escaped arrives as a blank.
    const iso = text.replace(' ', '+');
    const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(iso);
    const time = parseDateTime(iso) ?? (zoned && isDay(iso.slice(0, 10)) ? Date.parse(iso) : Number.NaN);
    return Number.isNaN(time)
      ? new Error('must be a time such as 2026-01-31T08:00:00Z')
      : new Date(time).toISOString();
  },
};

function unknownParameters(query: URLSearchParams, parameters: Parameter[]): Finding[] {
  const known = parameters.map(({ name }) => name);
  const unknown = [...new Set(query.keys())].filter((name) => !known.includes(name));
  return unknown.map((name) =>
    finding(name, `is not known here; known: ${known.join(', ') || 'no parameter'}`),
  );
}

function finding(name: string, message: string): Finding {
  return { pointer: `?${name}`, message };
}
