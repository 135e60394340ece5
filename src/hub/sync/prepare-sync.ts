import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { endpointOf } from '../../ocpi/editions/endpoint-urls.ts';
import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import type { Hub } from '../hub-dependencies.ts';
import { findConnection } from '../partners/connections.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { Refusal } from '../refusal-error.ts';
import { newModuleSync, type Sync } from '../sync-report-types.ts';
import type { SyncNote } from './stored-syncs.ts';

/** The modules that the hub pulls from a partner: those that the partner owns and offers (SYNC-01). */
function pulledFrom({ role, endpoints }: Connection): ObjectModuleId[] {
  return objectModules.filter((module) => objectRow(module).owner === role && endpointOf(endpoints, module));
}

/**
 * Makes a sync of the modules that a connection offers, or of the modules `wanted`; throws a Refusal where it is not
 * registered or does not offer one.
 */
export function prepare(
  hub: Pick<Hub, 'store' | 'now' | 'newId'>,
  connectionId: string,
  type: Sync['type'],
  wanted: string[] | undefined,
): Sync {
  const connection = findConnection(hub, connectionId);
  if (connection.status !== 'REGISTERED')
    throw new Refusal(
      'conflict',
      `only a registered connection can be pulled from; this one is ${connection.status}`,
    );
  const offered = pulledFrom(connection);
  const missing = (wanted ?? []).filter((module) => !offered.some((known) => known === module));
  if (missing.length > 0)
    throw new Refusal(
      'conflict',
      `the partner does not offer ${missing.join(', ')}; it offers ${offered.join(', ') || 'nothing'}`,
    );
  const modules = (wanted as ObjectModuleId[] | undefined) ?? offered;
  const now = hub.now();
  return {
    id: hub.newId(),
    connection: connectionId,
    type,
    status: 'RUNNING',
    modules: modules.map((module) => newModuleSync(module, now)),
    started: new Date(now).toISOString(),
    finished: null,
    again_at: null,
  };
}

/** A broken-off sync, reset as if it had just been asked for. */
export function fresh(hub: Hub, { sync, begun, due, attempt = 0 }: SyncNote): SyncNote {
  const modules = sync.modules.map(({ module }) => newModuleSync(module, hub.now()));
  const hasBegun = sync.modules.some(({ pages, error }) => pages > 0 || error !== null);
  return { sync: { ...sync, modules }, begun, due, attempt: attempt + (hasBegun ? 1 : 0) };
}
