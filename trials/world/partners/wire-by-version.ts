import type { InterfaceRole, ObjectModuleId } from '../../../src/ocpi/editions/basic-ocpi-types.ts';
import { type Party, partyId } from '../../../src/ocpi/words/party-id.ts';
import type { Json } from './sample-objects.ts';

/** The versions of OCPI that partners speak: operators 2.1.1, providers one of the two. */
export type Version = '2.1.1' | '2.2.1';

/**
 * How a partner of a version of OCPI writes and reads on the wire; the models themselves know the fields of 2.1.1
 * alone.
 */
interface Wire {
  /** The text in `Authorization` of a token. */
  token(token: string): string;
  /** The token that such a text stands for. */
  tokenIn(text: string): string;
  /** Fields of a listed endpoint beside its identifier and URL. */
  endpoint(identifier: string): { role?: InterfaceRole };
  credentials(party: Party, token: string, url: string): Json;
  /** An object of the partner's own. */
  write(module: ObjectModuleId, owner: Party, object: Json): Json;
  /** A provider's answer whether a Token may charge. */
  authorisation(owner: Party, allowed: string, token: Json): Json;
  /** An object of somebody else, or the fields of one in a PATCH. */
  read(module: ObjectModuleId, object: Json): Json;
  /** The lists to which a PATCH of an object adds. */
  appends: Partial<Record<ObjectModuleId, string>>;
}

/** The wire of each version, as far as the models' objects have it. */
export const wires: Record<Version, Wire> = {
  '2.1.1': {
    token: (token) => token,
    tokenIn: (text) => text,
    endpoint: () => ({}),
    credentials: (party, token, url) => ({
      ...{ token, url },
      business_details: { name: party },
      ...partyId(party),
    }),
    write: (_module, _owner, object) => object,
    authorisation: (_owner, allowed) => ({ allowed }),
    read: (_module, object) => object,
    appends: {},
  },
  '2.2.1': {
    token: (token) => Buffer.from(token).toString('base64'),
    tokenIn: (text) => Buffer.from(text, 'base64').toString(),
    endpoint: (identifier) => ({ role: isProvidersOwn(identifier) ? 'SENDER' : 'RECEIVER' }),
    credentials: (party, token, url) => ({
      ...{ token, url },
      roles: [{ role: 'EMSP', business_details: { name: party }, ...partyId(party) }],
    }),
    write: tokenOf,
    authorisation: (owner, allowed, token) => ({ allowed, token: tokenOf('tokens', owner, token) }),
    read(module, object) {
      if (module !== 'sessions' && module !== 'cdrs') return object;
      const token = object.cdr_token as { contract_id: string } | undefined;
      return token ? { ...object, auth_id: token.contract_id } : object;
    },
    appends: { sessions: 'charging_periods' },
  },
};

/** A Token of 2.2.1: providers have no other objects. */
function tokenOf(_module: ObjectModuleId, owner: Party, { auth_id: contract_id, ...token }: Json): Json {
  return { ...partyId(owner), ...token, contract_id };
}

/** Whether a provider's endpoint is that of its own objects, or of answers to its own questions. */
function isProvidersOwn(identifier: string): boolean {
  return ['credentials', 'tokens', 'chargingprofiles'].includes(identifier);
}
