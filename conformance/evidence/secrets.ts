import { plainOf } from '../base64.ts';
import type { Exchange } from '../exchange.ts';

/** The texts that must not be seen in evidence. */
export interface Secrets {
  /** Texts of eight characters and more: concealed wherever they stand. */
  anywhere: string[];
  /** Shorter texts, which would also match by chance: concealed only in Credentials, and in the headers and parameters that carry them. */
  inPlace: string[];
}

/** Characters from which on a text is taken for a secret wherever it stands. */
const longEnough = 8;

/** Different secrets at most: each costs a search through all that was exchanged. */
const most = 500;

/** Finds what is secret in a run: the tokens that the suite knows, and what the headers, bodies and URLs of the exchanges carry. */
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

/** Headers that open something. */
export const secretHeader =
  /^((proxy-)?authorization|(set-)?cookie|(x-)?(api-?key|auth-token|access-token))$/i;

/** Members of JSON that open something, with their value. */
export const secretMember =
  /("(?:token(?:_[abc])?|password|secret|api_?key|access_token)"\s*:\s*)"((?:[^"\\]|\\.)*)"/gi;

const memberName = /^(password|secret|api_?key|access_token)$/i;

/** The parameters of a URL that are not OCPI's. */
export function foreignParameters(url: string): [name: string, value: string][] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return query
    .split('&')
    .map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)] as [string, string])
    .filter(([name, value]) => name !== '' && value !== '' && value !== name && !ours.has(name));
}

/** The parameters of OCPI, and that of the suite's own version URLs. */
const ours = new Set([
  ...['offset', 'limit', 'date_from', 'date_to', 'type', 'token_type', 'duration', 'response_url', 'version'],
]);

/** The secrets in a header's value: all behind the scheme, and of cookies each value. */
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

/** The tokens of Credentials, which have a URL too, and members that are secret by their name; a text that is no JSON is searched as it stands. */
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
