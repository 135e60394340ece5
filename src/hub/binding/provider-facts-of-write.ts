import type { DriverModuleId, ObjectRow, SameRow } from '../../ocpi/editions/basic-ocpi-types.ts';
import { pointerTo } from '../../ocpi/editions/facts-of-object.ts';
import { isDrivers } from '../../ocpi/editions/modules.ts';
import { editionOf, factsIn } from '../../ocpi/editions/supported-versions.ts';
import { type Json, parsed } from '../../ocpi/editions/write-object-part.ts';
import { invalidAt, OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import type { Judged } from '../../ocpi/words/finding-type.ts';
import { parseDateTime } from '../../ocpi/words/ocpi-datetime.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { contentIn } from '../content-in-owners-version.ts';
import { contractOf } from '../find-objects.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import { providerOf } from '../market/connection-index.ts';
import type { Write } from '../object-write-type.ts';
import type { Changed, ObjectKey, StoredObject } from '../ports/object-store.ts';
import { normalised } from './contract-id-format.ts';
import {
  addToHistory,
  type Bound,
  evidenceOf,
  inferProvider,
  type Kept,
  mayChangeTo,
  unknownProvider,
} from './infer-session-provider.ts';
import {
  afterTokenWrite,
  rivalLookups,
  rivalsOf,
  type TokenRivals,
  warningsOf,
} from './rival-token-providers.ts';
import {
  amongOf,
  freed,
  hold,
  holdAgain,
  letGo,
  retryHeld,
  retryOne,
  roomToHold,
} from './withheld-objects.ts';

/**
 * Facts about a write besides its content: the provider of a Session or CDR, or the rivals of a Token (providers that
 * hold its contract more strongly).
 */
export interface WriteFacts {
  binding?: Decided;
  standing?: TokenRivals;
}

/**
 * Finds out, before a write, the provider of a Session or CDR, or the providers that hold a Token's contract more
 * strongly.
 */
export async function factsOfWrite(
  hub: Hub,
  row: ObjectRow,
  key: ObjectKey,
  given: Write,
  body: Json,
): Promise<WriteFacts> {
  const { module, edition, owner, to, pulled, holds } = given;
  if (isDrivers(module)) {
    const old = await hub.store.objects.get(key);
    const { contract } = editionOf(given).facts(module, body);
    if (old?.recipient && !to && (contract || contractOf(old)) === contractOf(old))
      return { binding: { is: 'one', emsp: old.recipient, by: 'session' } };
    return { binding: await bindingOf(hub, { module, edition, owner, body, to, pulled, holds }, old) };
  }
  if (!row.holds) return {};
  const old = await hub.store.objects.get(key);
  const before = old && given.method === 'PATCH' ? contentIn(old, given) : {};
  const token: Json = { ...before, ...body };
  const { contract, inForce } = row.holds;
  const { check, isFlawless } = editionOf(given);
  if (!isFlawless(row.object, token) && check(row.object, token, 'hub').length > 0) return {};
  return { standing: await rivalsOf(hub, owner, asText(token[contract]), token[inForce] === true) };
}

/**
 * Updates histories of contracts, withheld Sessions and CDRs, and other Tokens after a write has been stored, and
 * returns warnings about it.
 */
export async function afterWrite(
  hub: Hub,
  { binding, standing }: WriteFacts,
  changed: Changed,
): Promise<Judged[]> {
  if (changed.outcome === 'unchanged') {
    // A process that stored the object and died before it noted it as held is made up for here.
    if (binding && changed.after)
      await holdAgain(hub, changed.after, 'among' in binding ? binding.among : []);
    return [];
  }
  if (binding) await afterBinding(hub, binding, changed);
  if (!standing) return [];
  for (const token of await afterTokenWrite(hub, standing, changed))
    void hub.deliver.offer(wholePush(token), undefined);
  const { after } = changed;
  if (!after) return [];
  await retryHeld(hub, contractOf(after) ?? '');
  return warningsOf(standing, pointerTo(editionOf(after).objectRow(after.module), 'contract'));
}

/** Tells whether a Session or CDR withheld so far gets its provider by this write; it then goes out as a whole. */
export function isLate(row: SameRow, old: StoredObject | undefined, recipient: Party | null): boolean {
  return row.audience === 'driver' && old?.recipient === null && recipient !== null;
}

/** The provider of the resulting object and the lookups that record the evidence; throws an OcpiError where the write is refused. */
export function outcomeOf(
  given: Write,
  { binding, standing }: WriteFacts,
  old: StoredObject | undefined,
  object: Json,
) {
  const held = binding?.is === 'held' && editionOf(given).facts(given.module, object).contract;
  return {
    recipient: binding ? recipientOf(binding, old) : (old?.recipient ?? null),
    more: {
      ...(binding ? rememberedOf(binding, old, held || '') : {}),
      ...(standing ? rivalLookups(standing.rivals, old) : {}),
    },
  };
}

/**
 * The time from which lists with `date_from` show a Session or CDR: the moment at which the hub no longer withheld it,
 * where that is later than its `last_updated` (HUB-41).
 */
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

/** The `last_updated` in the content of a stored object; lists may show the object as updated later than that. */
export function timeOf({ bytes }: StoredObject): number {
  return parseDateTime(asText(parsed(bytes).last_updated)) ?? 0;
}

/** A write to a Session or CDR, with the fields that decide its provider. */
interface Writing extends Pick<Write, 'edition'> {
  module: DriverModuleId;
  owner: Party;
  body: Json;
  to?: Party | undefined;
  pulled?: boolean | undefined;
  /** The hub withholds an object without a known provider instead of refusing it, also when it is pushed (ROUTE-56). */
  holds?: boolean | undefined;
}

/**
 * The binding of a written Session or CDR to its provider, or the refusal, which is thrown after the check of its
 * content.
 */
type Decided = Bound | Kept | { is: 'refused'; error: OcpiError };

/** Decides the provider of a written Session or CDR: unchanged where it has one already, else inferred now. */
async function bindingOf(hub: Hub, given: Writing, old: StoredObject | undefined): Promise<Decided> {
  try {
    return await decided(hub, given, old);
  } catch (error) {
    if (error instanceof OcpiError) return { is: 'refused', error };
    throw error;
  }
}

/** The provider of a written Session or CDR, `null` while the hub withholds it; a bound object keeps its provider. */
export function recipientOf(decided: Decided, old: StoredObject | undefined): Party | null {
  if (decided.is === 'refused') throw decided.error;
  if (old?.recipient) return old.recipient;
  return decided.is === 'one' ? decided.emsp : null;
}

/** The store's look-up values that record the evidence for the provider of a written Session or CDR. */
function rememberedOf(
  decided: Decided,
  old: StoredObject | undefined,
  contract: string,
): Record<string, string> {
  if (old?.recipient || decided.is === 'refused') return {};
  return decided.is === 'one' ? { held: '', ...evidenceOf(decided) } : { held: normalised(contract) };
}

/** Notes a Session or CDR as withheld after the write, or frees the withheld counterpart of a bound one. */
export async function afterBinding(hub: Hub, decided: Decided, { before, after }: Changed): Promise<void> {
  if (!after || decided.is === 'refused' || before?.recipient) return;
  if (decided.is === 'held') {
    await hold(hub, after, decided.among);
    // Evidence that arrived between the look-up and this write found no withheld object to free.
    return retryOne(hub, after);
  }
  if (before) await letGo(hub, after);
  await addToHistory(hub, decided);
  await retryHeld(hub, after.lookups.visit?.split('|')[0] ?? '');
}

async function decided(hub: Hub, given: Writing, old: StoredObject | undefined): Promise<Decided> {
  const { module, owner: cpo, body, to, pulled } = given;
  const received = pulled ? undefined : hub.now();
  const before = old && contentIn(old, given);
  const { facts: factsOf, objectRow } = editionOf(given);
  const row = objectRow(module);
  const facts = factsOf(module, { ...before, ...body });
  const about = { module, cpo, facts, to, received };
  if (old?.recipient)
    return stays(hub, { ...old, recipient: old.recipient }, about, pointerTo(row, 'contract'));
  if (old && !to) return (await freed(hub, old, facts)) ?? { is: 'held', among: await amongOf(hub, old) };
  const binding = await inferProvider(hub, about);
  if (binding.is === 'none' && !(pulled || given.holds))
    throw unknownProvider(row.facts?.contract ?? '', facts.contract);
  if (binding.is === 'one') return binding;
  await roomToHold(hub, cpo);
  return binding.is === 'held' ? binding : { is: 'held', among: [] };
}

/**
 * Keeps a bound Session or CDR with its provider (ROUTE-40), and refuses one of another provider's driver, whose data
 * would reach the wrong provider.
 */
async function stays(
  hub: Hub,
  old: StoredObject & { recipient: Party },
  about: Parameters<typeof inferProvider>[1],
  pointer: string,
): Promise<Decided> {
  const state = hub.store.registry.read();
  const { to, facts } = about;
  if (to && providerOf(state, to) !== providerOf(state, old.recipient))
    throw invalidAt(
      '',
      'the headers OCPI-to-country-code and OCPI-to-party-id name another provider than the one this object belongs to',
    );
  if (facts.contract !== factsIn(old).contract && !(await mayChangeTo(hub, about, old)))
    throw invalidAt(pointer, 'belongs to another provider than this object so far');
  return { is: 'one', emsp: old.recipient, by: (old.lookups.evidence ?? 'token') as 'token' };
}
