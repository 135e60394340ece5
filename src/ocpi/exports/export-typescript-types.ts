import type { Schema } from '../schemas/json-schema-type.ts';
import { type Named, type Source, sourceOf, type Wanted } from './schemas-to-export.ts';

/**
 * A TypeScript file with the types of a version of OCPI: objects, classes, enums as unions, `Response<T>` for the
 * envelope, and `…Patch` for each object that a PATCH changes. It imports nothing; the same input gives the same bytes.
 * Optional fields may be null, since a reader must accept that (TRANS-70). `command` is the command that writes the
 * file again.
 */
export function typescriptOf(wanted: Wanted, command: string): string {
  const source = sourceOf(wanted);
  return [
    `// Types of OCPI ${wanted.version}${wanted.level === 'strict' ? ', to the letter' : ', with what a tolerant reader takes'}. Made by \`${command}\`; do not edit.\n`,
    ...source.named.flatMap((one) => [
      one.name === 'Envelope' ? responseOf(one, source) : declared(one, source),
      ...(one.isPatched ? [patchOf(one.name)] : []),
    ]),
  ].join('\n');
}

function declared({ name, schema }: Named, source: Source): string {
  const doc = docOf(schema, '');
  const also = schema['x-reader-also'] as Schema | undefined;
  if (schema.properties && !also) return `${doc}export interface ${name} ${objectOf(schema, source, '')}\n`;
  const own = schema.enum ? unionOf(schema) : ` ${typeOf(schema, source, '')}`;
  const other = also ? ` | ${typeOf(also, source, '')}` : '';
  return `${doc}export type ${name} =${own}${other};\n`;
}

/** The type of the OCPI envelope, generic in the type of its `data`. */
function responseOf({ schema }: Named, source: Source): string {
  const body = objectOf(
    { ...schema, properties: { ...schema.properties, data: { ...schema.properties?.data, tsType: 'T' } } },
    source,
    '',
  );
  return `${docOf(schema, '')}export interface Response<T = unknown> ${body}\n`;
}

function patchOf(name: string): string {
  return `/** The fields of a ${name} that a PATCH changes; null clears an optional one. */\nexport type ${name}Patch = Partial<${name}>;\n`;
}

function objectOf(schema: Schema, source: Source, indent: string): string {
  const inner = `${indent}  `;
  const fields = Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const required = schema.required?.includes(key);
    const type = `${typeOf(property, source, inner)}${required || property.tsType ? '' : ' | null'}`;
    return `${docOf(property, inner)}${inner}${quoted(key)}${required ? '' : '?'}: ${type};`;
  });
  return ['{', ...fields, `${indent}}`].join('\n');
}

function typeOf(schema: Schema, source: Source, indent: string): string {
  if (schema.tsType) return String(schema.tsType);
  if (schema.$ref) return source.nameAt(schema.$ref);
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  if (schema.properties) return objectOf(schema, source, indent);
  if (schema.items || schema.type === 'array') {
    const entry = typeOf(schema.items ?? {}, source, indent);
    return /^[\w.]+$/.test(entry) ? `${entry}[]` : `Array<${entry}>`;
  }
  if (Array.isArray(schema.type)) return schema.type.map((type) => plain(type)).join(' | ');
  return plain(schema.type);
}

function plain(type: string | undefined): string {
  if (type === 'integer') return 'number';
  if (type === 'object') return 'Record<string, unknown>';
  if (type === 'array') return 'unknown[]';
  return type ?? 'unknown';
}

function unionOf(schema: Schema): string {
  return (schema.enum ?? []).map((value) => `\n  | ${literal(value)}`).join('');
}

function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value);
}

function quoted(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

/** The description of a schema as a comment, with the limits that a type cannot express. */
function docOf(schema: Schema, indent: string): string {
  const extension = schema['x-own']
    ? 'Own extension.'
    : schema['x-extension']
      ? 'Not in this version of OCPI: an extension.'
      : '';
  const words = [schema.description, limitsOf(schema), extension].filter(Boolean).join(' ');
  return words === '' ? '' : `${indent}/** ${words.replaceAll('*/', '*\\/').replace(/\s+/g, ' ')} */\n`;
}

function limitsOf({
  $ref,
  minLength,
  maxLength,
  minItems,
  minimum,
  maximum,
  default: usual,
}: Schema): string {
  if ($ref) return '';
  const limits = [
    ...(maxLength === undefined ? [] : [`at most ${String(maxLength)} characters`]),
    ...(typeof minLength === 'number' && minLength > 0 ? ['not empty'] : []),
    ...(typeof minItems === 'number' && minItems > 0 ? [`${minItems} or more`] : []),
    ...(minimum === undefined ? [] : [`at least ${String(minimum)}`]),
    ...(maximum === undefined ? [] : [`at most ${String(maximum)}`]),
    ...(usual === undefined ? [] : [`${JSON.stringify(usual)} where absent`]),
  ];
  return limits.length === 0 ? '' : `(${limits.join(', ')})`;
}
