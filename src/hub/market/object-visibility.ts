import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { otherRole, type Party, type Role } from '../../ocpi/words/party-id.ts';
import type { Connection, RegistryState } from '../ports/connection-registry.ts';
import type { ListQuery, StoredObject, Visible } from '../ports/object-store.ts';
import { agreed, cameIntoSight, connectionOf, partnersOf, settles } from './connection-index.ts';
import { readAnew } from './tax-and-time-zone-options.ts';
import { isKeptFrom } from './tokens-hidden-from-operators.ts';

/**
 * The `recipient` of a Tariff that Locations of several parties of one platform name: the readers of each of these
 * parties see the Tariff (SYNC-18).
 */
export function readersOfAll(parties: Party[]): Party {
  return [...parties].sort().join(' ') as Party;
}

function partiesIn(recipient: Party): Party[] {
  return recipient.split(' ') as Party[];
}

/** A party that gets a copy of a change, and the connection that leads to it. */
export interface Receiver {
  party: Party;
  connection: Connection;
}

/**
 * The owners whose objects of a module the readers may see (HUB-10, HUB-14). A Session or CDR is for the provider it is
 * bound to, and for nobody else (ROUTE-20, ROUTE-35), also after the end of an agreement that runs off (HUB-40). With a
 * `window` an object also counts as new when an agreement has made it visible, or it reads otherwise since (HUB-41).
 */
export function visibleTo(
  state: RegistryState,
  module: ObjectModuleId,
  readers: Party[],
  at: number,
  only?: Party,
  window: Pick<ListQuery, 'from' | 'to'> = {},
): Visible[] {
  const { owner, audience, namedBy } = objectRow(module);
  const late = (partner: Party, reader: Party) => {
    const [cpo, emsp] = owner === 'CPO' ? [partner, reader] : [reader, partner];
    const { from, to = Number.POSITIVE_INFINITY } = window;
    if (from === undefined) return {};
    const sight = cameIntoSight(state, cpo, emsp, at);
    const anew = readAnew(state, module, partner, reader);
    const sights = [
      ...(sight ? [sight] : []),
      ...anew.map((since) => ({ since, created: Number.MAX_SAFE_INTEGER })),
    ];
    const within = sights.filter(({ since }) => since >= from && since < to);
    return within.length > 0 ? { late: Math.max(...within.map(({ created }) => created)) } : {};
  };
  const visible = readers.flatMap((reader) =>
    partnersOf(state, otherRole(owner), reader, at, audience === 'driver' ? settles : agreed)
      .filter((partner) => only === undefined || partner === only)
      .map((partner) => ({
        owner: partner,
        ...(audience === 'driver' ? { recipient: reader } : {}),
        ...late(partner, reader),
      })),
  );
  return namedBy ? [...visible, ...sharedWith(state, visible)] : visible;
}

/**
 * The Tariffs of a platform's other parties that a party's Locations name, where the platform does not say whose they
 * are (SYNC-18).
 */
function sharedWith(state: RegistryState, visible: Visible[]): Visible[] {
  const owners = new Set(visible.map(({ owner }) => owner));
  const shared = new Map<string, Visible>();
  for (const { owner, ...late } of visible) {
    const { parties = [], tariffReaders = [] } = connectionOf(state, 'CPO', owner) ?? {};
    const recipients = tariffReaders.filter((recipient) => partiesIn(recipient).includes(owner));
    for (const other of parties.filter((party) => !owners.has(party)))
      for (const recipient of recipients)
        shared.set(`${other} ${recipient}`, { ...late, owner: other, recipient });
  }
  return [...shared.values()];
}

/** The parties whose readers see an object: its owner, and for a Tariff the parties of its platform whose Locations name it. */
function shownBy({ module, owner, recipient }: Parameters<typeof receiversOf>[1]): Party[] {
  return objectRow(module).namedBy && recipient !== null ? [owner, ...partiesIn(recipient)] : [owner];
}

/**
 * The receivers of a change at the moment it is sent: every party of the other role with an agreement, or the one the
 * object is bound to (HUB-30, ROUTE-17, ROUTE-20). `only` narrows it to the party a push was addressed to (HUB-09). A
 * bound party gets its Sessions and CDRs also after the end of an agreement that runs off (HUB-15): binding asked for
 * an agreement.
 */
export function receiversOf(
  state: RegistryState,
  object: Pick<StoredObject, 'module' | 'owner' | 'recipient'> & Partial<Pick<StoredObject, 'lookups'>>,
  at: number,
  only?: Party,
): Receiver[] {
  const { owner: role, audience } = objectRow(object.module);
  const { recipient } = object;
  const bound = recipient !== null && settles(state, object.owner, recipient, at) ? [recipient] : [];
  const agreedWith = () => {
    const shown = shownBy(object);
    return only === undefined
      ? [...new Set(shown.flatMap((party) => partnersOf(state, role, party, at)))]
      : [only].filter((party) => shown.some((owner) => mayExchange(state, role, owner, party, at)));
  };
  const parties = audience === 'driver' ? bound : agreedWith();
  return parties
    .filter((party) => party !== object.owner && (only === undefined || party === only))
    .filter((party) => mayHave(state, object, party, at))
    .map((party) => ({ party, connection: connectionOf(state, otherRole(role), party) }))
    .filter((receiver): receiver is Receiver => receiver.connection?.status === 'REGISTERED');
}

/**
 * Tells whether an operator may get a Token: not one that is hidden from it, unless it has the Token already and is to
 * learn that it is no longer valid (ROUTE-57).
 */
function mayHave(
  state: RegistryState,
  { module, lookups = {} }: Pick<StoredObject, 'module'> & Partial<Pick<StoredObject, 'lookups'>>,
  party: Party,
  at: number,
): boolean {
  return !objectRow(module).holds || lookups.shown === 'yes' || !isKeptFrom(state, party, { lookups }, at);
}

/** Tells whether a party of `role` and `other` exchange data now, or have another `bond`. */
export function mayExchange(
  state: RegistryState,
  role: Role,
  party: Party,
  other: Party,
  at: number,
  bond: typeof agreed = agreed,
): boolean {
  return role === 'CPO' ? bond(state, party, other, at) : bond(state, other, party, at);
}
