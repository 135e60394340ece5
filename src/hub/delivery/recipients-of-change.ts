import { endpointOf } from '../../ocpi/editions/endpoint-urls.ts';
import { isDeletable } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { connectionById } from '../market/connection-index.ts';
import { type Receiver, receiversOf } from '../market/object-visibility.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { ObjectKey } from '../ports/object-store.ts';
import type { Store } from '../ports/store.ts';
import type { Push } from '../push-types.ts';
import type { Item } from './outgoing-change.ts';

/**
 * A push with its recipients: parties by the id of their connection, decided once and carried along until the push is
 * sent.
 */
export interface Outbound {
  push: Push;
  to: ReadonlyMap<string, readonly Party[]>;
}

/** Connections and agreements, and the time, in milliseconds, for which they are read. */
export interface Market {
  store: Pick<Store, 'registry'>;
  now(): number;
}

/** A push with all parties that get it now: parties that take pushes and have the endpoint (HUB-26). */
export function outbound(market: Market, push: Push): Outbound {
  const to = new Map<string, Party[]>();
  if (!isPassable(push)) return { push, to };
  for (const { party, connection } of recipients(market, push)) {
    const known = to.get(connection.id);
    if (known) known.push(party);
    else to.set(connection.id, [party]);
  }
  return { push, to };
}

/** A push with the parties of one connection that get it now. */
export function outboundTo(market: Market, id: string, push: Push): Outbound {
  const connection = connectionById(market.store.registry.read(), id);
  const parties =
    connection && isPassable(push)
      ? connection.parties.filter((party) => mayHave(market, connection, push, party))
      : [];
  return { push, to: new Map(parties.length > 0 ? [[id, parties]] : []) };
}

/** A push as followers take it; many followers may share one record. */
export function itemOf(given: Outbound): Item<Outbound> {
  const { object, body, answerOf } = given.push;
  return {
    item: given,
    object: objectName(object),
    changed: object.changed,
    bytes: body?.length,
    once: answerOf !== undefined,
  };
}

/** The name of an object that is unique among all owners: module, owner and id, with blanks between. */
export function objectName({ module, owner, id }: ObjectKey): string {
  return `${module} ${owner} ${id}`;
}

/**
 * Tells whether a party of a connection may have a change now: its agreement may have ended since the change was handed
 * out.
 */
export function mayHave(market: Market, { id }: Connection, { object, only }: Push, party: Party): boolean {
  if (only !== undefined && only !== party) return false;
  return recipients(market, { object, only: party }).some(({ connection }) => connection.id === id);
}

function recipients({ store, now }: Market, { object, only }: Pick<Push, 'object' | 'only'>): Receiver[] {
  return receiversOf(store.registry.read(), object, now(), only).filter(
    ({ connection }) => connection.options.push && endpointOf(connection.endpoints, object.module),
  );
}

/** Tells whether a push can be passed on: not every module has a DELETE. */
function isPassable({ method, object }: Push): boolean {
  return method !== 'DELETE' || isDeletable(object.module);
}
