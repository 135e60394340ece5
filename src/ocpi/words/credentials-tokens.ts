import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Makes a credentials token: 43 printable characters, 256 random bits (TRANS-06, CRED-07). */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The SHA-256 of a token that partners use, which is all that the hub stores of it. */
export function hashToken(token: string): string {
  return hash('sha256', token);
}

/** Whether two secrets are equal, compared in a time that does not tell how much of them is. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(a)), Buffer.from(hashToken(b)));
}

/** The token of an `Authorization: Token …` header, however many blanks stand before it; `undefined` for anything else (TRANS-01, 04, 06, 78). */
export function readAuthorization(header: string | undefined): string | undefined {
  return /^token[ \t]+([\x21-\x7e]{1,64})$/i.exec(header ?? '')?.[1];
}

/** The token of an `Authorization: Bearer …` header; `undefined` for anything else. */
export function readBearer(header: string | undefined): string | undefined {
  return /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
}

/** A token in Base64, as OCPI writes it since 2.2. */
export function inBase64(token: string): string {
  return Buffer.from(token, 'utf8').toString('base64');
}

/**
 * Every token that a word behind `Token` may stand for, the likeliest first: the word itself; the text that it encodes
 * in Base64 (TRANS-08), also without padding; and that text without the line feed at its end, which the examples of
 * OCPI 2.2.1 have.
 */
export function readingsOf(word: string): string[] {
  const decoded = Buffer.from(word, 'base64').toString('utf8');
  if (!/^[\x21-\x7e]{1,64}\n?$/.test(decoded)) return [word];
  const isBase64 = withoutPadding(inBase64(decoded)) === withoutPadding(word);
  return isBase64 ? [...new Set([word, decoded, decoded.replace(/\n$/, '')])] : [word];
}

function withoutPadding(base64: string): string {
  return base64.replace(/(?<!=)=+$/, '');
}

/** Masks the secret of `authorization` in headers, and `token` wherever else it stands, for journals and logs. */
export function maskHeaders(
  headers: Record<string, string | string[] | undefined>,
  token?: string,
): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    masked[name] = /^(proxy-)?authorization$|^(set-)?cookie$/i.test(name)
      ? '***'
      : maskToken(String(value), token);
  }
  return masked;
}

/** Masks a token in a text; a token of a few characters stays, since it may match by chance. */
export function maskToken(text: string, token: string | undefined): string {
  return token === undefined || token.length < shortest ? text : text.replaceAll(token, '***');
}

/** The spellings of the token in an `Authorization` header that are long enough to be searched for. */
export function spellingsOf(authorization: string | undefined): string[] {
  const word = readAuthorization(authorization);
  return word === undefined ? [] : readingsOf(word).filter(({ length }) => length >= shortest);
}

/** Whether a text contains one of these tokens. */
export function holdsToken(text: string | Buffer, tokens: string[]): boolean {
  return tokens.some((token) => text.includes(token));
}

/** Number of characters below which a token may stand in a text by chance. */
const shortest = 8;

/** Names of headers and fields under which somebody may send a secret. */
const secretName = /token|secret|passw|authori[sz]|api[-_]?key/i;

/**
 * Masks tokens and other secrets in a Credentials body, also where they are repeated, for journals and logs. A text
 * that is no JSON is replaced by its length, since nobody can say where its token begins and ends.
 */
export function maskCredentials(body: string): string {
  try {
    const secrets = new Set<string>();
    const hidden = JSON.stringify(JSON.parse(body), (name, value: unknown) => {
      if (!secretName.test(name)) return value;
      for (const leaf of leavesOf(value)) if (leaf.length >= shortest) secrets.add(leaf);
      return '***';
    });
    const repeated = (text: string) =>
      [...secrets].some((secret) => text.includes(JSON.stringify(secret).slice(1, -1)));
    // A simple replacement keeps the spacing of the body, where it masks as much.
    const masked = body.replace(/("token"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1"***"');
    if (JSON.stringify(JSON.parse(masked)) === hidden && !repeated(hidden) && !repeated(masked))
      return masked;
    return [...secrets].reduce(
      (text, secret) => text.replaceAll(JSON.stringify(secret).slice(1, -1), '***'),
      hidden,
    );
  } catch {
    return `(${body.length} characters that are not JSON)`;
  }
}

/** Every text and number in a JSON value. */
function leavesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}
