import { exchangesAbout } from '../hub/insight/exchanges-about-object.ts';
import { objectModules } from '../ocpi/editions/modules.ts';
import { partyOf } from '../ocpi/words/party-id.ts';
import type { Parameter } from './query-parameters.ts';
import { summaryOf } from './recorded-request-handlers.ts';
import type { Handler } from './route-types.ts';
import { countryCode, partyCode } from './stored-object-handlers.ts';

/** The query parameters that identify an object. */
export const object: Parameter[] = [
  { ...countryCode, description: "Country code of the object's owner", required: true },
  { ...partyCode, description: "Party id of the object's owner", required: true },
  { name: 'id', kind: 'text', description: 'Id of the object; of a Token its uid', required: true },
];

/** Lists the pushes of an object by its owner and by the hub, newest first, as far as the trace goes back. */
export const list: Handler = async ({ hub }, { params, query }) => {
  const { country_code, party_id, id } = query as Record<string, string>;
  const module = objectModules.find((one) => one === params.module) ?? 'locations';
  const owner = partyOf({ country_code: country_code ?? '', party_id: party_id ?? '' });
  const name = { module, owner, id: id ?? '' };
  const { connections } = hub.store.registry.read();
  const owned = connections.find(
    ({ parties, status }) => parties.includes(owner) && status !== 'UNREGISTERED',
  );
  const { found: said } = await exchangesAbout(hub, name, 'IN', owned?.id);
  const { found: told } = await exchangesAbout(hub, name, 'OUT', undefined);
  // Other owners may have a CDR with the same id: of the hub's pushes only those count that one of the listed requests
  // caused.
  const stories = new Set(said.map(({ correlation_id }) => correlation_id));
  const own = said.length === 0 ? told : told.filter(({ correlation_id }) => stories.has(correlation_id));
  const all = [...said, ...(module === 'cdrs' ? own : told)];
  return { body: all.sort((one, other) => (one.time < other.time ? 1 : -1)).map(summaryOf) };
};
