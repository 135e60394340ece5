import { maskCredentials } from '../words/credentials-tokens.ts';
import { maskUrlsInJson } from '../words/mask-secrets-in-urls.ts';
import type { Exchange } from './request-and-answer-types.ts';

/** Number of characters of a body that the journal stores at most. */
const journalledBody = 65_536;

/**
 * A body as text for the journal: cut at its limit, Credentials without their token, and URLs of endpoints without
 * their query (TRANS-73).
 */
export function bodyText(body: Buffer | string, module: Exchange['module']): string {
  if (module === 'credentials')
    return maskUrlsInJson(maskCredentials(body.toString('utf8'))).slice(0, journalledBody);
  if (module === 'versions') return maskUrlsInJson(body.toString('utf8')).slice(0, journalledBody);
  const text = typeof body === 'string' ? body : body.toString('utf8', 0, journalledBody);
  return text.length > journalledBody ? text.slice(0, journalledBody) : text;
}
