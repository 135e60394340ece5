import type { ErrorObject } from 'ajv/dist/2020.js';
import { type Finding } from '../words/finding-type.ts';

/** Turns the errors of Ajv into findings: every problem once, in the order of the schema. */
export function findingsOf(errors: ErrorObject[]): Finding[] {
  const keywordsAt = new Map<string, Set<string>>();
  for (const { instancePath, keyword } of errors) {
    const keywords = keywordsAt.get(instancePath) ?? new Set();
    keywordsAt.set(instancePath, keywords.add(keyword));
  }
  const findings = new Map<string, Finding>();
  for (const error of errors) {
    const better = saidBetterBy[error.keyword];
    const others = keywordsAt.get(error.instancePath);
    if (better?.some((keyword) => keyword === error.keyword || others?.has(keyword))) continue;
    const finding = worded(error);
    findings.set(`${finding.pointer}\n${finding.message}`, finding);
  }
  return [...findings.values()];
}

/** All findings on one line, for `status_message`: at most 20, then the number of the others (TRANS-14). */
export function summary(findings: Finding[]): string {
  const shown = findings
    .slice(0, 20)
    .map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message));
  const more = findings.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Keywords whose error adds nothing to the error of another keyword; `if` only repeats the error of its branch. */
const saidBetterBy: Record<string, string[]> = {
  if: ['if'],
  type: ['enum', 'const'],
  minLength: ['pattern', 'format'],
  maxLength: ['pattern', 'format'],
};

/** The message for each keyword of JSON Schema. */
const words: Record<string, (error: ErrorObject) => string> = {
  type: ({ params }) =>
    `must be ${[params.type]
      .flat()
      .filter((type) => type !== 'null')
      .join(' or ')}`,
  enum: ({ params }) => `must be one of ${params.allowedValues.join(', ')}`,
  const: ({ params }) => `must be ${JSON.stringify(params.allowedValue)}`,
  minimum: ({ params }) => `must be at least ${params.limit}`,
  maximum: ({ params }) => `must be at most ${params.limit}`,
  minLength: ({ params }) =>
    params.limit === 1 ? 'must not be empty' : `must be at least ${params.limit} characters`,
  maxLength: ({ params }) => `must be at most ${params.limit} characters`,
  minItems: ({ params }) => `must have at least ${params.limit} ${params.limit === 1 ? 'entry' : 'entries'}`,
  maxItems: ({ params }) => `must have at most ${params.limit} entries`,
  'x-ascii': () => 'must be printable ASCII',
  'x-printable': () => 'must be without control characters and line breaks',
  'x-in-urls': () => 'must have no part "." or ".." between / and \\',
};

function worded(error: ErrorObject): Finding {
  const pointer = error.instancePath;
  const { missingProperty, additionalProperty } = error.params ?? {};
  if (error.keyword === 'required' || error.keyword === 'dependentRequired')
    return { pointer: below(pointer, missingProperty), message: 'is required' };
  if (error.keyword === 'additionalProperties') {
    return { pointer: below(pointer, additionalProperty), message: 'is not known' };
  }
  if (error.parentSchema === undefined) return { pointer, message: error.message ?? 'is wrong' };
  const expected = error.parentSchema['x-expected'];
  const shape = ['pattern', 'format', 'multipleOf', 'const'].includes(error.keyword);
  const wish =
    shape && expected
      ? `must be ${expected}`
      : (words[error.keyword]?.(error) ?? error.message ?? 'is wrong');
  return { pointer, message: wish + got(error) };
}

function below(pointer: string, property: string): string {
  return `${pointer}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function got({ keyword, data, parentSchema }: ErrorObject): string {
  if (/Length$/.test(keyword)) return data === '' ? '' : `, got ${charactersOf(data as string)}`;
  if (/Items$/.test(keyword)) return '';
  return parentSchema?.['x-secret'] ? '' : `, got ${shown(data)}`;
}

/** Counts the characters of a text without making a list of them, which would have a million entries for a megabyte. */
function charactersOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count += 1;
  return count;
}

function shown(value: unknown): string {
  if (typeof value === 'string') {
    const start = [...value.slice(0, 100)].slice(0, 40).join('');
    return JSON.stringify(start === value ? value : `${start}…`);
  }
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' && value !== null ? 'object' : String(value);
}
