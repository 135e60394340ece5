import type { Json } from '../http-exchange.ts';

/**
 * Changes an object as a step describes it: `where name is "X" and evses.0.status is "CHARGING"`, `without address`,
 * `where issuer has 65 characters`, and these joined by `and`.
 */
export function vary(object: Json, variation: string): Json {
  const copy = structuredClone(object);
  for (const [field, value] of changesIn(variation)) put(copy, field.split('.'), value);
  return copy;
}

/** The fields that a step's words change, with their new values; `undefined` removes a field. */
function changesIn(variation: string): [field: string, value: unknown][] {
  const parts = variation.split(/(?:^|,? and )(?=without )|(?:^| )where | and (?=[\w.]+ (?:is|has) )/);
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, taken] = /^without ([\w.]+)$/.exec(part) ?? [];
      if (taken) return [taken, undefined];
      const [, long, length] = /^([\w.]+) has (\d+) characters$/.exec(part) ?? [];
      if (long) return [long, 'x'.repeat(Number(length))];
      const [, field, value] = /^([\w.]+) is (.+)$/s.exec(part) ?? [];
      if (!field || value === undefined) throw new Error(`"${part}" is no change of an object`);
      return [field, readValue(value)];
    });
}

/** Parses a value as a feature writes it: JSON. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error(`${text} is no JSON value`);
  }
}

function put(target: Json, [name = '', ...deeper]: string[], value: unknown): void {
  if (deeper.length > 0) {
    target[name] ??= {};
    put(target[name] as Json, deeper, value);
  } else if (value !== undefined) target[name] = value;
  else if (Array.isArray(target)) target.splice(Number(name), 1);
  else delete target[name];
}
