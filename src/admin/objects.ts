import type { Hub } from '../hub/hub.ts';
import type { StoredObject } from '../hub/ports/objects.ts';
import { Refusal } from '../hub/refusal.ts';
import type { ObjectPage } from '../hub/types.generated.ts';
import type { ObjectModuleId } from '../ocpi/editions/edition.ts';
import { objectModules, objectRow } from '../ocpi/editions/modules.ts';
import type { Json } from '../ocpi/editions/parts.ts';
import { type Party, partyId, partyOf } from '../ocpi/words/party.ts';
import type { Parameter, Values } from './query.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route.ts';

/** The query parameters of a party. */
export const countryCode: Parameter = {
  name: 'country_code',
  kind: 'text',
  description: 'Country code of the owner; with party_id',
  shape: { words: 'two letters', pattern: /^[A-Za-z]{2}$/ },
};
export const partyCode: Parameter = {
  name: 'party_id',
  kind: 'text',
  description: 'Party id of the owner; with country_code',
  shape: { words: 'three letters or digits', pattern: /^[A-Za-z0-9]{3}$/ },
};

/** The query parameters for a page of objects and for their owner. */
export const page: Parameter[] = [
  countryCode,
  partyCode,
  { name: 'id', kind: 'text', description: 'Id of the object; of a Token its uid' },
  { name: 'offset', kind: 'number', description: 'How many to leave out', least: 0, default: 0 },
  {
    name: 'limit',
    kind: 'number',
    description: 'How many at most; more than 1000 counts as 1000',
    least: 1,
    cap: 1000,
    default: 100,
  },
];

/** Lists a page of the stored objects of a module, in the order of creation. */
export async function list({ hub }: Admin, { params, query }: AdminRequest): Promise<AdminAnswer> {
  const module = objectModules.find((id) => id === params.module);
  if (!module)
    throw new Refusal(
      'notFound',
      `no objects of ${params.module} are stored; modules: ${objectModules.join(', ')}`,
    );
  const { id, offset, limit } = query as { id?: string; offset: number; limit: number };
  const whose = owners(hub, module, query);
  const { total, objects } =
    id === undefined
      ? await hub.store.objects.list({ module, visible: whose.map((owner) => ({ owner })), offset, limit })
      : await named(hub, module, id, whose, { offset, limit });
  const body: ObjectPage = { total, offset, limit, objects: objects.map(view) };
  return { body };
}

/** The objects with an id, of any owner: several may use the same id (HUB-08). */
async function named(
  hub: Hub,
  module: ObjectModuleId,
  id: string,
  whose: Party[],
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; objects: StoredObject[] }> {
  const found = await hub.store.objects.find(module, module === 'tokens' ? 'uid' : 'id', id);
  const all = found
    .filter(({ owner }) => whose.includes(owner))
    .sort((one, other) => one.created - other.created);
  return { total: all.length, objects: all.slice(offset, offset + limit) };
}

/** The requested owner, else all parties that may own objects of the module, also those that have left. */
function owners(hub: Hub, module: ObjectModuleId, { country_code, party_id }: Values): Party[] {
  if (typeof country_code === 'string' && typeof party_id === 'string')
    return [partyOf({ country_code, party_id })];
  if (country_code !== undefined || party_id !== undefined) {
    const missing = country_code === undefined ? 'country_code' : 'party_id';
    const message = 'is required: a party has a country_code and a party_id';
    throw new Refusal('invalid', `${missing} ${message}`, [{ pointer: `?${missing}`, message }]);
  }
  const { owner: role } = objectRow(module);
  const { connections, agreements } = hub.store.registry.read();
  const connected = connections.filter((connection) => connection.role === role);
  const agreed = agreements.map(({ cpo, emsp }) => (role === 'CPO' ? cpo : emsp));
  return [...new Set([...connected.flatMap(({ parties }) => parties), ...agreed])];
}

function view({
  owner,
  id,
  lookups,
  lastUpdated,
  changed,
  recipient,
  bytes,
}: StoredObject): ObjectPage['objects'][number] {
  return {
    ...partyId(owner),
    id: lookups.id ?? id,
    last_updated: new Date(lastUpdated).toISOString(),
    changed,
    recipient,
    object: JSON.parse(bytes.toString()) as Json,
  };
}
