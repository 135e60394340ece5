import type { AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';
import { isDateTime, isDay } from '../words/ocpi-datetime.ts';
import { hasDotSegments } from '../words/url-dot-segments.ts';

/** The string formats of this project's schemas, each with its test. */
export const formats: Record<string, (text: string) => boolean> = {
  date: isDay,
  'utc-date-time': isDateTime,
  'http-url': isHttpUrl,
};

/** The test of an `x-` keyword; one with `errors` itself says what is wrong and where. */
export interface KeywordRule {
  type: 'string' | 'array' | 'object';
  validate: Validate;
}

interface Validate {
  (schema: never, value: never, parent?: AnySchemaObject, context?: DataValidationCxt): boolean;
  errors?: Partial<ErrorObject>[];
}

/**
 * Makes the tests of this project's `x-` keywords for one validator, since a test keeps the errors of its last value.
 */
export function keywordRules(): Record<string, KeywordRule> {
  return {
    'x-ascii': { type: 'string', validate: (_: true, text: string) => /^[ -~]*$/.test(text) },
    'x-printable': {
      type: 'string',
      validate: (_: true, text: string) => /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u.test(text),
    },
    'x-in-urls': { type: 'string', validate: (_: true, text: string) => !hasDotSegments(text) },
    'x-unique': { type: 'array', validate: telling('x-unique', repeated) },
    'x-ascending': { type: 'object', validate: telling('x-ascending', notAscending) },
    'x-either': { type: 'object', validate: telling('x-either', bothSet) },
  };
}

/** A breach of an `x-` keyword: its JSON Pointer relative to the checked value, and its message. */
interface Breach {
  at: string;
  message: string;
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/?#]\S*$/i.test(text) && URL.canParse(text);
}

/** `x-unique`: no two entries of the list have the same value in this field (LOC-26). */
function repeated(field: string, list: Record<string, unknown>[]): Breach[] {
  const seen = new Set<string>();
  const breaches: Breach[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const value = list[at]?.[field];
    if (typeof value !== 'string') continue;
    if (seen.has(value))
      breaches.push({
        at: `/${at}/${field}`,
        message: `must be unique in its list, got ${JSON.stringify(value)} again`,
      });
    seen.add(value);
  }
  return breaches;
}

/** `x-ascending`: the second time of day is later than the first; a schema may allow the next day (LOC-31, LOC-37). */
function notAscending(
  [first, second, pastMidnight]: [string, string, string?],
  object: Record<string, unknown>,
): Breach[] {
  const begin = object[first];
  const end = object[second];
  if (!isTimeOfDay(begin) || !isTimeOfDay(end) || end > begin) return [];
  if (pastMidnight && (end < begin || end === '00:00')) return [];
  return [{ at: `/${second}`, message: `must be later than ${first} "${begin}", got "${end}"` }];
}

function isTimeOfDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d\d:\d\d$/.test(value);
}

/** `x-either`: at most one of the two properties is set; null, false and an empty list count as absent (TRANS-70, TRANS-80). */
function bothSet([first, second]: [string, string], object: Record<string, unknown>): Breach[] {
  if (!isSet(object[first]) || !isSet(object[second])) return [];
  return [{ at: '', message: `must have only one of ${first}, ${second}` }];
}

function isSet(value: unknown): boolean {
  return value != null && value !== false && !(Array.isArray(value) && value.length === 0);
}

/** Makes a test of Ajv whose errors have their own message and JSON Pointer. */
function telling<S, V>(keyword: string, rule: (schema: S, value: V) => Breach[]): Validate {
  const validate = (schema: S, value: V, _parent?: AnySchemaObject, context?: DataValidationCxt): boolean => {
    const breaches = rule(schema, value);
    if (breaches.length === 0) return true;
    validate.errors = breaches.map(({ at, message }) => ({
      instancePath: `${context?.instancePath ?? ''}${at}`,
      keyword,
      message,
    }));
    return false;
  };
  validate.errors = [] as Partial<ErrorObject>[];
  return validate as Validate;
}
