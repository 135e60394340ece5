import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { type Receiver, receiversOf } from '../market/object-visibility.ts';
import type { Store } from '../ports/store.ts';
import type { Push } from '../push-types.ts';

/**
 * Finds objects that would overwrite each other at a partner that wants the hub's ids in URLs: of two owners' objects
 * with one id the hub does not send the one created later (HUB-24).
 */
export async function idConflict(
  { store, now }: { store: Pick<Store, 'registry' | 'objects'>; now(): number },
  { party, connection }: Receiver,
  push: Push,
): Promise<string | undefined> {
  if (connection.options.push_as !== 'hub' || push.method === 'POST') return undefined;
  const state = store.registry.read();
  const same = await store.objects.find(push.object.module as ObjectModuleId, 'id', push.id);
  const theirs = same.filter((object) =>
    receiversOf(state, object, now()).some((receiver) => receiver.party === party),
  );
  const first = theirs.sort((a, b) => a.created - b.created)[0];
  if (!first || first.owner === push.object.owner) return undefined;
  return `not sent: ${first.owner} has ${objectRow(push.object.module).object} ${push.id} too, and this connection gets pushes with the hub's ids in the URL`;
}
