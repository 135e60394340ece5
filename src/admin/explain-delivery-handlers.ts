import { why } from '../hub/insight/explain-delivery.ts';
import { seenBy } from '../hub/insight/object-seen-by-reader.ts';
import { objectModules } from '../ocpi/editions/modules.ts';
import { partyOf } from '../ocpi/words/party-id.ts';
import type { Parameter } from './query-parameters.ts';
import type { Handler } from './route-types.ts';
import { countryCode, partyCode } from './stored-object-handlers.ts';

/** The query parameters that identify an object and its receiver. */
export const question: Parameter[] = [
  { name: 'module', kind: 'text', description: 'Module of the object', oneOf: objectModules, required: true },
  { ...countryCode, description: "Country code of the object's owner", required: true },
  { ...partyCode, description: "Party id of the object's owner", required: true },
  {
    name: 'id',
    kind: 'text',
    description: 'Id of the object, of a Token its uid; `TYPE|uid` where a uid has several types',
    required: true,
  },
  {
    name: 'to',
    kind: 'text',
    description: 'The receiver: a party such as NL*EMP, or the id of a connection',
    required: true,
  },
];

/** Explains why an object has or has not reached a receiver. */
export const show: Handler = async ({ hub }, { query }) => {
  const { object, to } = asked(query as Record<string, string>);
  return { body: await why(hub, object, to) };
};

/** Shows an object as its owner wrote it and as a receiver gets it. */
export const see: Handler = async ({ hub }, { query }) => {
  const { object, to } = asked(query as Record<string, string>);
  return { body: await seenBy(hub, object, to) };
};

function asked({ module, country_code = '', party_id = '', id = '', to = '' }: Record<string, string>) {
  const known = objectModules.find((one) => one === module) ?? 'locations';
  return { object: { module: known, owner: partyOf({ country_code, party_id }), id }, to };
}
