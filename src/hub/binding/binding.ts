import type { DriverModuleId, ObjectRow, SameRow } from '../../ocpi/editions/edition.ts';
import { editionOf } from '../../ocpi/editions/list.ts';
import { isDrivers } from '../../ocpi/editions/modules.ts';
import type { Json } from '../../ocpi/editions/parts.ts';
import { invalidAt, OcpiError } from '../../ocpi/messages/errors.ts';
import { parseDateTime } from '../../ocpi/words/dates.ts';
import type { Judged } from '../../ocpi/words/finding.ts';
import { inWords } from '../../ocpi/words/in-words.ts';
import type { Party } from '../../ocpi/words/party.ts';
import type { Hub } from '../hub.ts';
import { providerOf } from '../market/directory.ts';
import type { Changed, ObjectKey, StoredObject } from '../ports/objects.ts';
import { wholePush } from '../whole-push.ts';
import type { Write } from '../write.ts';
import { type Bound, evidenceOf, infer, type Kept, learnFrom, mayChangeTo, unbound } from './bind.ts';
import { normalised } from './contracts.ts';
import { amongOf, freed, hold, letGo, retryHeld, retryOne, roomToHold } from './held.ts';
import { alarmsOf, type Standing, settleTokens, standingAs, standingOf } from './standing.ts';

/** What is known of a write besides its content: whose a Session or CDR is, where a Token stands. */
export interface About {
  binding?: Decided;
  standing?: Standing;
}

/** Finds out, before a write, whose the object is and where a Token stands. */
export async function aboutWrite(
  hub: Hub,
  row: ObjectRow,
  key: ObjectKey,
  given: Write,
  body: Json,
): Promise<About> {
  const { module, owner, to, pulled, holds } = given;
  if (isDrivers(module)) {
    const old = await hub.store.objects.get(key);
    if (old?.recipient && !to && (body.auth_id ?? old.lookups.auth_id) === old.lookups.auth_id)
      return { binding: { is: 'one', emsp: old.recipient, by: 'session' } };
    return { binding: await bindingOf(hub, { module, owner, body, to, pulled, holds }, old) };
  }
  if (!row.holds) return {};
  const old = await hub.store.objects.get(key);
  const before = old && given.method === 'PATCH' ? (JSON.parse(old.bytes.toString()) as Json) : {};
  const token: Json = { ...before, ...body };
  const { contract, inForce } = row.holds;
  const { check, isFlawless } = editionOf(given);
  if (!isFlawless(row.object, token) && check(row.object, token, 'hub').length > 0) return {};
  return { standing: await standingOf(hub, owner, inWords(token[contract]), token[inForce] === true) };
}

/** Does what follows from a write that has been stored, and tells what is suspicious about it. */
export async function follow(hub: Hub, { binding, standing }: About, changed: Changed): Promise<Judged[]> {
  if (changed.outcome === 'unchanged') return [];
  if (binding) await afterBinding(hub, binding, changed);
  if (!standing) return [];
  for (const token of await settleTokens(hub, standing, changed))
    void hub.deliver.offer(wholePush(token), undefined);
  await retryHeld(hub, changed.after?.lookups.auth_id ?? '');
  return alarmsOf(standing);
}

/** A held object that becomes somebody's is passed on whole. */
export function isLate(row: SameRow, old: StoredObject | undefined, recipient: Party | null): boolean {
  return row.audience === 'driver' && old?.recipient === null && recipient !== null;
}

/** The provider of the object that results, and what is remembered with it; throws what stands against it. */
export function outcomeOf({ binding, standing }: About, old: StoredObject | undefined, object: Json) {
  return {
    recipient: binding ? recipientOf(binding, old) : (old?.recipient ?? null),
    more: {
      ...(binding ? rememberedOf(binding, old, object) : {}),
      ...(standing ? standingAs(standing.rivals, old) : {}),
    },
  };
}

/** A Session or CDR that could not be seen before is in lists from now on (HUB-41), and so is what changes it with an older time. */
export function seenSince(
  row: ObjectRow,
  lastUpdated: number,
  old: StoredObject | undefined,
  recipient: Party | null,
  now: number,
): number {
  if (row.audience !== 'driver' || !old || recipient === null) return lastUpdated;
  const wasLate = old.recipient === null || (lastUpdated < old.lastUpdated && timeOf(old) < old.lastUpdated);
  return wasLate ? Math.max(lastUpdated, now) : lastUpdated;
}

