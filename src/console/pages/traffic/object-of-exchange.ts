import type { ExchangeDetail } from '../../../hub/types.generated.ts';
import { type ObjectName, objectModules } from '../objects/stored-object-types.ts';

/** The object that an exchange is about, by its URL or, for a CDR, by its body; `undefined` where it is about none. */
export function objectOf({ module, url, from, request }: ExchangeDetail): ObjectName | undefined {
  if (module === null || !objectModules.includes(module) || !URL.canParse(url)) return undefined;
  const parts = new URL(url).pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const [country_code, party_id, id] = parts.slice(parts.lastIndexOf(module) + 1);
  if (country_code && party_id && id) return { module, country_code, party_id, id };
  const posted = idIn(request.body);
  const [country = '', party = ''] = from?.split('*') ?? [];
  return posted && country && party
    ? { module, country_code: country, party_id: party, id: posted }
    : undefined;
}

function idIn(body: string | null): string | undefined {
  try {
    const { id } = JSON.parse(body ?? '') as { id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
