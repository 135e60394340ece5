/** The query parameters of OCPI with the pattern of their values; any other parameter belongs to the URL's owner and may be an API key. */
const own: Record<string, RegExp> = {
  offset: /^\d+$/,
  limit: /^\d+$/,
  date_from: /^[\dTZ:.%A-]+$/i,
  date_to: /^[\dTZ:.%A-]+$/i,
  type: /^[A-Z_]+$/,
  token_type: /^[A-Z_]+$/,
  duration: /^\d+$/,
  response_url: /^https?(:|%3A)/i,
};

/** Number of characters up to which a query is read parameter by parameter; a longer query is hidden as a whole. */
const longestQuery = 16_384;

/** A URL without user name and password, and without the values of parameters that are not OCPI's (TRANS-73). */
export function maskUrl(url: string): string {
  const named = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1***@');
  const at = named.indexOf('?');
  if (at < 0) return named;
  if (named.length - at > longestQuery) return `${named.slice(0, at + 1)}***`;
  const [query = '', ...fragment] = named.slice(at + 1).split('#');
  const masked = query.split('&').map((pair) => (isSecret(pair) ? `${nameOf(pair)}***` : pair));
  return [named.slice(0, at + 1) + masked.join('&'), ...fragment].join('#');
}

/** Masks secrets in every URL of a text. */
export function maskUrlsIn(text: string): string {
  return text.includes('?') ? text.replace(/\bhttps?:\\?\/\\?\/[^\s"'<>]*/gi, maskUrl) : text;
}

/**
 * Masks secrets in every URL of a JSON text, however the JSON escapes it; a text that is no JSON is masked as it
 * stands.
 */
export function maskUrlsInJson(text: string): string {
  try {
    let changed = false;
    const masked: unknown = JSON.parse(text, (_, value: unknown) => {
      const hidden = typeof value === 'string' ? maskUrlsIn(value) : value;
      if (hidden !== value) changed = true;
      return hidden;
    });
    return changed ? JSON.stringify(masked) : text;
  } catch {
    return maskUrlsIn(text);
  }
}

/** The secrets in the query of a URL: each foreign parameter as it stands, and its value where that is long enough to be a secret. */
export function secretsOf(url: string): string[] {
  const at = url.indexOf('?');
  if (at < 0) return [];
  const pairs = (url.slice(at + 1).split('#')[0] ?? '').split('&').filter(isSecret);
  return pairs.flatMap((pair) => {
    const value = pair.slice(nameOf(pair).length);
    return [pair, ...[value, decoded(value)].filter(({ length }) => length >= 8)];
  });
}

/** A text in which these secrets are masked. */
export function maskSecrets(text: string, secrets: string[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
}

function isSecret(pair: string): boolean {
  const name = nameOf(pair);
  const value = pair.slice(name.length);
  return value !== '' && own[name.slice(0, -1)]?.test(value) !== true;
}

/** The part of a query parameter up to its `=`; empty where it has no `=`. */
function nameOf(pair: string): string {
  return /^[\w.~%-]+=(?=.)/.exec(pair)?.[0] ?? '';
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
