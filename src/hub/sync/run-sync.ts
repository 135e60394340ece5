import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Hub } from '../hub-dependencies.ts';
import { findConnection } from '../partners/connections.ts';
import { Refusal } from '../refusal-error.ts';
import type { ModuleSync, Sync } from '../sync-report-types.ts';
import { type Pull, pullModule } from './pull-module.ts';
import type { SyncNote } from './stored-syncs.ts';

/** How the objects of lists are stored; `asked` is the number of the newest change when their list was asked for. */
interface Takes extends Pick<Pull, 'unchanged' | 'before'> {
  take(...given: [...Parameters<Pull['take']>, asked: number]): ReturnType<Pull['take']>;
}

/**
 * Pulls the modules of a sync one after another, and stores each object; a module that fails does not keep the next
 * from running. Yields the sync as it grows; returns the modules that failed temporarily.
 */
export async function* runSync(
  hub: Hub,
  { sync: begun, begun: position, attempt = 0 }: SyncNote,
  { take, unchanged, before }: Takes,
): AsyncGenerator<Sync, ObjectModuleId[]> {
  const until = hub.now() + hub.syncTimeout;
  const how = {
    unchanged,
    before,
    sync: begun.id,
    full: begun.type === 'full',
    retires: attempt === 0,
    begun: position,
    until,
  };
  const failed: ObjectModuleId[] = [];
  let sync = begun;
  for (const { module } of begun.modules)
    try {
      const connection = findConnection(hub, begun.connection);
      const asked = await hub.store.objects.present();
      const pulling = pullModule(hub, {
        ...{ ...how, module, connection },
        take: (from, object, valid, text) => take(from, object, valid, text, asked),
      });
      let step = await pulling.next();
      for (; !step.done; step = await pulling.next()) yield (sync = withReport(sync, step.value));
      if (step.value.passing) failed.push(module);
      yield (sync = withReport(sync, step.value.report));
    } catch (error) {
      if (!(error instanceof Refusal)) hub.log.error(error, 'a sync met what nobody foresaw');
      yield (sync = withError(sync, module, error instanceof Refusal ? error.message : 'internal error'));
    }
  const status = sync.modules.some(({ error }) => error !== null) ? 'FAILED' : 'DONE';
  yield { ...sync, finished: new Date(hub.now()).toISOString(), status };
  return failed;
}

function withReport(sync: Sync, report: ModuleSync): Sync {
  return { ...sync, modules: sync.modules.map((one) => (one.module === report.module ? report : one)) };
}

function withError(sync: Sync, module: ObjectModuleId, error: string): Sync {
  return { ...sync, modules: sync.modules.map((one) => (one.module === module ? { ...one, error } : one)) };
}
