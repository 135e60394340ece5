import { isDeepStrictEqual } from 'node:util';
import { Mutex } from 'async-mutex';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { endpointOf } from '../../ocpi/editions/endpoint-urls.ts';
import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { forEver, type Notes } from '../ports/expiring-key-values.ts';

/**
 * By module, the number of the change since which the hub hands a connection every change that concerns it; a module
 * that is not pushed to it is absent.
 */
export interface Reach {
  parties: Party[];
  from: Partial<Record<ObjectModuleId, number>>;
}

/** Reads, by module, the number of the change since which a connection gets everything that concerns it. */
export function reachOf(notes: Notes, connection: string): Promise<Reach | undefined> {
  return notes.get<Reach>('reach', connection);
}

/**
 * The numbers, by module, since which a connection in its present state gets every change; a module that was closed to
 * it begins at the newest change.
 */
export function reachAfter(known: Reach | undefined, connection: Connection, present: number): Reach {
  const { parties } = connection;
  const before = known && isDeepStrictEqual(known.parties, parties) ? known.from : {};
  const open = objectModules.filter((module) => isOpen(connection, module));
  return {
    parties,
    from: Object.fromEntries(open.map((module) => [module, before[module] ?? present])),
  };
}

/**
 * Tells whether every change of a module that concerns a connection reaches it sooner or later: without catch-up some
 * are lost, and nobody counts them.
 */
function isOpen({ status, role, options, endpoints }: Connection, module: ObjectModuleId): boolean {
  const followed = status === 'REGISTERED' || status === 'SUSPENDED';
  const isReceiver = objectRow(module).owner !== role;
  return (
    followed && isReceiver && options.push && options.catch_up && endpointOf(endpoints, module) !== undefined
  );
}

/**
 * Stores, for each connection of this process, since which change it gets everything, durably before a change of the
 * registry resolves.
 */
export async function startReach({ store, log }: Pick<Hub, 'store' | 'log'>): Promise<void> {
  const { notes, objects, processes, registry } = store;
  const seen = new Map<string, Connection>();
  let kept = new Map<string, Reach>();
  const turn = new Mutex();

  const look = async () => {
    const present = objects.position();
    for (const connection of registry.read().connections) {
      const { id, status } = connection;
      if (seen.get(id) === connection || !processes.isMine(id)) continue;
      seen.set(id, connection);
      const known = kept.get(id);
      const reach = status === 'UNREGISTERED' ? undefined : reachAfter(known, connection, present);
      if (isDeepStrictEqual(reach, known)) continue;
      if (reach) kept.set(id, reach);
      else kept.delete(id);
      await (reach ? notes.put('reach', id, reach, forEver) : notes.take('reach', id));
    }
  };
  const readAgain = async () => {
    seen.clear();
    kept = new Map((await notes.all<Reach>('reach')).map(({ key, value }) => [key, value]));
    await look();
  };
  const inTurn = (work: () => Promise<void>) => () =>
    turn.runExclusive(work).catch((error: unknown) => {
      seen.clear();
      log.error(error, 'what a connection is handed could not be noted');
    });
  registry.onChange(inTurn(look));
  processes.onMoved(inTurn(readAgain));
  await inTurn(readAgain)();
}
