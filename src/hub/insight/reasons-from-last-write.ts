import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { otherRole } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionOf } from '../market/connection-index.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { ObjectName, Reason } from './delivery-reason.ts';
import { exchangesAbout, succeeded, versionOf, wordsOf } from './exchanges-about-object.ts';

/**
 * The stored state of an object, the last write to it that the hub took, and a later one that was refused or failed in
 * the hub.
 */
export interface Intake {
  stored: StoredObject | undefined;
  taken: Exchange | undefined;
  refusedLast: Exchange | undefined;
  /** The time since which the journal has all writes of the object's owner. */
  from: string | undefined;
}

const titles: Record<string, string> = {
  location: 'Location',
  tariff: 'Tariff',
  session: 'Session',
  cdr: 'CDR',
  token: 'Token',
};

/** A name of an object for people: `Location LOC1 of NL*ABC`. */
export function titleOf({ module, owner, id }: ObjectName): string {
  return `${titles[objectRow(module).object]} ${id} of ${owner}`;
}

/** Looks up an object and the last writes of its owner to it. */
export async function intakeOf(hub: Hub, object: ObjectName): Promise<Intake> {
  const connection = connectionOf(hub.store.registry.read(), objectRow(object.module).owner, object.owner);
  const own = await exchangesAbout(hub, object, 'IN', connection?.id);
  // A caller with a token that is no longer valid belongs to no connection.
  const { found: writes } = own.found.length > 0 ? own : await exchangesAbout(hub, object, 'IN', undefined);
  const [newest] = writes;
  const stored = await storedAs(hub, object);
  const isLost =
    newest !== undefined &&
    !(stored && isOfUnknown(newest)) &&
    (isRefused(newest) || (isFailed(newest) && isNewer(newest, stored, object)));
  return { stored, taken: writes.find(succeeded), refusedLast: isLost ? newest : undefined, from: own.from };
}

/**
 * Tells whether the hub answered a write with a refusal; a caller that hung up before the answer was not refused, and
 * its write may be stored.
 */
function isRefused(write: Exchange): boolean {
  return (
    !succeeded(write) && !isFailed(write) && (write.ocpi_status !== null || (write.http_status ?? 0) >= 400)
  );
}

/** Tells whether a deletion was refused since the hub had no such object; one that it has now came later. */
function isOfUnknown({ method, http_status }: Exchange): boolean {
  return method === 'DELETE' && http_status === 404;
}

/** Tells whether an error inside the hub ended a write, which may be stored all the same. */
function isFailed({ http_status, ocpi_status }: Exchange): boolean {
  return (http_status ?? 0) >= 500 || (ocpi_status ?? 0) >= 3000;
}

/** Tells whether a write is known not to have led to the stored state. */
function isNewer(write: Exchange, stored: StoredObject | undefined, object: ObjectName): boolean {
  if (!stored) return true;
  const version = versionOf(write, object);
  return version !== undefined && version > stored.lastUpdated;
}

/** Finds a stored object by its name; of several Tokens with one uid the one that changed last. */
export async function storedAs(
  hub: Hub,
  { module, owner, id }: ObjectName,
): Promise<StoredObject | undefined> {
  const exact = await hub.store.objects.get({
    module,
    owner,
    id: objectRow(module).keyIgnoresCase ? id.toLowerCase() : id,
  });
  if (exact) return exact;
  const named = await hub.store.objects.find(module, 'id', id);
  return named.filter((object) => object.owner === owner).sort((a, b) => b.changed - a.changed)[0];
}

/** The reasons why the hub has no object to pass on, or not the newest. */
export function intakeReasons(
  hub: Hub,
  object: ObjectName,
  { stored, taken, refusedLast }: Intake,
): Reason[] {
  const refused: Reason[] = refusedLast
    ? [
        {
          code: 'refused_by_hub',
          text: `the hub ${isFailed(refusedLast) ? 'could not take' : 'refused'} ${stored ? 'the newest change' : 'it'} on ${refusedLast.time}: ${wordsOf(refusedLast)}`,
          since: refusedLast.time,
          request_id: refusedLast.request_id,
        },
      ]
    : [];
  if (stored) return refused;
  if (taken?.method === 'DELETE') {
    const text = `${object.owner} withdrew it on ${taken.time}`;
    return [...refused, { code: 'withdrawn', text, since: taken.time, request_id: taken.request_id }];
  }
  return refused.length > 0 ? refused : [unknown(hub, object)];
}

function unknown(hub: Hub, { module, owner }: ObjectName): Reason {
  const state = hub.store.registry.read();
  const { owner: role } = objectRow(module);
  if (connectionOf(state, role, owner))
    return { code: 'not_stored', text: `the hub does not have it: ${owner} has neither sent nor listed it` };
  const other = connectionOf(state, otherRole(role), owner);
  const text = other
    ? `${owner} is connected as ${other.role === 'CPO' ? 'an operator' : 'a provider'} only, which owns no ${module}`
    : `${owner} has no connection, and the hub has nothing of this name`;
  return { code: 'owner_unknown', text };
}
