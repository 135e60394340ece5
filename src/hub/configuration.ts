import { readSchemas, type Schema } from '../ocpi/schemas/schemas.ts';
import { type Party, parseParty } from '../ocpi/words/party-id.ts';
import { checkShape } from './check-json-schema.ts';
import type { Configuration } from './types.generated.ts';
import { unsafe } from './unsafe-settings.ts';

/** The environment variables that the hub reads, with defaults filled in, and numbers and booleans converted. */
export type Settings = Configuration;

/**
 * The error about an environment variable with an invalid value, in one line that names it, its value and the accepted
 * ones.
 */
export class WrongConfiguration extends Error {}

/**
 * Reads the hub's configuration once from the environment; `schemas/hub/configuration.json` is its documentation. Empty
 * variables count as not set.
 */
export function readConfiguration(env: Record<string, string | undefined>): Settings {
  const properties = readSchemas('hub')['schema:/hub/configuration.json']?.properties ?? {};
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties)) {
    const text = env[name];
    const value = text === undefined || text === '' ? schema.default : typed(text, schema.type);
    if (value !== undefined) values[name] = value;
  }
  const [wrong] = checkShape('configuration', values);
  if (wrong) throw new WrongConfiguration(inOneLine(wrong.pointer.slice(1), properties, env));
  const settings = values as Settings;
  const words = unsafe(settings, env);
  if (words !== undefined) throw new WrongConfiguration(words);
  return settings;
}

/** The parties of a list such as `ES*CPO,ES*MSP`. */
export function partyList(text: string): Party[] {
  return text.split(',').flatMap((item) => parseParty(item) ?? []);
}

function inOneLine(
  name: string,
  properties: Record<string, Schema>,
  env: Record<string, string | undefined>,
): string {
  const { 'x-expected': expected, 'x-secret': secret } = properties[name] ?? {};
  return `${name} must be ${String(expected)}, got ${secret ? 'something else' : JSON.stringify(env[name])}`;
}

function typed(text: string, type: unknown): unknown {
  if (type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}
