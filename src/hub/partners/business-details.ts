import type { BusinessDetails } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Introduced } from '../../ocpi/editions/edition-type.ts';
import { invalidAt } from '../../ocpi/messages/ocpi-errors.ts';
import { holdsToken, spellingsOf } from '../../ocpi/words/credentials-tokens.ts';

/**
 * The business details in a partner's Credentials, for the hub's other partners (HUB-33): only fields of OCPI, since
 * others may not be meant for them. Throws 2001 where they contain a token, the one in the Credentials or the one in
 * the request's header.
 */
export function businessOf(
  token: string,
  { business: given, at }: Pick<Introduced, 'business' | 'at'>,
  authorization?: string,
): BusinessDetails {
  const { name, website, logo } = given as unknown as BusinessDetails;
  const business: BusinessDetails = {
    name,
    ...(website === undefined ? {} : { website }),
    ...(logo === undefined ? {} : { logo: logoOf(logo) }),
  };
  if (holdsToken(JSON.stringify(business), [...spellingsOf(`Token ${token}`), ...spellingsOf(authorization)]))
    throw invalidAt(`${at}/business_details`, 'holds a token, and is shown to others');
  return business;
}

function logoOf(given: NonNullable<BusinessDetails['logo']>): NonNullable<BusinessDetails['logo']> {
  const known = ['url', 'thumbnail', 'category', 'type', 'width', 'height'];
  return Object.fromEntries(Object.entries(given).filter(([name]) => known.includes(name))) as typeof given;
}
