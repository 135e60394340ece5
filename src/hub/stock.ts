import { objectModules, objectRow } from '../ocpi/modules.ts';
import { otherRole, type Party, type Role } from '../ocpi/party.ts';
import { wholePush } from './copies.ts';
import { agreed, connectionOf } from './directory.ts';
import type { Hub } from './hub.ts';
import type { Agreement } from './ports.ts';

/** Objects read from the store at a time; the next page waits until the partner has them. */
const pageSize = 200;

/** Pushes what each party of a new agreement has in store to the other, where its connection asks for that (`push_on_agreement`, HUB-13). */
export async function pushStock(hub: Hub, { cpo, emsp }: Agreement): Promise<void> {
  try {
    await Promise.all([pushAll(hub, 'CPO', cpo, emsp), pushAll(hub, 'EMSP', emsp, cpo)]);
  } catch (error) {
    hub.log.error(error, 'the stock of a new agreement could not be pushed');
  }
}

async function pushAll(hub: Hub, role: Role, owner: Party, receiver: Party): Promise<void> {
  const state = hub.store.registry.read();
  const inForce =
    role === 'CPO' ? agreed(state, owner, receiver, hub.now()) : agreed(state, receiver, owner, hub.now());
  if (!inForce || !connectionOf(state, otherRole(role), receiver)?.options.push_on_agreement) return;
  const modules = objectModules.filter(
    (module) => objectRow(module).owner === role && objectRow(module).audience === 'agreed',
  );
  for (const module of modules) {
    for (let offset = 0; ; offset += pageSize) {
      const { objects } = await hub.store.objects.list({
        module,
        visible: [{ owner }],
        offset,
        limit: pageSize,
      });
      await Promise.all(
        objects.flatMap((object) => hub.deliver.offer({ ...wholePush(object), only: receiver })),
      );
      if (objects.length < pageSize) break;
    }
  }
}
