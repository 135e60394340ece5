import type { ModuleId, ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { driverRow, isDrivers, objectRow } from '../../ocpi/editions/modules.ts';
import { editionOf, factsIn } from '../../ocpi/editions/supported-versions.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { invalid } from '../../ocpi/messages/ocpi-errors.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import { type Party, type PartyId, parseParty, partyId } from '../../ocpi/words/party-id.ts';
import { counterpartOf } from '../binding/match-session-to-cdr.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { locationsNamed } from './find-locations-by-id.ts';
import { tokenWritten } from './find-token-by-uid.ts';
import { isRetired } from './retired-objects.ts';
import { storeKey } from './stored-object-form.ts';

/**
 * The list that a pulled object comes from: the list of one of the platform's parties, or of `all` where the platform
 * ignores To headers (SYNC-18).
 */
export interface FiledFrom {
  connection: Connection;
  module: ObjectModuleId;
  asked: Party | 'all';
}

/**
 * The content of an object on a partner's list, and the id that it has there; both are absent where the entry is no
 * object.
 */
export function listedAs({ module }: Pick<FiledFrom, 'module'>, object: unknown): { id: string; body: Json } {
  const body = (typeof object === 'object' && object !== null ? object : {}) as Json;
  return { id: asText(body[objectRow(module).key.at(-1) ?? 'id']), body };
}

/**
 * The owner of an object on a partner's list, the id by which the hub knows it and under which it stores it (`key`), and
 * its content; a Token is found as one that is pushed is (TOK-07). Throws an OcpiError where it
 * names a party of another platform.
 */
export async function listedName(
  hub: Hub,
  from: FiledFrom,
  object: unknown,
): Promise<{ owner: Party; id: string; key: string; body: unknown }> {
  const { module, connection } = from;
  const { id: uid, body } = listedAs(from, object);
  const owner = await ownerOf(hub, from, uid, body);
  const { id, body: own } = objectRow(module).key.includes('type')
    ? await tokenWritten(hub, owner, {
        ...{ module, edition: connection.edition, method: 'PUT', uid, type: undefined, body: object },
      })
    : { id: uid, body: object };
  return { owner, id, key: storeKey(module, owner, id, body).id, body: own };
}

/**
 * The owner of a pulled object: the party it names; else the one in the To headers of the request (SYNC-13). Where the
 * platform ignores these, the owner of its Location, else the party under which it is stored already, else the default
 * party (SYNC-18). Throws an OcpiError where it names a party of another platform.
 */
export async function ownerOf(
  hub: Hub,
  { connection, module, asked }: FiledFrom,
  id: string,
  body: Json,
): Promise<Party> {
  const named = ownerNamed({ connection, module, asked }, body);
  if (named) return named;
  const row = editionOf(connection).objectRow(module);
  const ofLocation =
    row.audience === 'driver' ? await ownerOfLocation(hub, connection, module, body) : undefined;
  return ofLocation ?? (await storedFirstBy(hub, connection, module, id, body)) ?? connection.party;
}

/**
 * The owner of a pulled object by its content or by the request that it answers; `undefined` where the platform ignores
 * To headers and the object names no owner.
 */
export function ownerNamed({ connection, module, asked }: FiledFrom, body: Json): Party | undefined {
  const row = editionOf(connection).objectRow(module);
  const named = row.marksOwner || row.namesOwner ? namedBy(connection, asked, body) : undefined;
  return named ?? (asked === 'all' ? undefined : asked);
}

/**
 * The owner of a pushed CDR without From headers: the party that the CDR or its Location names, else the owner of its
 * Location, else the owner of the Session of the same visit; `undefined` where none of these is known (ROUTE-48).
 */
export async function posterOf(
  hub: Hub,
  connection: Connection,
  module: ModuleId,
  cdr: Json,
): Promise<Party | undefined> {
  const own = parseParty(`${asText(cdr.country_code)}*${asText(cdr.party_id)}`);
  if (own && connection.parties.includes(own)) return own;
  if (!isDrivers(module)) return undefined;
  const ofLocation = await ownerOfLocation(hub, connection, module, cdr);
  if (ofLocation) return ofLocation;
  const facts = editionOf(connection).facts(module, cdr);
  const { counterpart: other } = driverRow(module);
  const counterparts = await Promise.all(
    connection.parties.map((party) => counterpartOf(hub, other, party, facts, factsIn)),
  );
  const [only, second] = counterparts.filter((one) => one !== undefined);
  return second ? undefined : only?.object.owner;
}

/**
 * The party that an object names, also where only one of its two fields is there; null counts as absent (TRANS-70).
 * Throws an OcpiError where no party of the platform fits.
 */
function namedBy(
  { parties }: Connection,
  asked: Party | 'all',
  { country_code, party_id }: Json,
): Party | undefined {
  const halves = Object.entries({ country_code, party_id }).filter(
    ([, half]) => half !== undefined && half !== null,
  );
  if (halves.length === 0) return undefined;
  const fitting = parties.filter((party) =>
    halves.every(([name, half]) => partyId(party)[name as keyof PartyId] === asText(half).toUpperCase()),
  );
  if (fitting.length === 0) {
    const named = halves.map(([, half]) => asText(half)).join('*');
    throw invalid([
      {
        pointer: `/${halves[0]?.[0]}`,
        message: `names the owner ${named}, which is no party of this connection`,
      },
    ]);
  }
  return fitting.find((party) => party === asked) ?? (fitting.length === 1 ? fitting[0] : undefined);
}

async function ownerOfLocation(
  hub: Hub,
  connection: Connection,
  module: ObjectModuleId,
  body: Json,
): Promise<Party | undefined> {
  const { parties } = connection;
  const { location, locationOwner } = editionOf(connection).facts(module, body);
  if (locationOwner && parties.includes(locationOwner)) return locationOwner;
  const known = await locationsNamed(hub, location, connection);
  const owners = new Set(known.map(({ owner }) => owner).filter((owner) => parties.includes(owner)));
  const [only] = owners;
  return owners.size === 1 ? only : undefined;
}

async function storedFirstBy(
  hub: Hub,
  { parties }: Connection,
  module: ObjectModuleId,
  id: string,
  body: Json,
): Promise<Party | undefined> {
  const stored = await Promise.all(
    parties.map((party) => hub.store.objects.get(storeKey(module, party, id, body))),
  );
  const living = stored.filter((object) => object !== undefined).filter((object) => !isRetired(object));
  return living.sort((a, b) => a.created - b.created)[0]?.owner;
}
