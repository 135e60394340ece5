import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import { parsed } from '../../ocpi/editions/write-object-part.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import { readersOfAll } from '../market/object-visibility.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { pagesOwnedBy } from '../read-stored-objects-in-pages.ts';

/** Number of objects that are read from the store at a time. */
const pageSize = 1000;

/**
 * Lets readers of a platform's Locations see the Tariffs that these name (SYNC-18): a platform that ignores To headers
 * does not say whose a Tariff is, so that it may be stored under another of its parties than the Location.
 */
export async function shareTariffs(hub: Hub, connection: Connection): Promise<void> {
  for (const module of objectModules) {
    const { namedBy } = objectRow(module);
    if (namedBy) await shareNamed(hub, connection, namedBy, module);
  }
}

async function shareNamed(
  hub: Hub,
  { id, parties }: Connection,
  naming: ObjectModuleId,
  named: ObjectModuleId,
): Promise<void> {
  const namers = new Map<string, Set<Party>>();
  for (const party of parties)
    for await (const location of objectsOf(hub, naming, party))
      for (const tariff of tariffsOf(location))
        namers.set(tariff, (namers.get(tariff) ?? new Set()).add(party));
  const used = new Set<Party>();
  for (const party of parties)
    for await (const tariff of objectsOf(hub, named, party)) {
      const others = [...(namers.get(tariff.id) ?? [])].filter((other) => other !== party);
      const recipient = others.length > 0 ? readersOfAll(others) : null;
      if (recipient !== null) await knowReaders(hub, id, [...used.add(recipient)], true);
      await share(hub, tariff, recipient);
    }
  await knowReaders(hub, id, [...used], false);
}

/**
 * Stores, in the connection, the `recipient` values by which its Tariffs are shared: `more` values before Tariffs get
 * them, and only the used ones afterwards, since lists ask for each value.
 */
async function knowReaders(hub: Hub, id: string, used: Party[], more: boolean): Promise<void> {
  const wanted = ({ tariffReaders = [] }: Connection) =>
    more ? [...new Set([...tariffReaders, ...used])].sort() : [...used].sort();
  const isKnown = (connection: Connection) =>
    wanted(connection).join() === (connection.tariffReaders ?? []).join();
  const known = hub.store.registry.read().connections.find((one) => one.id === id);
  if (!known || isKnown(known)) return;
  await hub.store.registry.change((state) => ({
    ...state,
    connections: state.connections.map((one) =>
      one.id === id ? { ...one, tariffReaders: wanted(one) } : one,
    ),
  }));
}

async function share(
  hub: Hub,
  { module, owner, id, recipient: before }: StoredObject,
  recipient: Party | null,
) {
  if (recipient === before) return;
  // Lists with date_from show the Tariff as new to readers that could not see it before (HUB-41).
  const seen = ({ lastUpdated }: StoredObject) =>
    recipient === null ? lastUpdated : Math.max(lastUpdated, hub.now());
  const {
    outcome,
    before: old,
    after,
  } = await hub.store.objects.change({ module, owner, id }, (stored) =>
    stored ? { to: 'store', object: { ...stored, recipient, lastUpdated: seen(stored) } } : { to: 'keep' },
  );
  if (outcome !== 'unchanged' && after) void hub.deliver.offer(wholePush(after), old?.changed);
}

function tariffsOf(object: StoredObject): string[] {
  const content = parsed(object.bytes);
  return editionOf(object).facts(object.module, content).tariffs;
}

async function* objectsOf(hub: Hub, module: ObjectModuleId, owner: Party) {
  for await (const page of pagesOwnedBy(hub.store.objects, module, owner, pageSize)) yield* page;
}
