import { isLoopback, readNetwork } from '../ocpi/client/allowed-networks.ts';
import { keyOf } from './token-encryption-keys.ts';
import type { Configuration } from './types.generated.ts';

type Env = Record<string, string | undefined>;

/**
 * A rule that returns its objection to settings, in one line that names the variable, its value and the way to allow
 * it; `undefined` when the settings are safe.
 */
type Rule = (settings: Configuration, env: Env) => string | undefined;

/** Rules against unsafe combinations of settings, of which each setting alone is allowed. */
const rules: Rule[] = [
  ({ HUB_TLS_CERT, HUB_TLS_KEY }) =>
    Boolean(HUB_TLS_CERT) === Boolean(HUB_TLS_KEY)
      ? undefined
      : 'HUB_TLS_CERT and HUB_TLS_KEY must be set together, got only one of them',
  (settings) => inTheOpen(settings)[0],
  (settings) => {
    const { HUB_TLS_CERT, HUB_HOST: host } = settings;
    const own = `${HUB_TLS_CERT ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}`;
    const url = settings.HUB_URL ?? own;
    const { protocol, hostname } = new URL(url);
    if (plainHttp(settings) || protocol !== 'http:' || isLoopback(hostname)) return undefined;
    return `HUB_URL must be an https URL, got ${JSON.stringify(url)}: partners would send their tokens in the open; HUB_ALLOW_HTTP=true allows it`;
  },
  (settings, env) =>
    plainHttp(settings) || env.NODE_TLS_REJECT_UNAUTHORIZED !== '0'
      ? undefined
      : 'NODE_TLS_REJECT_UNAUTHORIZED must not be 0: any server could pass for a partner; NODE_EXTRA_CA_CERTS adds an authority',
  ({ HUB_ADMIN_TOKEN: token }) =>
    token === undefined || !isEasy(token)
      ? undefined
      : 'HUB_ADMIN_TOKEN must be hard to guess, got few characters again and again or in a row: openssl rand -hex 32 makes one',
  ({ HUB_TRUST_PROXY: networks }) =>
    networks.split(',').some(isEverybody)
      ? `HUB_TRUST_PROXY must name proxies, got ${JSON.stringify(networks)}: everybody could say that they come from elsewhere`
      : undefined,
  ({ HUB_SECRET_KEY: keys }) =>
    keys === undefined || new Set(keyOf(keys.split(',')[0] ?? '')).size >= fewest
      ? undefined
      : 'HUB_SECRET_KEY must be 32 random bytes, got few different ones: openssl rand -base64 32 makes them',
];

/** Least number of different bytes of a key, or characters of a token, for it to count as random. */
const fewest = 8;

/** Tells whether the hub hands out and calls URLs without TLS. */
export function plainHttp({
  HUB_ALLOW_HTTP,
  HUB_ALLOW_PRIVATE_NETWORKS,
}: Pick<Configuration, 'HUB_ALLOW_HTTP' | 'HUB_ALLOW_PRIVATE_NETWORKS'>): boolean {
  return HUB_ALLOW_HTTP ?? HUB_ALLOW_PRIVATE_NETWORKS;
}

/** The first unsafe setting that the operator has not allowed by name; `undefined` where all are safe. */
export function unsafe(settings: Configuration, env: Env): string | undefined {
  for (const rule of rules) {
    const words = rule(settings, env);
    if (words !== undefined) return words;
  }
  return undefined;
}

/** The address variables by which others can reach the hub without TLS or a proxy that ends it. */
export function openAddresses(settings: Configuration): ('HUB_HOST' | 'HUB_ADMIN_HOST')[] {
  if (settings.HUB_TLS_CERT || settings.HUB_TRUST_PROXY !== '') return [];
  return (['HUB_HOST', 'HUB_ADMIN_HOST'] as const).filter(
    (name) => !isLoopback(settings[name] ?? 'localhost'),
  );
}

function inTheOpen(settings: Configuration): string[] {
  if (settings.HUB_LISTEN_WITHOUT_TLS) return [];
  return openAddresses(settings).map(
    (name) =>
      `${name} must be an address of this machine alone without TLS, got ${JSON.stringify(settings[name])}: tokens would travel in the open; HUB_TLS_CERT and HUB_TLS_KEY, or the proxy that ends TLS in HUB_TRUST_PROXY, protect them, HUB_LISTEN_WITHOUT_TLS=true allows it`,
  );
}

/** Tells whether a token is easy to guess: few characters, few differences between neighbours, or repetition. */
function isEasy(token: string): boolean {
  const codes = [...token].map((character) => character.charCodeAt(0));
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  const again = codes.findIndex(
    (_, at) => at > 0 && codes.every((code, n) => n < at || code === codes[n - at]),
  );
  return new Set(codes).size < fewest || new Set(steps).size < fewest || (again > 0 && again < 12);
}

/** Tells whether a network holds almost every address; of an IPv4-mapped network the IPv4 part counts. */
function isEverybody(text: string): boolean {
  const network = readNetwork(text);
  if (!network) return false;
  const { address, prefix, family } = network;
  if (family === 'ipv4') return prefix < 8;
  return prefix < 7 || (address.toLowerCase().startsWith('::ffff:') && prefix < 104);
}
