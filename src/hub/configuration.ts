import { type Party, parseParty } from '../ocpi/party.ts';
import { readSchemas, type Schema } from '../ocpi/schemas.ts';
import { checkShape } from './shapes.ts';
import type { Configuration } from './types.generated.ts';

/** The variables of the environment that the hub reads, defaults filled in, numbers and booleans as such. */
export type Settings = Configuration;

/** A variable that is not what it must be, in one line that names it, its value and what is accepted. */
export class WrongConfiguration extends Error {}

/** Reads the configuration once; `schemas/hub/configuration.json` is its documentation. Empty variables count as not set. */
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
  refuseUnsafe(settings, env);
  return settings;
}

/** Whether URLs without TLS are handed out and called. */
export function plainHttp({ HUB_ALLOW_HTTP, HUB_ALLOW_PRIVATE_NETWORKS }: Settings): boolean {
  return HUB_ALLOW_HTTP ?? HUB_ALLOW_PRIVATE_NETWORKS;
}

/** What each variable allows, and all of them together must not: tokens in the open for everybody on the way. */
function refuseUnsafe(settings: Settings, env: Record<string, string | undefined>): void {
  const { HUB_URL, HUB_HOST, HUB_TLS_CERT, HUB_TLS_KEY } = settings;
  if (Boolean(HUB_TLS_CERT) !== Boolean(HUB_TLS_KEY))
    throw new WrongConfiguration('HUB_TLS_CERT and HUB_TLS_KEY must be set together, got only one of them');
  if (plainHttp(settings)) return;
  const url =
    HUB_URL ?? `${HUB_TLS_CERT ? 'https' : 'http'}://${HUB_HOST.includes(':') ? `[${HUB_HOST}]` : HUB_HOST}`;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
    throw new WrongConfiguration(
      `HUB_URL must be an https URL, got ${JSON.stringify(url)}: partners would send their tokens in the open; HUB_ALLOW_HTTP=true allows it`,
    );
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    throw new WrongConfiguration(
      'NODE_TLS_REJECT_UNAUTHORIZED must not be 0: any server could pass for a partner; NODE_EXTRA_CA_CERTS adds an authority',
    );
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
