import { Ajv2020, type AnySchemaObject, type ErrorObject } from 'ajv/dist/2020.js';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';
import { isDay, parseDateTime } from '../words/dates.ts';
import { hasDotSegments } from '../words/dot-segments.ts';

/** A validator that knows the formats and `x-` keywords of this project's schemas. It reports every error, or only the first, with the value found. */
export function newAjv(allErrors = true): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
    verbose: true,
    strictTypes: false,
    strictTuples: false,
    // A test checks the schemas against their metaschema; checking them here would add a tenth to every start.
    validateSchema: false,
    multipleOfPrecision: 6,
  });
  ajv.addFormat('date', isDay);
  ajv.addFormat('utc-date-time', isUtcDateTime);
  ajv.addFormat('http-url', isHttpUrl);
  ajv.addVocabulary(['x-expected', 'x-extension', 'x-mends', 'x-normalise', 'x-secret']);
  ajv.addKeyword({
    keyword: 'x-ascii',
    type: 'string',
    validate: (_: true, text: string) => /^[ -~]*$/.test(text),
  });
  ajv.addKeyword({
    keyword: 'x-printable',
    type: 'string',
    validate: (_: true, text: string) => /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u.test(text),
  });
  ajv.addKeyword({
    keyword: 'x-in-urls',
    type: 'string',
    validate: (_: true, text: string) => !hasDotSegments(text),
  });
  addRule(ajv, 'x-unique', 'array', repeated);
  addRule(ajv, 'x-ascending', 'object', notAscending);
  addRule(ajv, 'x-either', 'object', bothSet);
  return ajv;
}

/** A breach of a rule: its JSON Pointer relative to the checked value, and its message. */
interface Breach {
  at: string;
  message: string;
}

/** `2026-01-31T08:00:00`, a fraction and `Z` optional, the day in the calendar; no offset, no leap second (TRANS-61, 63, 64). */
function isUtcDateTime(text: string): boolean {
  return parseDateTime(text) !== undefined;
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/?#]\S*$/i.test(text) && URL.canParse(text);
}

/** `x-unique`: no two entries of the list have the same value in this field (LOC-26). */
function repeated(field: string, list: Record<string, unknown>[]): Breach[] {
  const seen = new Set<unknown>();
  return list.flatMap((entry, index) => {
    const value = entry?.[field];
    if (typeof value !== 'string' || !seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [
      { at: `/${index}/${field}`, message: `must be unique in its list, got ${JSON.stringify(value)} again` },
    ];
  });
}

/** `x-ascending`: the second time of day is later than the first, on the next day too where that is said (LOC-31, LOC-37). */
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
  const isSet = (value: unknown) =>
    value != null && value !== false && !(Array.isArray(value) && value.length === 0);
  if (!isSet(object[first]) || !isSet(object[second])) return [];
  return [{ at: '', message: `must have only one of ${first}, ${second}` }];
}

/** Adds a keyword whose errors carry their own message and JSON Pointer. */
function addRule<S, V>(
  ajv: Ajv2020,
  keyword: string,
  type: 'array' | 'object',
  rule: (schema: S, value: V) => Breach[],
) {
  const validate = (schema: S, value: V, _parent?: AnySchemaObject, context?: DataValidationCxt): boolean => {
    const breaches = rule(schema, value);
    validate.errors = breaches.map(({ at, message }) => ({
      instancePath: `${context?.instancePath ?? ''}${at}`,
      keyword,
      message,
    }));
    return breaches.length === 0;
  };
  validate.errors = [] as Partial<ErrorObject>[];
  ajv.addKeyword({ keyword, type, errors: 'full', validate });
}
