import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new credentials token: 43 printable characters, 256 random bits (TRANS-06, CRED-07). */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token that others call us with. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()];
  return timingSafeEqual(left, right);
}

/** The token of an `Authorization: Token …` header; `undefined` for anything else (TRANS-01, TRANS-04, TRANS-06). */
export function readAuthorization(header: string | undefined): string | undefined {
  return /^token ([\x21-\x7e]{1,64})$/i.exec(header ?? '')?.[1];
}

/** Headers with the secret of `authorization` taken out, for journals and logs. */
export function maskHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    masked[name] = /^(proxy-)?authorization$|^(set-)?cookie$/i.test(name) ? '***' : String(value);
  }
  return masked;
}

/** A Credentials body with every string `token` taken out, for journals and logs. */
export function maskCredentials(body: string): string {
  return body.replace(/("token"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1"***"');
}
