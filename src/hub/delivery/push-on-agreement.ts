import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import { otherRole, type Role } from '../../ocpi/words/party.ts';
import type { Hub } from '../hub.ts';
import { agreed, connectionOf } from '../market/directory.ts';
import type { Agreement } from '../ports/registry.ts';
import { wholePush } from '../whole-push.ts';

/** Objects read from the store at a time; the next page waits until the partner has them. */
const pageSize = 200;

/** Longest time of one timer, in milliseconds; later starts are checked again then. */
const longestTimer = 24 * 3600 * 1000;

/** Notes of stocks have no end. */
const forEver = 8.64e15;

/** The stored objects that the party of one role in an agreement owes the other party. */
interface Stock {
  agreement: string;
  role: Role;
}

/**
 * Pushes the stored objects of each party of an agreement to the other, where the receiver's connection asks for it
 * (`push_on_agreement`, HUB-13): now, or when the agreement's validity begins. Kept durably until it is done, which is
 * the work of the process that follows the receiver.
 */
export async function owePushOnAgreement(hub: Hub, { id }: Agreement): Promise<void> {
  const stocks: Stock[] = [
    { agreement: id, role: 'CPO' },
    { agreement: id, role: 'EMSP' },
  ];
  try {
    for (const stock of stocks) await hub.store.notes.put('stock', keyOf(stock), stock, forEver);
    for (const stock of stocks) void seeTo(hub, stock);
    await hub.store.processes.tell('stock', { agreement: id });
  } catch (error) {
    hub.log.error(error, 'the stock of an agreement could not be noted');
  }
}

/** Takes up the stocks that were owed when the hub stopped, and those of processes that are no more. */
export async function resumePushesOnAgreement(hub: Hub): Promise<void> {
  const resume = async () => {
    for (const { value } of await hub.store.notes.all<Stock>('stock')) void seeTo(hub, value);
  };
  const again = () =>
    resume().catch((error: unknown) => hub.log.error(error, 'the stocks of agreements could not be read'));
  hub.store.processes.onWord('stock', () => void again());
  hub.store.processes.onMoved(again);
  await resume();
}

async function seeTo(hub: Hub, stock: Stock): Promise<void> {
  const key = keyOf(stock);
  const underWay = hub.memory.stocks;
  if (underWay.has(key) || !isMine(hub, stock)) return;
  underWay.add(key);
  try {
    if (!(await hub.store.notes.get('stock', key))) return;
    const agreement = agreementOf(hub, stock);
    if (!agreement) return;
    const early = Date.parse(agreement.valid_from ?? '') - hub.now();
    if (agreement.status === 'ACTIVE' && early > 0) {
      hub.after(Math.min(early, longestTimer), () => void seeTo(hub, stock));
      return;
    }
    // When the work moves to another process, that one pushes all objects from the start.
    if (await pushAll(hub, agreement, stock)) await hub.store.notes.take('stock', key);
  } catch (error) {
    hub.log.error(error, 'the stock of an agreement could not be pushed');
  } finally {
    underWay.delete(key);
  }
}

/** Pushes page after page; false when this process no longer follows the receiver. */
async function pushAll(hub: Hub, { cpo, emsp }: Agreement, stock: Stock): Promise<boolean> {
  const { role } = stock;
  const [owner, receiver] = role === 'CPO' ? [cpo, emsp] : [emsp, cpo];
  const state = hub.store.registry.read();
  if (!agreed(state, cpo, emsp, hub.now())) return true;
  if (!connectionOf(state, otherRole(role), receiver)?.options.push_on_agreement) return true;
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
      await Promise.all(objects.map((object) => hub.deliver.again({ ...wholePush(object), only: receiver })));
      if (!isMine(hub, stock)) return false;
      if (objects.length < pageSize) break;
    }
  }
  return true;
}

/** Whether this process follows the receiver; where there is none, one process answers for the note alone. */
function isMine(hub: Hub, stock: Stock): boolean {
  const agreement = agreementOf(hub, stock);
  if (!agreement) return false;
  const receiver = stock.role === 'CPO' ? agreement.emsp : agreement.cpo;
  const connection = connectionOf(hub.store.registry.read(), otherRole(stock.role), receiver);
  return hub.store.processes.isMine(connection?.id ?? keyOf(stock));
}

function agreementOf(hub: Hub, { agreement }: Stock): Agreement | undefined {
  return hub.store.registry.read().agreements.find(({ id }) => id === agreement);
}

function keyOf({ agreement, role }: Stock): string {
  return `${agreement} ${role}`;
}
