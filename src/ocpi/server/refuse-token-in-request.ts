import type { Request } from 'express';
import { invalidAt } from '../messages/ocpi-errors.ts';
import { holdsToken, spellingsOf } from '../words/credentials-tokens.ts';

/**
 * Throws 2001 for a body or URL that contains the caller's own token: partners that receive it could act as the caller.
 */
export function refuseOwnToken(req: Request, params: Record<string, string>, body: unknown): void {
  const tokens = spellingsOf(req.headers.authorization);
  const bytes: unknown = req.body;
  const inBody =
    Buffer.isBuffer(bytes) &&
    (holdsToken(bytes, tokens) || (bytes.includes('\\') && holdsToken(JSON.stringify(body ?? null), tokens)));
  if (inBody || Object.values(params).some((id) => holdsToken(id, tokens)))
    throw invalidAt(
      '',
      `the token of this connection stands in the ${inBody ? 'body' : 'URL'}: it belongs into the header Authorization alone`,
    );
}
