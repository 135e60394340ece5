import { invalidAt, OcpiError } from '../ocpi/errors.ts';
import { inWords } from '../ocpi/in-words.ts';
import type { Json } from '../ocpi/parts.ts';
import { type Party } from '../ocpi/party.ts';
import { type Bound, evidenceOf, infer, type Kept, learnFrom, mayChangeTo, unbound } from './bind.ts';
import { normalised } from './contracts.ts';
import { providerOf } from './directory.ts';
import { amongOf, freed, hold, letGo, retryHeld, retryOne, roomToHold } from './held.ts';
import type { Hub } from './hub.ts';
import type { Changed, StoredObject } from './ports.ts';

/** A write to a Session or CDR, as far as it matters for whose it is. */
export interface Writing {
  module: 'sessions' | 'cdrs';
  owner: Party;
  body: Json;
  to?: Party | undefined;
  pulled?: boolean | undefined;
  /** What nobody is known for is held instead of refused, also when it is pushed (ROUTE-56). */
  holds?: boolean | undefined;
}

/** Whose the written object is, or what stands against it, which is said once its content has been checked. */
export type Decided = Bound | Kept | { is: 'refused'; error: OcpiError };

/** Whose the written object is: as before where it is somebody's already, else as far as can be told now. */
export async function bindingOf(hub: Hub, given: Writing, old: StoredObject | undefined): Promise<Decided> {
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
export function rememberedOf(
  decided: Decided,
  old: StoredObject | undefined,
  object: Json,
): Record<string, string> {
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
