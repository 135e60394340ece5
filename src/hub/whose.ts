import { parseDateTime } from '../ocpi/dates.ts';
import { inWords } from '../ocpi/in-words.ts';
import type { ObjectRow } from '../ocpi/modules.ts';
import type { Json } from '../ocpi/parts.ts';
import type { Party } from '../ocpi/party.ts';
import { check, isFlawless } from '../ocpi/validation.ts';
import { afterBinding, bindingOf, type Decided, recipientOf, rememberedOf } from './binding.ts';
import { wholePush } from './copies.ts';
import { retryHeld } from './held.ts';
import type { Hub } from './hub.ts';
import type { Changed, ObjectKey, StoredObject } from './ports.ts';
import { alarmsOf, type Standing, settleTokens, standingAs, standingOf } from './standing.ts';
import type { Write } from './write.ts';

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
  if (module === 'sessions' || module === 'cdrs') {
    const old = await hub.store.objects.get(key);
    if (old?.recipient && !to && (body.auth_id ?? old.lookups.auth_id) === old.lookups.auth_id)
      return { binding: { is: 'one', emsp: old.recipient, by: 'session' } };
    return { binding: await bindingOf(hub, { module, owner, body, to, pulled, holds }, old) };
  }
  if (module !== 'tokens') return {};
  const old = await hub.store.objects.get(key);
  const before = old && given.method === 'PATCH' ? (JSON.parse(old.bytes.toString()) as Json) : {};
  const token = { ...before, ...body };
  if (!isFlawless(row.object, token) && check(row.object, token, 'hub').length > 0) return {};
  return { standing: await standingOf(hub, owner, inWords(token.auth_id), token.valid === true) };
}

/** Does what follows from a write that has been stored, and tells what is suspicious about it. */
export async function follow(
  hub: Hub,
  given: Write,
  { binding, standing }: About,
  changed: Changed,
): Promise<void> {
  if (changed.outcome === 'unchanged') return;
  if (binding) await afterBinding(hub, binding, changed);
  if (!standing) return;
  given.findings.push(...alarmsOf(standing));
  for (const token of await settleTokens(hub, standing, changed))
    void hub.deliver.offer(wholePush(token), undefined);
  await retryHeld(hub, changed.after?.lookups.auth_id ?? '');
}

/** A held object that becomes somebody's is passed on whole. */
export function isLate(row: ObjectRow, old: StoredObject | undefined, recipient: Party | null): boolean {
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