/** The `last_updated` of a stored object, which may have become visible later. */
export function timeOf({ bytes }: StoredObject): number {
  return parseDateTime(inWords((JSON.parse(bytes.toString()) as Json).last_updated)) ?? 0;
}

/** A write to a Session or CDR, as far as it matters for whose it is. */
interface Writing {
  module: DriverModuleId;
  owner: Party;
  body: Json;
  to?: Party | undefined;
  pulled?: boolean | undefined;
  /** What nobody is known for is held instead of refused, also when it is pushed (ROUTE-56). */
  holds?: boolean | undefined;
}

/** Whose the written object is, or what stands against it, which is said once its content has been checked. */
type Decided = Bound | Kept | { is: 'refused'; error: OcpiError };

/** Whose the written object is: as before where it is somebody's already, else as far as can be told now. */
async function bindingOf(hub: Hub, given: Writing, old: StoredObject | undefined): Promise<Decided> {
  try {
    return await decided(hub, given, old);
  } catch (error) {
    if (error instanceof OcpiError) return { is: 'refused', error };
    throw error;
  }
}

/** The provider of a written object, `null` while it is held; what is bound stays, whatever was found. */
export function recipientOf(decided: Decided, old: StoredObject | undefined): Party | null {
  if (decided.is === 'refused') throw decided.error;
  if (old?.recipient) return old.recipient;
  return decided.is === 'one' ? decided.emsp : null;
}

/** What is remembered with a written object of whose it is. */
function rememberedOf(decided: Decided, old: StoredObject | undefined, object: Json): Record<string, string> {
  if (old?.recipient || decided.is === 'refused') return {};
  return decided.is === 'one'
    ? { held: '', ...evidenceOf(decided) }
    : { held: normalised(inWords(object.auth_id)) };
}

/** Does what follows from a write: what is held is noted, what is bound frees the other half of its visit. */
export async function afterBinding(hub: Hub, decided: Decided, { before, after }: Changed): Promise<void> {
  if (!after || decided.is === 'refused' || before?.recipient) return;
  if (decided.is === 'held') {
    await hold(hub, after, decided.among);
    // Evidence that came after it was looked for, and before this was stored, found nothing to free.
    return retryOne(hub, after);
  }
  if (before) await letGo(hub, after);
  await learnFrom(hub, decided);
  await retryHeld(hub, after.lookups.visit?.split('|')[0] ?? '');
}

async function decided(hub: Hub, given: Writing, old: StoredObject | undefined): Promise<Decided> {
  const { module, owner: cpo, body, to, pulled } = given;
  const received = pulled ? undefined : hub.now();
  const before = old && (JSON.parse(old.bytes.toString()) as Json);
  const object = { ...before, ...body };
  const about = { module, cpo, object, to, received };
  if (old?.recipient) return stays(hub, { ...old, recipient: old.recipient }, about, before?.auth_id);
  if (old && !to) return (await freed(hub, old, object)) ?? { is: 'held', among: await amongOf(hub, old) };
  const binding = await infer(hub, about);
  if (binding.is === 'none' && !(pulled || given.holds)) throw unbound(object.auth_id);
  if (binding.is === 'one') return binding;
  await roomToHold(hub, cpo);
  return binding.is === 'held' ? binding : { is: 'held', among: [] };
}

/** A bound object stays with its provider (ROUTE-40), and never gets another provider's driver: that would show him to a stranger. */
async function stays(
  hub: Hub,
  old: StoredObject & { recipient: Party },
  about: Parameters<typeof infer>[1],
  authId: unknown,
): Promise<Decided> {
  const state = hub.store.registry.read();
  const { to, object } = about;
  if (to && providerOf(state, to) !== providerOf(state, old.recipient))
    throw invalidAt(
      '',
      'the headers OCPI-to-country-code and OCPI-to-party-id name another provider than the one this object belongs to',
    );
  if (object.auth_id !== authId && !(await mayChangeTo(hub, about, old)))
    throw invalidAt('/auth_id', 'belongs to another provider than this object so far');
  return { is: 'one', emsp: old.recipient, by: (old.lookups.evidence ?? 'token') as 'token' };
}
