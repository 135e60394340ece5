import type { DriverModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Facts } from '../../ocpi/editions/facts-of-object.ts';
import { driverRow } from '../../ocpi/editions/modules.ts';
import { factsIn } from '../../ocpi/editions/supported-versions.ts';
import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import { formatDateTime } from '../../ocpi/words/ocpi-datetime.ts';
import { type Party, type PartyId, partyOf } from '../../ocpi/words/party-id.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import { agreed, agreedAtBegin, providerOf } from '../market/connection-index.ts';
import { forEver } from '../ports/expiring-key-values.ts';
import type { ObjectKey, StoredObject } from '../ports/object-store.ts';
import { Refusal } from '../refusal-error.ts';
import { headParty } from './contract-holders.ts';
import { normalised } from './contract-id-format.ts';
import { visitsBy } from './find-sessions-and-cdrs.ts';
import { addToHistory, type Bound, evidenceOf, inferProvider } from './infer-session-provider.ts';

/** A Session or CDR that the hub withholds (holds) until its provider is known. */
export interface Held {
  id: string;
  module: DriverModuleId;
  owner: Party;
  object_id: string;
  contract: string;
  since: string;
  /** The possible providers of the withheld object; empty where none is known. */
  among: Party[];
}

/** Most withheld objects of one operator; the hub refuses further ones, so that the operator notices. */
const most = 10_000;

/** All withheld Sessions and CDRs, oldest first. */
export async function listHeld({ store }: Pick<Hub, 'store'>): Promise<Held[]> {
  const all = await store.notes.all<Held>('held');
  return all.map(({ value }) => value).sort((a, b) => a.since.localeCompare(b.since));
}

/** Refuses an object that would be withheld where its operator has too many withheld objects (ROUTE-56). */
export async function roomToHold({ store }: Pick<Hub, 'store'>, owner: Party): Promise<void> {
  if ((await store.notes.under('held', `${owner} `)).length >= most)
    throw new OcpiError(
      'unknownReceiver',
      `${most} objects of ${owner} are held already: ask the operator of the hub`,
    );
}

/** Notes a stored Session or CDR without a provider as withheld, and logs a warning. */
export async function hold(hub: Hub, object: StoredObject, among: Party[]): Promise<void> {
  const key = keyOf(object);
  const before = await hub.store.notes.get<Held>('held', key);
  const held: Held = {
    id: Buffer.from(key).toString('base64url'),
    module: object.module as Held['module'],
    owner: object.owner,
    object_id: object.lookups.id ?? object.id,
    contract: factsIn(object).contract,
    since: before?.since ?? formatDateTime(hub.now()),
    among,
  };
  await hub.store.notes.put('held', key, held, forEver);
  if (!before)
    hub.log.warn(
      { held: held.id, owner: held.owner, contract: held.contract, among },
      'an object is held: nobody can tell whose it is',
    );
}

/** Finds a withheld object by its id; throws a Refusal where there is none. */
async function heldAs(hub: Hub, id: string): Promise<Held> {
  const held = (await listHeld(hub)).find((one) => one.id === id);
  if (!held) throw new Refusal('notFound', `nothing is held with the id ${id}`);
  return held;
}

/**
 * The hub's operator decides that a withheld object has no provider: no provider sees it, and the hub withholds it
 * again only when its owner changes it.
 */
export async function dismissHeld(hub: Hub, id: string): Promise<void> {
  const key = keyIn(await heldAs(hub, id));
  await hub.store.objects.change(key, (old) => {
    if (!old || old.recipient) return { to: 'keep' };
    return { to: 'store', object: { ...old, lookups: unheld(old) } };
  });
  await letGo(hub, key);
}

/**
 * The hub's operator names the provider of a withheld object; the object and its withheld counterpart are delivered
 * (ROUTE-56).
 */
