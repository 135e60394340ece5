import type { DriverModuleId } from '../../ocpi/editions/edition.ts';
import { driverRow } from '../../ocpi/editions/modules.ts';
import type { Json } from '../../ocpi/editions/parts.ts';
import { OcpiError } from '../../ocpi/messages/errors.ts';
import { formatDateTime } from '../../ocpi/words/dates.ts';
import { inWords } from '../../ocpi/words/in-words.ts';
import { type Party, type PartyId, partyOf } from '../../ocpi/words/party.ts';
import type { Hub } from '../hub.ts';
import { agreed, agreedAtBegin, providerOf } from '../market/directory.ts';
import type { ObjectKey, StoredObject } from '../ports/objects.ts';
import { Refusal } from '../refusal.ts';
import { wholePush } from '../whole-push.ts';
import { type Bound, evidenceOf, infer, learnFrom } from './bind.ts';
import { normalised } from './contracts.ts';
import { headParty } from './holdings.ts';
import { startOf } from './visits.ts';
import { visitsBy } from './visits-by.ts';

/** A Session or CDR that is kept back until it is known whose it is. */
export interface Held {
  id: string;
  module: DriverModuleId;
  owner: Party;
  object_id: string;
  auth_id: string;
  since: string;
  /** Providers that may be meant; none where nobody is known. */
  among: Party[];
}

/** Held objects of one operator; more are refused, so that its sender learns of it. */
const most = 10_000;

const forEver = 8.64e15;

/** Everything that is held, oldest first. */
export async function listHeld({ store }: Pick<Hub, 'store'>): Promise<Held[]> {
  const all = await store.notes.all<Held>('held');
  return all.map(({ value }) => value).sort((a, b) => a.since.localeCompare(b.since));
}

/** Refuses what would be held where its operator has too much held already (ROUTE-56). */
export async function roomToHold({ store }: Pick<Hub, 'store'>, owner: Party): Promise<void> {
  if ((await store.notes.under('held', `${owner} `)).length >= most)
    throw new OcpiError(
      'unknownReceiver',
      `${most} objects of ${owner} are held already: ask the operator of the hub`,
    );
}

/** Notes that an object which has been stored for nobody is held, and warns. */
export async function hold(hub: Hub, object: StoredObject, among: Party[]): Promise<void> {
  const key = keyOf(object);
  const before = await hub.store.notes.get<Held>('held', key);
  const { auth_id } = JSON.parse(object.bytes.toString()) as Json;
  const held: Held = {
    id: Buffer.from(key).toString('base64url'),
    module: object.module as Held['module'],
    owner: object.owner,
    object_id: object.lookups.id ?? object.id,
    auth_id: inWords(auth_id),
    since: before?.since ?? formatDateTime(hub.now()),
    among,
  };
  await hub.store.notes.put('held', key, held, forEver);
  if (!before)
    hub.log.warn(
      { held: held.id, owner: held.owner, auth_id: held.auth_id, among },
      'an object is held: nobody can tell whose it is',
    );
}

/** The object that is held with this id; a Refusal where there is none. */
async function heldAs(hub: Hub, id: string): Promise<Held> {
  const held = (await listHeld(hub)).find((one) => one.id === id);
  if (!held) throw new Refusal('notFound', `nothing is held with the id ${id}`);
  return held;
}

/** The operator says that a held object is nobody's: it stays with its owner, is shown to no provider, and is held no more until its owner changes it. */
export async function dismissHeld(hub: Hub, id: string): Promise<void> {
  const key = keyIn(await heldAs(hub, id));
  await hub.store.objects.change(key, (old) => {
    if (!old || old.recipient) return { to: 'keep' };
    const { lastUpdated, recipient, gone, bytes } = old;
    return { to: 'store', object: { lastUpdated, recipient, gone, bytes, lookups: unheld(old) } };
  });
  await letGo(hub, key);
}

/** The operator says whose a held object is; it is delivered, and so is what else of the visit is held (ROUTE-56). */
export async function settleHeld(hub: Hub, id: string, to: PartyId): Promise<Held> {
  const held = await heldAs(hub, id);
  const emsp = partyOf(to);
  const key = keyIn(held);
  const object = await hub.store.objects.get(key);
  const start = object && startOf(JSON.parse(object.bytes.toString()) as Json);
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
  await retryHeld(hub, held.auth_id);
  return held;
}

/**
 * Tries again what is held of a contract. Evidence frees it only for the party at the contract's head, where the hub's
 * operator has given it away, or where the other half of its visit is somebody's; nobody gets it by claiming it afterwards.
 */
export async function retryHeld(hub: Hub, contract: string): Promise<void> {
  for (const object of await visitsBy(hub.store, 'held', normalised(contract))) await retryOne(hub, object);
}

/** Tries one held object again. */
export async function retryOne(hub: Hub, object: StoredObject): Promise<void> {
  const bound = await freed(hub, object);
  if (bound) await release(hub, object, bound);
}

/** Whose a held object is by now, on evidence that nobody can make up. */
export async function freed(hub: Hub, object: StoredObject, changed?: Json): Promise<Bound | undefined> {
  const json = changed ?? (JSON.parse(object.bytes.toString()) as Json);
  const binding = await infer(hub, {
    module: object.module as Held['module'],
    cpo: object.owner,
    object: json,
  });
  if (binding.is !== 'one') return undefined;
  const state = hub.store.registry.read();
  const isAtHead = headParty(state, inWords(json.auth_id)) === providerOf(state, binding.emsp);
  return isAtHead || ['settled', 'session', 'cdr', 'to_headers'].includes(binding.by) ? binding : undefined;
}

async function release(hub: Hub, key: ObjectKey, bound: Bound): Promise<void> {
  const changed = await hub.store.objects.change(key, (old) => {
    if (!old || old.recipient) return { to: 'keep' };
    return { to: 'store', object: released(old, bound, hub.now()) };
  });
  await letGo(hub, key);
  if (changed.outcome === 'unchanged' || !changed.after) return;
  await learnFrom(hub, bound);
  void hub.deliver.offer(wholePush(changed.after), changed.before?.changed);
}

/** The note of an object while it is held. */
export function heldNote({ store }: Hub, key: ObjectKey): Promise<Held | undefined> {
  return store.notes.get<Held>('held', keyOf(key));
}

/** The providers that a held object may be for. */
export async function amongOf(hub: Hub, key: ObjectKey): Promise<Party[]> {
  return (await heldNote(hub, key))?.among ?? [];
}

/** Forgets that an object was held. */
export async function letGo({ store }: Hub, key: ObjectKey): Promise<void> {
  await store.notes.take('held', keyOf(key));
}

/** An object that becomes visible late: its content as it is, in lists from the moment it can be seen (HUB-41). */
function released(old: StoredObject, bound: Bound, now: number) {
  const { lastUpdated, gone, bytes } = old;
  return {
    lastUpdated: Math.max(lastUpdated, now),
    recipient: bound.emsp,
    gone,
    bytes,
    lookups: { ...unheld(old), ...evidenceOf(bound) },
  };
}

function unheld({ lookups }: StoredObject): Record<string, string> {
  return Object.fromEntries(Object.entries(lookups).filter(([field]) => field !== 'held'));
}

function keyIn({ module, owner, object_id }: Held): ObjectKey {
  return { module, owner, id: driverRow(module).keyIgnoresCase ? object_id.toLowerCase() : object_id };
}

function keyOf({ module, owner, id }: ObjectKey): string {
  return `${owner} ${module} ${id}`;
}
