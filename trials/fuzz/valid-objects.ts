import fc from 'fast-check';
import { lookup, readSchemas, type Schema } from '../../src/ocpi/schemas/schemas.ts';
import { atLevel } from '../../src/ocpi/schemas/strict-and-tolerant-schemas.ts';

/**
 * The schemas from which random objects are made: the hub's with its extensions, and each version's own without any.
 */
export const schemas = {
  ...atLevel(readSchemas('2.1.1'), 'hub'),
  ...lettersOf('2.1.1', 'x-ascii'),
  ...lettersOf('2.2.1', 'x-printable'),
};

/** The schemas of an OCPI version without any extension, under ids of their own. */
function lettersOf(version: '2.1.1' | '2.2.1', text: 'x-ascii' | 'x-printable') {
  const strict = JSON.stringify(atLevel(readSchemas(version), 'strict', text));
  return JSON.parse(strict.replaceAll('schema:/', 'strict:/')) as Record<string, Schema>;
}

/** Random objects of an OCPI version without any extension, and without the owner. */
export function strictly(version: '2.1.1' | '2.2.1', name: string): fc.Arbitrary<Record<string, unknown>> {
  return of(lookup(schemas, `strict:/${version}/${name}.json`), name) as fc.Arbitrary<
    Record<string, unknown>
  >;
}

/**
 * Random valid objects of a kind by the file name of its schema, as parsed JSON; without the owner where the hub writes
 * it.
 */
export function valid(name: string): fc.Arbitrary<Record<string, unknown>> {
  return of(lookup(schemas, `schema:/2.1.1/${name}.json`), name) as fc.Arbitrary<Record<string, unknown>>;
}

/**
 * Random values of a schema. Optional fields may be absent; at some depth lists are short and most optional fields are
 * absent.
 */
function of(schema: Schema, field: string, depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref) return of(lookup(schemas, schema.$ref), field, depth);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'array') return list(schema, field, depth);
  if (schema.properties) return object(schema, depth);
  if (schema.type === 'string') return text(schema, field);
  if (schema.type === 'boolean') return fc.boolean();
  return number(schema);
}

function object({ properties = {}, required = [], ...rest }: Schema, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).filter(
    ([name]) => (name !== 'country_code' && name !== 'party_id') || required.includes(name),
  );
  const wanted = depth > 3 ? fields.filter(([name]) => required.includes(name)) : fields;
  const all = Object.fromEntries(wanted.map(([name, schema]) => [name, of(schema, name, depth + 1)]));
  const made = fc.record(all, { requiredKeys: required, noNullPrototype: true });
  const [first, second] = (rest['x-ascending'] ?? []) as string[];
  if (!first || !second) return made;
  return made.filter((one) => String(one[first]) < String(one[second]));
}

function list(schema: Schema, field: string, depth: number): fc.Arbitrary<unknown> {
  const least = Number(schema.minItems ?? 0);
  const lengths = { minLength: least, maxLength: least + (depth > 2 ? 1 : 2) };
  const unique = schema['x-unique'] as string | undefined;
  const entry = of(schema.items ?? {}, field, depth + 1) as fc.Arbitrary<Record<string, unknown>>;
  if (field === 'evses') return fc.uniqueArray(entry, { ...lengths, selector: ({ uid }) => uid });
  return unique
    ? fc.uniqueArray(entry, { ...lengths, selector: (one) => one[unique] })
    : fc.array(entry, lengths);
}

function number({ type, minimum = -1e9, maximum = 1e9, multipleOf }: Schema): fc.Arbitrary<number> {
  const [min, max] = [Number(minimum), Number(maximum)];
  if (type === 'integer') return fc.integer({ min, max });
  if (multipleOf) return fc.integer({ min: -1e6, max: 1e6 }).map((tenths) => tenths / 10);
  return fc.integer({ min: min * 1000, max: max * 1000 }).map((thousandths) => thousandths / 1000 + 0);
}

const day = fc.date({ min: new Date('2016-01-01'), max: new Date('2026-01-01'), noInvalidDate: true });
const upper = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCDEFXYZabcxyz'), minLength: length, maxLength: length });
const digits = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most });
const degrees = (most: number, decimals = [6]) =>
  fc
    .tuple(
      fc.constantFrom('', '-'),
      digits(1, most),
      fc.oneof(...decimals.map((count) => digits(count, count))),
    )
    .map(([sign, whole, rest]) => `${sign}${whole}.${rest}`);
