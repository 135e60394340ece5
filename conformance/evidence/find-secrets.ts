import { plainOf } from '../decode-base64-token.ts';
import type { Exchange } from '../http-exchange.ts';

/** The texts that evidence must not show. */
export interface Secrets {
  /** Secrets of eight characters and more: replaced wherever they stand. */
  anywhere: string[];
  /**
   * Shorter secrets, which would also match by chance: replaced only in Credentials, and in the headers and URL
   * parameters that carry them.
   */
  inPlace: string[];
}

/** Number of characters from which on evidence conceals a secret wherever it stands. */
const longEnough = 8;

/** Maximum number of different secrets: each costs a search through all exchanges. */
const most = 500;

/**
 * Finds the secrets of a run: the tokens that the suite used, and those in headers, bodies and URLs of the exchanges.
 */
export function secretsIn(known: Iterable<string>, urls: string[], exchanges: Exchange[]): Secrets {
  const found = new Set<string>();
  const pairs = new Set<string>();
  for (const url of [...urls, ...exchanges.map((exchange) => exchange.url)])
    for (const [name, value] of foreignParameters(url)) {
      pairs.add(`${name}=${value}`);
      found.add(value);
      found.add(decoded(value));
    }
  for (const one of known) if (!pairs.has(one)) found.add(one);
  for (const exchange of exchanges) for (const one of carriedBy(exchange)) found.add(one);
  found.delete('');
  const all = [...found].filter((one) => !found.has(plainOf(one)));
  if (all.length > most) throw new Error(`more than ${most} different secrets were exchanged`);
  return {
    anywhere: all.filter(({ length }) => length >= longEnough),
    inPlace: all.filter(({ length }) => length < longEnough),
  };
}

/** Names of HTTP headers that carry tokens, keys or cookies. */
export const secretHeader =
  /^((proxy-)?authorization|(set-)?cookie|(x-)?(api-?key|auth-token|access-token))$/i;

/** Members of a JSON text that carry a token, password or key, with their values. */
export const secretMember =
  /("(?:token(?:_[abc])?|password|secret|api_?key|access_token)"\s*:\s*)"((?:[^"\\]|\\.)*)"/gi;

const memberName = /^(password|secret|api_?key|access_token)$/i;

/** The query parameters of a URL that OCPI does not know. */
export function foreignParameters(url: string): [name: string, value: string][] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return query
    .split('&')
    .map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)] as [string, string])
    .filter(([name, value]) => name !== '' && value !== '' && value !== name && !ours.has(name));
}

/** The query parameters of OCPI, and that of the suite's own version URLs. */
const ours = new Set([
  ...['offset', 'limit', 'date_from', 'date_to', 'type', 'token_type', 'duration', 'response_url', 'version'],
]);

/** The secrets in the value of a header: everything after the scheme, and the value of each cookie. */
export function secretsOfHeader(name: string, value: string): string[] {
  if (/cookie$/i.test(name))
    return value
      .split(/[;,]\s*/)
      .flatMap((pair) => /^([^=]+)=(.+)$/.exec(pair)?.slice(1, 3).join('=') ?? [])
      .filter((pair) => !/^(path|expires|max-age|domain|samesite)=/i.test(pair))
      .map((pair) => pair.slice(pair.indexOf('=') + 1));
  const words = value.trim().split(/\s+/);
  const isSchemeAlone = words.length === 1 && /^(token|bearer|basic|digest)$/i.test(value.trim());
  return isSchemeAlone ? [] : [words.slice(words.length > 1 ? 1 : 0).join(' ')];
}

function carriedBy({ headers, body, answer, url }: Exchange): string[] {
  const found: string[] = [];
  for (const [name, value] of [...Object.entries(headers), ...Object.entries(answer.headers)])
    if (secretHeader.test(name)) found.push(...secretsOfHeader(name, value).flatMap(withPassword));
  for (const text of [body, answer.body]) found.push(...carriedByBody(text));
  for (const text of [body, answer.body, url, ...Object.values(headers), ...Object.values(answer.headers)]) {
    for (const [, user = '', password = ''] of text.matchAll(
      /https?:\\?\/\\?\/([^\s/:@?#"\\]+):([^\s/@?#"\\]+)@/gi,
    ))
      found.push(user, password);
  }
  return found;
}

/**
 * The secrets in a body: tokens of Credentials, which also have a `url`, and members named like secrets; a body that is
 * no JSON is searched as text.
 */
function carriedByBody(text: string): string[] {
  try {
    return carriedByJson(JSON.parse(text));
  } catch {
    return [...text.matchAll(secretMember)].map(([, , value = '']) => unescaped(value));
  }
}

function carriedByJson(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const members = Object.entries(value);
  const isCredentials = members.some(([name, member]) => name === 'url' && typeof member === 'string');
  return members.flatMap(([name, member]) => {
    if (typeof member !== 'string') return carriedByJson(member);
    const isToken = /^token(_[abc])?$/i.test(name);
    return (isToken ? isCredentials : memberName.test(name)) ? [member] : [];
  });
}

/** The secrets in the value of an Authorization header: the value, and the password that Basic credentials encode in it. */
function withPassword(credentials: string): string[] {
  const plain = plainOf(credentials);
  const at = plain.indexOf(':');
  const isReadable = at > 0 && /^[\x20-\x7e]+$/.test(plain);
  return isReadable ? [credentials, plain.slice(at + 1)] : [credentials];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function unescaped(value: string): string {
  try {
    return String(JSON.parse(`"${value}"`));
  } catch {
    return value;
  }
}
