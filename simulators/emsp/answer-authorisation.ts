import type { AuthorizationInfo, LocationReferences, Token } from '../../src/ocpi/types/2.1.1.generated.ts';
import { type Verdict, verdictOf } from './sample-tokens.ts';

/**
 * The simulated provider's answer to an authorisation request about a known Token, or the refusal that the location is
 * missing (TOK-12, TOK-18, TOK-19).
 */
export function authorizationFor(
  token: Token,
  place: LocationReferences | undefined,
): AuthorizationInfo | 'location missing' {
  const verdict = verdictOf(token.uid);
  if (verdict === 'NEEDS_LOCATION' && !place) return 'location missing';
  const allowed = isRefusal(verdict) ? verdict : 'ALLOWED';
  if (!token.valid) return refusal(token, allowed === 'ALLOWED' ? 'BLOCKED' : allowed);
  if (allowed !== 'ALLOWED') return refusal(token, allowed);
  return {
    allowed,
    ...(place ? { location: verdict === 'FIRST_EVSE' ? firstEvse(place) : place } : {}),
    ...(verdict === 'REFERENCE' ? { authorization_reference: `ref-${token.uid}` } : {}),
  };
}

function isRefusal(verdict: Verdict): verdict is Refusal {
  return Object.hasOwn(words, verdict);
}

function firstEvse({ location_id, evse_uids = [] }: LocationReferences): LocationReferences {
  return { location_id, evse_uids: evse_uids.slice(0, 1) };
}

type Refusal = Exclude<AuthorizationInfo['allowed'], 'ALLOWED'>;

function refusal({ language }: Token, allowed: Refusal): AuthorizationInfo {
  const spoken = language === 'es' ? 'es' : 'en';
  return { allowed, info: { language: spoken, text: words[allowed][spoken] } };
}

const words: Record<Refusal, { en: string; es: string }> = {
  BLOCKED: { en: 'This card is blocked.', es: 'Esta tarjeta esta bloqueada.' },
  EXPIRED: { en: 'This card has expired.', es: 'Esta tarjeta ha caducado.' },
  NO_CREDIT: { en: 'There is no credit left.', es: 'No queda saldo.' },
  NOT_ALLOWED: { en: 'This card cannot be used here.', es: 'Esta tarjeta no vale aqui.' },
};
