import type { Request } from 'express';
import { invalidAt } from '../messages/errors.ts';
import { holdsToken, spellingsOf } from '../words/tokens.ts';

/** 2001 for an object or a question that holds the caller's token: whoever got it from here could act for the caller. */
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
