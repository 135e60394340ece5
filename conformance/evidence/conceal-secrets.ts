import { plainOf } from '../decode-base64-token.ts';
import {
  foreignParameters,
  type Secrets,
  secretHeader,
  secretMember,
  secretsOfHeader,
} from './find-secrets.ts';
import { rewriting } from './replace-escaped-secrets.ts';
import { base64Rewriters } from './replace-secrets-in-base64.ts';
import { standIn } from './secret-stand-in.ts';

/** Replaces secrets by stand-ins: one secret gets the same stand-in wherever and however it is written. */
export interface Concealer {
  /** Replaces the secrets in all texts of a JSON value. */
  value<T>(value: T): T;
  /** Replaces the secrets in HTTP headers; in headers that carry tokens short ones too. */
  headers(headers: Record<string, string>): Record<string, string>;
  /** Counts the secrets that can still be found in a JSON value after the replacement; it should be 0. */
  left(value: unknown): number;
}

/** Makes a Concealer for these secrets; the key determines the stand-ins. */
export function concealerOf({ anywhere, inPlace }: Secrets, key: Buffer): Concealer {
  const made = new Map<string, string>();
  const taken = new Set<string>();
  // The longest secret first: replacing one that is contained in another must not break the other.
  for (const secret of [...anywhere, ...inPlace].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))) {
    const one = standIn(secret, key, taken);
    made.set(secret, one);
    taken.add(one);
  }
  const rewriters = anywhere.flatMap((secret) => rewritersOf(secret, made.get(secret) ?? ''));
  const everywhere = (text: string) => rewriters.reduce((changed, rewrite) => rewrite(changed), text);
  const short = (value: string) => (value.length < 8 ? made.get(value) : undefined);
  const known = new Map<string, string>();
  const text = (given: string) => {
    const before = known.get(given);
    if (before !== undefined) return before;
    const concealed = everywhere(parameters(members(given, short), short));
    // Texts of this length, such as values of headers, come again and again; longer bodies seldom.
    if (given.length <= repeated) known.set(given, concealed);
    return concealed;
  };
  const value = <T>(given: T): T => {
    if (typeof given === 'string') return text(given) as T;
    if (Array.isArray(given)) return given.map(value) as T;
    if (typeof given !== 'object' || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([name, inner]) => [name, value(inner)])) as T;
  };
  return {
    value,
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, given]) => [name, text(header(name, given, short))]),
      ),
    left(given) {
      const all = textsIn(given).join('\n');
      return anywhere.filter((secret) => forms(secret).some((form) => all.includes(form))).length;
    },
  };
}

/**
 * Number of characters up to which a secret is found letter by letter, in any spelling; a longer one is found as a
 * whole.
 */
const longest = 512;
/** Longest text, in characters, that is remembered together with the text that conceals its secrets. */
const repeated = 300;

const plain = (text: string) => text;
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const base64Url = (text: string) => Buffer.from(text).toString('base64url');

type Short = (value: string) => string | undefined;

function rewritersOf(secret: string, made: string): ((text: string) => string)[] {
  if (secret.length > longest)
    return [plain, inJson, encodeURIComponent, base64, base64Url, hexOf].map(
      (write) => (text: string) => text.replaceAll(write(secret), write(made)),
    );
  const { pattern, rewrite } = rewriting(secret, made);
  const count = [...secret].length;
  const hex = [hexOf(secret), hexOf(made)] as const;
  const upper = [hex[0].toUpperCase(), hex[1].toUpperCase()] as const;
  return [
    (text) =>
      text.replace(pattern, (_, ...pieces: unknown[]) =>
        rewrite(pieces.slice(0, count) as string[]).join(''),
      ),
    ...base64Rewriters(secret, made),
    ...base64Rewriters(base64(secret), base64(made)),
    (text) => text.replaceAll(...hex),
    (text) => text.replaceAll(...upper),
  ];
}

/** The spellings of a secret that the final search looks for. */
function forms(secret: string): string[] {
  return [secret, encodeURIComponent(secret), withoutEnd(base64(secret)), hexOf(secret)];
}

/** Base64 without its padding and its last letter, which also encodes bits of the text behind. */
function withoutEnd(text: string): string {
  const plain = text.slice(0, text.includes('=') ? text.indexOf('=') : undefined);
  return plain.slice(0, -1);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function members(text: string, short: Short): string {
  return text.replace(secretMember, (whole: string, name: string, value: string) => {
    const made = short(value);
    return made === undefined ? whole : `${name}"${made}"`;
  });
}

function parameters(text: string, short: Short): string {
  return text.replace(/https?:\\?\/\\?\/[^\s"'<>]*/gi, (url) =>
    foreignParameters(url).reduce((changed, [name, value]) => {
      const made = short(value);
      return made === undefined ? changed : changed.replace(`${name}=${value}`, () => `${name}=${made}`);
    }, url),
  );
}

/** Replaces secrets of fewer than eight characters in a header, also in Base64. */
function header(name: string, value: string, short: Short): string {
  if (!secretHeader.test(name)) return value;
  return secretsOfHeader(name, value).reduce((changed, secret) => {
    const encoded = short(plainOf(secret));
    const made = short(secret) ?? (encoded === undefined ? undefined : base64(encoded));
    if (made === undefined) return changed;
    const at = changed.lastIndexOf(secret);
    return changed.slice(0, at) + made + changed.slice(at + secret.length);
  }, value);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function hexOf(text: string): string {
  return Buffer.from(text).toString('hex');
}
