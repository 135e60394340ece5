import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import type { Token } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { SchemaVersion } from '../../src/ocpi/types/names.generated.ts';
import { type Party, partyId } from '../../src/ocpi/words/party-id.ts';

/**
 * The fields and values that a provider words differently in another version of OCPI, typed by hand from its text
 * without the hub's converters.
 */
export interface Wording {
  /** A Token of the table as the version writes it. */
  token(party: Party, token: Token): Json;
  /** Query parameters of a Token's URL that tell it from another Token with the same uid. */
  query(token: Json): Record<string, string>;
  /** An authorisation about a Token as the version writes it. */
  authorization(info: Json, token: Json | undefined): Json;
  /** The id of a reservation unless another is given: a number, since OCPI 2.2 a text. */
  reservation: number | string;
  /** The kind of object that brings the result of a command. */
  commandResult: 'command-response' | 'command-result';
}

/** The fields and values in which a provider differs between versions of OCPI, by version. */
export const wordings: Record<SchemaVersion, Wording> = {
  '2.1.1': {
    token: (_party, token) => ({ ...token }),
    query: () => ({}),
    authorization: (info) => info,
    reservation: 1,
    commandResult: 'command-response',
  },
  '2.2.1': {
    token: (party, { uid, type, auth_id, ...rest }) => ({
      ...partyId(party),
      ...{ uid, type, contract_id: auth_id },
      ...rest,
    }),
    query: ({ type }): Record<string, string> => (type === 'RFID' ? {} : { type: String(type) }),
    authorization: (info, token) => ({ ...info, ...(token ? { token } : {}) }),
    reservation: '1',
    commandResult: 'command-result',
  },
};
