import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Hub } from '../hub-dependencies.ts';
import { Refusal } from '../refusal-error.ts';
import type { Sync } from '../sync-report-types.ts';
import { prepare } from './prepare-sync.ts';
import type { SyncNote } from './stored-syncs.ts';

/** Longest pause before a failed sync begins anew, in milliseconds. */
const longestPause = 3600 * 1000;

/**
 * The sync that tries again the modules of another one that `failed` temporarily; `undefined` where one of the `others`
 * will pull them anyway.
 */
export async function attemptAfter(
  hub: Hub,
  { sync, attempt = 0 }: SyncNote,
  failed: readonly ObjectModuleId[],
  others: readonly SyncNote[],
): Promise<SyncNote | undefined> {
  const coming = others.filter(
    (other) => other.sync.status === 'RUNNING' && other.sync.connection === sync.connection,
  );
  const left = failed.filter((module) => !coming.some((other) => covers(other.sync, sync, module)));
  if (left.length === 0) return undefined;
  const pause = Math.min(longestPause, hub.syncAgain * 2 ** attempt);
  // Many partners behind one proxy fail together; a random part of the pause spreads their retries (SYNC-22).
  const due = hub.now() + pause * (1 + hub.random() / 4);
  const next = prepared(hub, sync.connection, sync.type, left);
  return next && { sync: next, begun: await hub.store.objects.present(), due, attempt: attempt + 1 };
}

/** Tells whether a coming sync pulls all that another one would have pulled of a module. */
function covers(coming: Sync, { id, type }: Sync, module: ObjectModuleId): boolean {
  const same = coming.type === type || coming.type === 'full';
  return coming.id !== id && same && coming.modules.some((one) => one.module === module);
}

/** Prepares the sync; `undefined` where the connection has ended or no longer offers the modules. */
function prepared(...given: Parameters<typeof prepare>): Sync | undefined {
  try {
    return prepare(...given);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
