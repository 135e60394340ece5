import type { Hub } from '../hub/hub-dependencies.ts';
import type { StoredObject } from '../hub/ports/object-store.ts';
import { Refusal } from '../hub/refusal-error.ts';
import type { ObjectPage } from '../hub/types.generated.ts';
import type { ObjectModuleId } from '../ocpi/editions/basic-ocpi-types.ts';
import { objectModules, objectRow } from '../ocpi/editions/modules.ts';
import { parsed } from '../ocpi/editions/write-object-part.ts';
import { type Party, parseParty, partyId, partyOf } from '../ocpi/words/party-id.ts';
import { headersOf } from './list-filters-and-paging.ts';
import type { Parameter, Values } from './query-parameters.ts';
import type { Admin, AdminAnswer, AdminRequest } from './route-types.ts';

/** The query parameters that name a party. */
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
  {
    name: 'q',
    kind: 'text',
    description:
      'A party such as NL*ABC: what it owns. Anything else: the id, contract or uid of an object as a whole',
  },
  {
    name: 'disputed',
    kind: 'text',
    description: 'Tokens alone: those whose contract another provider holds more strongly',
    oneOf: ['yes'],
  },
  {
    name: 'sort',
    kind: 'text',
    description: 'Order of the list: as the objects were created, or the newest first',
    oneOf: ['created', '-created'],
  },
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

/** A page of a module's objects that a request asks for, and the owners whose objects it may contain. */
interface Wanted {
  module: ObjectModuleId;
  whose: Party[];
  offset: number;
  limit: number;
  isNewestFirst: boolean;
}

/** The objects of one page, and the number of objects on all pages. */
interface Found {
  total: number;
  objects: readonly StoredObject[];
}

/** Lists a page of the stored objects of a module, in the order of creation where the query does not say. */
export async function list({ hub }: Admin, { params, query, url }: AdminRequest): Promise<AdminAnswer> {
  const module = objectModules.find((id) => id === params.module);
  if (!module)
    throw new Refusal(
      'notFound',
      `no objects of ${params.module} are stored; modules: ${objectModules.join(', ')}`,
    );
  const { id, q, disputed, sort, offset, limit } = query as {
    id?: string;
    q?: string;
    disputed?: string;
    sort?: string;
    offset: number;
    limit: number;
  };
  const owner = parseParty(q ?? '');
  const whose = owners(hub, module, query).filter((party) => owner === undefined || party === owner);
  const wanted = { module, whose, offset, limit, isNewestFirst: sort === '-created' };
  const fields = id !== undefined ? [module === 'tokens' ? 'uid' : 'id'] : searched;
  const value = id ?? (owner === undefined ? q : undefined);
  const asked = [
    ...(disputed === undefined ? [] : [{ fields: ['contested'], value: disputed }]),
    ...(value === undefined ? [] : [{ fields, value }]),
  ];
  const { total, objects } = asked.length === 0 ? await stored(hub, wanted) : await named(hub, wanted, asked);
  const body: ObjectPage = { total, offset, limit, objects: objects.map(view) };
  const next = offset + objects.length < total ? { offset: String(offset + objects.length) } : undefined;
  return { headers: headersOf(total, url, next), body };
}

/** The fields by which stored objects are searched, where objects of the module have them. */
const searched = ['id', 'uid', 'auth_id'];

/** A page of all objects of a module; with the newest first, the end of the list is read backwards. */
async function stored(hub: Hub, { module, whose, offset, limit, isNewestFirst }: Wanted): Promise<Found> {
  const visible = whose.map((owner) => ({ owner }));
  if (!isNewestFirst) return hub.store.objects.list({ module, visible, offset, limit });
  const { total } = await hub.store.objects.list({ module, visible, offset: 0, limit: 1 });
  const first = Math.max(0, total - offset - limit);
  const count = Math.max(0, total - offset) - first;
  const { objects } = await hub.store.objects.list({ module, visible, offset: first, limit: count });
  return { total, objects: objects.toReversed() };
}

/** A value that an object must have in one of some fields. */
interface Named {
  fields: string[];
  value: string;
}

/** A page of the objects that have each of these values, of any owner: several owners may use the same id (HUB-08). */
async function named(
  hub: Hub,
  { module, whose, offset, limit, isNewestFirst }: Wanted,
  asked: Named[],
): Promise<Found> {
  const sets = await Promise.all(
    asked.map(async ({ fields, value }) => {
      const found = await Promise.all(fields.map((field) => hub.store.objects.find(module, field, value)));
      return new Map(found.flat().map((one) => [one.created, one]));
    }),
  );
  const all = [...(sets[0]?.values() ?? [])]
    .filter(({ owner, created }) => whose.includes(owner) && sets.every((set) => set.has(created)))
    .sort((one, other) => (one.created - other.created) * (isNewestFirst ? -1 : 1));
  return { total: all.length, objects: all.slice(offset, offset + limit) };
}

/** The owner that the query names, else all parties that may own objects of the module, also those that have left. */
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
  return [...new Set([...connected.flatMap(({ parties }) => parties), ...agreements.parties(role)])];
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
    object: parsed(bytes),
  };
}