const timeOfDay = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

const byPattern: Record<string, fc.Arbitrary<string>> = {
  // Times to the letter of OCPI 2.1.1 have no fraction of a second.
  '^[^.]*$': fc
    .tuple(day, fc.constantFrom('Z', ''))
    .map(([date, end]) => date.toISOString().slice(0, 19) + end),
  '^[A-Za-z]{2}$': upper(2),
  '^[A-Za-z]{3}$': upper(3),
  '^[A-Za-z0-9]{3}$': upper(3),
  '^-?[0-9]{1,2}\\.[0-9]{1,20}$': degrees(2),
  '^-?[0-9]{1,3}\\.[0-9]{1,20}$': degrees(3),
  '^([0-1][0-9]|2[0-3]):[0-5][0-9]$': timeOfDay,
  '^(([0-1][0-9]|2[0-3]):[0-5][0-9]|24:00)$': fc.oneof(timeOfDay, fc.constant('24:00')),
  '^-?[0-9]{1,2}\\.[0-9]{6}$': degrees(2),
  '^-?[0-9]{1,3}\\.[0-9]{6}$': degrees(3),
  '^-?[0-9]{1,2}\\.[0-9]{5,7}$': degrees(2, [5, 6, 7]),
  '^-?[0-9]{1,3}\\.[0-9]{5,7}$': degrees(3, [5, 6, 7]),
  '^([A-Za-z]{3}|#NA)$': upper(3),
  '^[!-~]*$': upper(8),
};

const byFormat: Record<string, fc.Arbitrary<string>> = {
  date: day.map((date) => date.toISOString().slice(0, 10)),
  'utc-date-time': fc
    .tuple(day, fc.constantFrom('Z', '', '.5Z', '.25'))
    .map(([date, end]) => date.toISOString().slice(0, 19) + end),
  'http-url': fc
    .tuple(fc.constantFrom('https', 'http'), fc.webPath({ size: 'small' }))
    .map(([scheme, path]) => `${scheme}://partner.example${path}`),
};

/** Random texts of a schema; one that is part of URLs cannot change their path, in any encoding (TRANS-72). */
function text(schema: Schema, field: string): fc.Arbitrary<string> {
  const made = anyText(schema, field);
  return schema['x-in-urls'] ? made.filter((id) => id !== '' && !/[.%]/.test(id)) : made;
}

function anyText(
  { pattern, format, minLength = 0, maxLength = 100, ...rest }: Schema,
  field: string,
): fc.Arbitrary<string> {
  const made = byPattern[String(pattern)] ?? byFormat[String(format)];
  if (made) return made;
  const lengths = { minLength: Number(minLength), maxLength: Math.min(Number(maxLength), 60) };
  if (pattern === '^[!-~]*$')
    return fc.string({ unit: 'grapheme-ascii', ...lengths }).map((one) => one.replaceAll(' ', '_'));
  if (rest['x-ascii'] === true) return fc.string({ unit: 'grapheme-ascii', ...lengths });
  if (pattern === '^[ -~]*$') return fc.string({ unit: 'grapheme-ascii', ...lengths });
  if (pattern === withoutControls)
    return fc.string({ unit: printable, ...lengths }).filter((one) => !one.includes('\u202e'));
  if (pattern === '^\\P{Cc}*$') return fc.string({ unit: printable, ...lengths });
  if (pattern !== undefined)
    throw new Error(`${field}: how to make a text for ${String(pattern)} is not known here`);
  return fc.string({ unit: printable, ...lengths });
}

/**
 * A pattern for names that a terminal can show: without control characters, and without characters that change the
 * direction of writing.
 */
const withoutControls = '^[^\\u0000-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]*$';

/** Random characters of one code point each, since limits count code points. */
const printable = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'abcXYZ019 /\\%?#&+.-_:;"\'<>{}[]$') },
  { weight: 1, arbitrary: fc.constantFrom('é', 'ß', '→', '電', '🔌', '\u202e', '\u00a0', '\ufeff') },
);
