import type { Schema } from '../schemas/schemas.ts';

/** The OpenAPI name for each format of this project's schemas. */
const formats: Record<string, string> = {
  'zoned-date-time': 'date-time',
  'utc-date-time': 'date-time',
  'http-url': 'uri',
};

/** Formats of this project for which OpenAPI has no name; the field's description explains them. */
const unknown = ['time-zone'];

/**
 * Rewrites a schema for an OpenAPI document: references by `place`, OpenAPI's formats, no `x-` keywords of this
 * project.
 */
export function openapiSchema(schema: Schema, place: (ref: string) => string): Schema {
  const translate = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(translate);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).filter(
      ([key, value]) =>
        !/^x-|^\$(id|schema|defs)$/.test(key) && !(key === 'format' && unknown.includes(String(value))),
    );
    return Object.fromEntries(
      entries.map(([key, value]) => {
        if (key === '$ref' && typeof value === 'string') return [key, place(value)];
        if (key === 'format' && typeof value === 'string') return [key, formats[value] ?? value];
        return [key, translate(value)];
      }),
    );
  };
  return translate(schema) as Schema;
}
