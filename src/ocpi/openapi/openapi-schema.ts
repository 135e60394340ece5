import type { Schema } from '../schemas/schemas.ts';

/** OpenAPI's names of this project's formats. */
const formats: Record<string, string> = {
  'zoned-date-time': 'date-time',
  'utc-date-time': 'date-time',
  'http-url': 'uri',
};

/** Formats of this project that OpenAPI has no name for; the description says what is meant. */
const unknown = ['time-zone'];

/** Turns a schema into one for an OpenAPI document: references by `place`, OpenAPI's formats, without this project's `x-` keywords. */
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
