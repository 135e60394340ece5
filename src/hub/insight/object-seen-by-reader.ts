import { versionOf } from '../../ocpi/editions/module-tables-by-version.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { parsed } from '../../ocpi/editions/write-object-part.ts';
import { otherRole } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import { Refusal } from '../refusal-error.ts';
import type { SeenObject } from '../types.generated.ts';
import type { ObjectName } from './delivery-reason.ts';
import { storedAs, titleOf } from './reasons-from-last-write.ts';
import { resolveReceiver } from './reasons-from-receiver.ts';

/**
 * An object as its owner wrote it and as a reader gets it, in the reader's version and dialect, with the record of all
 * that the conversion changes. It does not say whether the reader may have it: `why` does. Throws a Refusal where
 * object or reader is unknown.
 */
export async function seenBy(hub: Hub, name: ObjectName, as: string): Promise<SeenObject> {
  const role = otherRole(objectRow(name.module).owner);
  const { party, connection } = resolveReceiver(hub.store.registry.read(), role, as, ([first]) => first);
  if (!connection) throw new Refusal('notFound', `no connection is known for ${party}`);
  const stored = await storedAs(hub, name);
  if (!stored) throw new Refusal('notFound', `${titleOf(name)} is not stored`);
  const { object, ledger } = await hub.translations.of(stored, connection);
  const read = object && hub.dialectCache.ofTranslated(object, dialectOf(connection));
  const { lost, invented, notes, held = null } = ledger;
  return {
    owner: { party: stored.owner, version: versionOf(stored), object: parsed(stored.bytes) },
    reader: { party, version: versionOf(connection), object: read ? parsed(read) : null },
    ...{ lost, invented, notes, held },
  };
}
