import { objectRow } from '../../src/ocpi/editions/modules-2.1.1.ts';
import { type Json, write } from '../../src/ocpi/editions/write-object-part.ts';
import type {
  Capability,
  Connector,
  EVSE,
  Location,
  Status,
  Tariff,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { firstOf, keyOf, put } from '../platform/object-store.ts';
import { partners } from '../platform/partners-and-their-tokens.ts';
import { push } from '../platform/push-to-partners.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import { oddityOf } from './misbehaviour-of-test-evses.ts';
import type { Operator } from './operator-state.ts';

/** A Location of the operator by its id. */
export function locationOf(platform: Platform, id: string): Location | undefined {
  const key = keyOf('locations', platform.party, { id });
  return platform.own.locations.get(key)?.object as Location | undefined;
}

/** An EVSE of a Location of the operator by its uid. */
export function evseOf(location: Location | undefined, uid: string): EVSE | undefined {
  return location?.evses?.find((evse) => evse.uid === uid);
}

/** A copy of a Location with only the EVSE and Connector in use (SES-12). */
export function inUse(location: Location, evseUid: string, connectorId: string): Location {
  const evse = evseOf(location, evseUid);
  if (!evse) return location;
  const connectors = evse.connectors.filter(({ id }) => id === connectorId);
  return { ...location, evses: [{ ...evse, connectors }] };
}

/** The Tariff of a Connector. */
export function tariffOf(platform: Platform, connector: Connector | undefined): Tariff | undefined {
  const key = keyOf('tariffs', platform.party, { id: connector?.tariff_id });
  return platform.own.tariffs.get(key)?.object as Tariff | undefined;
}

/**
 * The EVSEs where a driver can plug in now: at one Location or anywhere, with a capability if one is needed; EVSEs for
 * tests only when named.
 */
export function freeEvses(
  { platform, reservations }: Pick<Operator, 'platform' | 'reservations'>,
  needed: { tokenUid?: string; locationId?: string; evseUid?: string; capability?: Capability } = {},
): { location: Location; evse: EVSE }[] {
  const { tokenUid, locationId, evseUid, capability } = needed;
  const one = locationId === undefined ? undefined : locationOf(platform, locationId);
  return (locationId === undefined ? nearby(platform) : [one].filter((location) => location !== undefined))
    .flatMap((location) => (location.evses ?? []).map((evse) => ({ location, evse })))
    .filter(({ evse }) => isOpenFor({ reservations }, evse, tokenUid))
    .filter(({ evse: { uid } }) => (evseUid === undefined ? !oddityOf(uid) : uid === evseUid))
    .filter(({ evse }) => !capability || evse.capabilities?.includes(capability));
}

/** The Locations from which cars choose at random: the first thousand are enough in a very large network. */
export function nearby(platform: Platform): Location[] {
  return firstOf(platform.own.locations, 1000).map(({ object }) => object as unknown as Location);
}

/** Whether an EVSE is free for everybody, or reserved for this driver. */
export function isOpenFor(
  { reservations }: Pick<Operator, 'reservations'>,
  { uid, status }: EVSE,
  tokenUid?: string,
): boolean {
  if (status === 'AVAILABLE') return true;
  return status === 'RESERVED' && tokenUid !== undefined && reservations.get(uid)?.tokenUid === tokenUid;
}

/**
 * Changes the status of an EVSE and sends every partner a PATCH (LOC-06, LOC-34). The result is the EVSE after the
 * change.
 */
export function setStatus(
  platform: Platform,
  locationId: string,
  uid: string,
  status: Status,
): EVSE | undefined {
  return changeEvse(platform, locationId, uid, { status });
}

/** Changes fields of an EVSE and sends every partner a PATCH. */
export function changeEvse(
  platform: Platform,
  locationId: string,
  uid: string,
  changes: Partial<EVSE>,
): EVSE | undefined {
  const row = objectRow('locations');
  const old = locationOf(platform, locationId);
  const body = { ...changes, last_updated: formatDateTime(platform.clock.now()) };
  const written = write(row, 'PATCH', [uid], old as Json | undefined, body);
  if (!written) return undefined;
  put(platform.own.locations, 'locations', { owner: platform.party, object: written.object });
  for (const connection of partners(platform))
    void push(platform, connection, 'locations', {
      method: 'PATCH',
      path: [locationId, uid],
      body,
      whole: () => locationOf(platform, locationId) as Json | undefined,
    });
  return written.part as unknown as EVSE;
}