export async function settleHeld(hub: Hub, id: string, to: PartyId): Promise<Held> {
  const held = await heldAs(hub, id);
  const emsp = partyOf(to);
  const key = keyIn(held);
  const object = await hub.store.objects.get(key);
  const start = object && factsIn(object).begin;
  const state = hub.store.registry.read();
  if (
    !agreed(state, held.owner, emsp, hub.now()) &&
    !agreedAtBegin(state, held.owner, emsp, start ?? hub.now(), hub.now())
  )
    throw new Refusal(
      'conflict',
      `${held.owner} and ${emsp} have no agreement, and had none when the session began`,
    );
  await release(hub, key, { is: 'one', emsp, by: 'operator' });
  await retryHeld(hub, held.contract);
  return held;
}

/**
 * Tries again to find the providers of withheld objects of a contract. Evidence frees one only for the party in the
 * contract's prefix, by an assignment of the contract, or by the provider of its counterpart; no provider gets one by a
 * later claim.
 */
export async function retryHeld(hub: Hub, contract: string): Promise<void> {
  for (const object of await visitsBy(hub.store, 'held', normalised(contract))) await retryOne(hub, object);
}

/** Tries again to find the provider of one withheld object. */
export async function retryOne(hub: Hub, object: StoredObject): Promise<void> {
  const bound = await freed(hub, object);
  if (bound) await release(hub, object, bound);
}

/** The provider of a withheld object by evidence that no provider can forge; `undefined` while there is none. */
export async function freed(hub: Hub, object: StoredObject, changed?: Facts): Promise<Bound | undefined> {
  const facts = changed ?? factsIn(object);
  const binding = await inferProvider(hub, {
    module: object.module as Held['module'],
    cpo: object.owner,
    facts,
    held: true,
  });
  if (binding.is !== 'one') return undefined;
  const state = hub.store.registry.read();
  const isAtHead = headParty(state, facts.contract) === providerOf(state, binding.emsp);
  return isAtHead || ['settled', 'session', 'cdr', 'to_headers'].includes(binding.by) ? binding : undefined;
}

async function release(hub: Hub, key: ObjectKey, bound: Bound): Promise<void> {
  const changed = await hub.store.objects.change(key, (old) => {
    if (!old || old.recipient) return { to: 'keep' };
    return { to: 'store', object: released(old, bound, hub.now()) };
  });
  await letGo(hub, key);
  if (changed.outcome === 'unchanged' || !changed.after) return;
  await addToHistory(hub, bound);
  void hub.deliver.offer(wholePush(changed.after), changed.before?.changed);
}

/** Reads the note that an object is withheld; `undefined` when it is not. */
export function heldNote({ store }: Hub, key: ObjectKey): Promise<Held | undefined> {
  return store.notes.get<Held>('held', keyOf(key));
}

/** The possible providers of a withheld object. */
export async function amongOf(hub: Hub, key: ObjectKey): Promise<Party[]> {
  return (await heldNote(hub, key))?.among ?? [];
}

/**
 * Notes an object as withheld after the process that had stored it without a provider died, and tries to find its
 * provider.
 */
export async function holdAgain(hub: Hub, object: StoredObject, among: Party[]): Promise<void> {
  if (!object.lookups.held || object.recipient !== null || (await heldNote(hub, object))) return;
  await hold(hub, object, among);
  await retryOne(hub, object);
}

/** Deletes the note that an object is withheld. */
export async function letGo({ store }: Hub, key: ObjectKey): Promise<void> {
  await store.notes.take('held', keyOf(key));
}

/** The change that makes a withheld object visible: unchanged content, in lists from this moment on (HUB-41). */
function released(old: StoredObject, bound: Bound, now: number) {
  return {
    ...old,
    lastUpdated: Math.max(old.lastUpdated, now),
    recipient: bound.emsp,
    lookups: { ...unheld(old), ...evidenceOf(bound) },
  };
}

function unheld({ lookups }: StoredObject): Record<string, string> {
  return Object.fromEntries(Object.entries(lookups).filter(([field]) => field !== 'held'));
}

/** The store's key of a withheld object. */
export function keyIn({ module, owner, object_id }: Held): ObjectKey {
  return { module, owner, id: driverRow(module).keyIgnoresCase ? object_id.toLowerCase() : object_id };
}

function keyOf({ module, owner, id }: ObjectKey): string {
  return `${owner} ${module} ${id}`;
}
