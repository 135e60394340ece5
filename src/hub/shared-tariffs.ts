import { inWords } from '../ocpi/in-words.ts';
import type { Json } from '../ocpi/parts.ts';
import type { Party } from '../ocpi/party.ts';
import { everyReader } from './audience.ts';
import { wholePush } from './copies.ts';
import type { Hub } from './hub.ts';
import type { Connection, StoredObject } from './ports.ts';

/** Objects read from the store at a time. */
const pageSize = 1000;

/**
 * Lets the Tariffs of a platform that is deaf to To be seen with the Locations that name them (SYNC-18): such a platform
 * does not say whose a Tariff is, so that it may be filed under another of its parties than the Location is.
 */
export async function shareTariffs(hub: Hub, { parties }: Connection): Promise<void> {
  const naming = new Map<string, Set<Party>>();
  for (const party of parties)
    for await (const location of objectsOf(hub, 'locations', party))
      for (const tariff of tariffsOf(location))
        naming.set(tariff, (naming.get(tariff) ?? new Set()).add(party));
  for (const party of parties)
    for await (const tariff of objectsOf(hub, 'tariffs', party)) {
      const others = [...(naming.get(tariff.id) ?? [])].filter((other) => other !== party);
      await share(hub, tariff, others.length > 1 ? everyReader : (others[0] ?? null));
    }
}

async function share(
  hub: Hub,
  { module, owner, id, recipient: before }: StoredObject,
  recipient: Party | null,
) {
  if (recipient === before) return;
  const {
    outcome,
    before: old,
    after,
  } = await hub.store.objects.change({ module, owner, id }, (stored) =>
    stored ? { to: 'store', object: { ...stored, recipient } } : { to: 'keep' },
  );
  if (outcome !== 'unchanged' && after) void hub.deliver.offer(wholePush(after), old?.changed);
}

function tariffsOf({ bytes }: StoredObject): string[] {
  const { evses = [] } = JSON.parse(bytes.toString()) as { evses?: { connectors?: Json[] }[] };
  const connectors = evses.flatMap((evse) => evse.connectors ?? []);
  return connectors.flatMap(({ tariff_id }) => (tariff_id === undefined ? [] : [inWords(tariff_id)]));
}

async function* objectsOf(hub: Hub, module: 'locations' | 'tariffs', owner: Party) {
  for (let offset = 0; ; offset += pageSize) {
    const page = { module, visible: [{ owner }], offset, limit: pageSize };
    const { objects } = await hub.store.objects.list(page);
    yield* objects;
    if (objects.length < pageSize) return;
  }
}
