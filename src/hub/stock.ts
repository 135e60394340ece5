import { objectModules, objectRow } from '../ocpi/modules.ts';
import { otherRole, type Party, type Role } from '../ocpi/party.ts';
import { wholePush } from './copies.ts';
import { agreed, connectionOf } from './directory.ts';
import type { Hub } from './hub.ts';
import type { Agreement } from './ports.ts';

/** Objects read from the store at a time; the next page waits until the partner has them. */
const pageSize = 200;

/** Timers hold no longer; what begins later is looked at again by then. */
const longestTimer = 24 * 3600 * 1000;

/** Notes of stocks have no end. */
const forEver = 8.64e15;

/**
 * Pushes what each party of an agreement has in store to the other, where its connection asks for that
 * (`push_on_agreement`, HUB-13): now, or when the agreement's validity begins. Kept durably until it is done.
 */
export async function oweStock(hub: Hub, { id }: Agreement): Promise<void> {
  const noted = hub.store.notes.put('stock', id, {}, forEver);
  await noted.then(
    () => whenDue(hub, id),
    (error: unknown) => hub.log.error(error, 'the stock of an agreement could not be noted'),
  );
}

/** Takes up the stocks that were owed when the hub stopped. */
export async function resumeStocks(hub: Hub): Promise<void> {
  for (const { key } of await hub.store.notes.all('stock')) void whenDue(hub, key);
}

async function whenDue(hub: Hub, id: string): Promise<void> {
  try {
    const agreement = hub.store.registry.read().agreements.find((one) => one.id === id);
    if (!(await hub.store.notes.get('stock', id))) return;
    const begins = Date.parse(agreement?.valid_from ?? '') || 0;
    const early = begins - hub.now();
    if (agreement?.status === 'ACTIVE' && early > 0) {
      setTimeout(() => void whenDue(hub, id), Math.min(early, longestTimer)).unref();
      return;
    }
    if (agreement) await pushBoth(hub, agreement);
    await hub.store.notes.take('stock', id);
  } catch (error) {
    hub.log.error(error, 'the stock of an agreement could not be pushed');
  }
}

async function pushBoth(hub: Hub, { cpo, emsp }: Agreement): Promise<void> {
  await Promise.all([pushAll(hub, 'CPO', cpo, emsp), pushAll(hub, 'EMSP', emsp, cpo)]);
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
