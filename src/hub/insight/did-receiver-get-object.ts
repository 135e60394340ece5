import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { mostRefusals } from '../delivery/refused-objects-not-repeated.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { PulledList } from '../in-memory-state.ts';
import { reachOf } from '../market/all-changes-pushed-since.ts';
import { addressedChange } from '../market/changes-to-one-party.ts';
import { isOn, pulledLists } from '../market/lists-read-by-partners.ts';
import { receiversOf } from '../market/object-visibility.ts';
import type { Agreement, Connection } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { DeliveryState, Parked } from '../push-types.ts';
import { agreementBetween } from './reasons-from-agreement.ts';

/** A receiver of an object, with the state of its deliveries. */
interface Receiving {
  party: Party;
  connection: Connection;
  delivery: Pick<DeliveryState, 'confirmed'>;
}

/**
 * Tells, without the journal of exchanges, whether a receiver has the present state of an object: the hub has sent it
 * all changes since an older one, they concerned it all the time, and its position is past this one. Objects that it
 * has not taken are noted one by one, and the caller looks at these notes before.
 */
export async function hasByPosition(
  hub: Hub,
  object: StoredObject,
  { party, connection, delivery }: Receiving,
  exceptions: Parked[],
): Promise<boolean> {
  const { changed, module } = object;
  if (changed <= forgottenUpTo(exceptions)) return false;
  // The process that delivers to the receiver may know the end of an agreement of which this one has not heard yet.
  if (!hub.deliver.state(connection)) await hub.store.registry.agree(() => []);
  if (delivery.confirmed < changed || !concernedSince(hub, object, party)) return false;
  const reach = await reachOf(hub.store.notes, connection.id);
  if (changed <= (reach?.from[module] ?? Number.POSITIVE_INFINITY)) return false;
  const addressed = await addressedChange(hub.store.notes, object);
  return !addressed || addressed.to === party;
}

/** The number of a change up to which notes of refused objects may have been dropped for newer ones. */
function forgottenUpTo(exceptions: Parked[]): number {
  const refusals = exceptions.filter(({ state }) => state === 'REFUSED');
  return refusals.length < mostRefusals ? -1 : Math.max(...refusals.map(({ changed }) => changed));
}

/**
 * Tells whether an object has concerned a receiver since its last change, by the agreement that lets them exchange it
 * now.
 */
function concernedSince(hub: Hub, object: StoredObject, party: Party): boolean {
  const state = hub.store.registry.read();
  if (receiversOf(state, object, hub.now(), party).length === 0 || isContested(object)) return false;
  const found = agreementBetween(state, object.module, object.owner, party, hub.now());
  if (!found) return false;
  const { after = Number.POSITIVE_INFINITY, run_off } = found.agreement;
  const isSettled = objectRow(object.module).audience === 'driver' && run_off !== false;
  return isSettled || (found.inForce && after < object.changed && !beganLater(found.agreement));
}

/** The list by which a receiver has pulled the present state of an object, if one is noted. */
export async function pulledBy(
  hub: Hub,
  object: StoredObject,
  { party, connection }: Pick<Receiving, 'party' | 'connection'>,
): Promise<PulledList | undefined> {
  if (isContested(object)) return undefined;
  const { module, owner, recipient } = object;
  if (objectRow(module).audience === 'driver' && recipient !== party) return undefined;
  const found = agreementBetween(hub.store.registry.read(), module, owner, party, hub.now());
  if (!found) return undefined;
  const { since, valid_from } = found.agreement;
  const begin = Math.max(Date.parse(since), Date.parse(valid_from ?? '') || 0);
  const lists = await pulledLists(hub, connection, module);
  return lists.findLast((list) => found.inForce && begin <= list.began && isOn(list, object));
}

/**
 * Tells whether other providers have a Token too, so that it is hidden from some operators, for times that are not
 * noted (ROUTE-57).
 */
function isContested({ lookups }: StoredObject): boolean {
  return Boolean(lookups.over);
}

/** Tells whether an agreement became valid later than it was made, at a change of which the number is not noted. */
function beganLater({ since, valid_from }: Agreement): boolean {
  return valid_from !== null && Date.parse(valid_from) > Date.parse(since);
}
