import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import { otherRole, type Role } from '../../ocpi/words/party-id.ts';
import { every } from '../call-at-intervals.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import { agreed, connectionOf } from '../market/connection-index.ts';
import type { Agreement, Connection } from '../ports/connection-registry.ts';
import { forEver } from '../ports/expiring-key-values.ts';
import { pagesOwnedBy } from '../read-stored-objects-in-pages.ts';

/** Objects read from the store at a time; the next page waits until the partner has them. */
const pageSize = 200;

/** Longest time of one timer, in milliseconds; the start of an agreement after it is checked again then. */
const longestTimer = 24 * 3600 * 1000;

/** Time, in milliseconds, for which the note of an agreement that was about to begin is kept. */
const foreseenFor = 3_600_000;

/** Interval, in milliseconds, at which the hub looks for parties to which it owes stored objects. */
const lookEvery = 30_000;

/** The stored objects that the party of one role in an agreement owes the other party. */
interface Stock {
  agreement: string;
  role: Role;
  /** The change by which the agreement was about to begin when the stock was noted; `true` in notes of earlier releases. */
  foreseen?: string | true;
}

/**
 * Pushes the stored objects of each party of new agreements to the other party, where the receiver's connection asks
 * for it (`push_on_agreement`, HUB-13): now, or when an agreement's validity begins. A durable note stays until that is
 * done; the process that delivers to the receiver does it.
 */
export async function owePushOnAgreement(hub: Hub, agreements: Agreement[]): Promise<void> {
  const stocks = agreements.flatMap((one) => stocksOf(hub, one));
  if (stocks.length === 0) return;
  try {
    await Promise.all(stocks.map((stock) => hub.store.notes.put('stock', keyOf(stock), stock, forEver)));
    for (const stock of stocks) void seeTo(hub, stock);
    await hub.store.processes.announce('stock', {});
  } catch (error) {
    hub.log.error(error, 'the stock of an agreement could not be noted');
  }
}

/**
 * Notes which stored objects agreements that are about to begin will owe, for other processes to push should this one
 * die before it notes that they are owed. Resolves with a function that deletes these notes, except for agreements that
 * have begun; notes that another change has left stay, since its process may have died.
 */
export async function foreseePushOnAgreement(
  hub: Hub,
  agreements: Agreement[],
): Promise<(begun?: Agreement[]) => Promise<void>> {
  const { notes } = hub.store;
  const until = hub.now() + foreseenFor;
  const foreseen = hub.newId();
  const stocks = agreements.flatMap((one) => stocksOf(hub, one));
  await Promise.all(stocks.map((stock) => notes.keep('stock', keyOf(stock), { ...stock, foreseen }, until)));
  const forget = async (stock: Stock) => {
    const noted = await notes.get<Stock>('stock', keyOf(stock));
    if (noted?.foreseen === foreseen) await notes.take('stock', keyOf(stock));
  };
  return async (begun = []) => {
    const ids = new Set(begun.map(({ id }) => id));
    await Promise.all(stocks.filter(({ agreement }) => !ids.has(agreement)).map(forget));
  };
}

/**
 * The stocks (all stored objects of one party for the other) of an agreement that a receiver may want: its connection
 * asks for it, or may when the validity begins.
 */
function stocksOf(hub: Hub, { id: agreement, cpo, emsp, valid_from }: Agreement): Stock[] {
  const state = hub.store.registry.read();
  const isLater = valid_from !== null && Date.parse(valid_from) > hub.now();
  const isWanted = (receiver: Connection | undefined) => receiver?.options.push_on_agreement === true;
  const stocks: [Role, Connection | undefined][] = [
    ['CPO', connectionOf(state, 'EMSP', emsp)],
    ['EMSP', connectionOf(state, 'CPO', cpo)],
  ];
  return stocks
    .filter(([, receiver]) => isLater || isWanted(receiver))
    .map(([role]) => ({ agreement, role }));
}

/**
 * Pushes the stocks that were owed when the hub stopped, and those of processes that died; every half minute also one
 * that was noted before this process knew the agreement or delivered to the receiver. Returns a function that stops
 * this.
 */
export async function resumePushesOnAgreement(hub: Hub): Promise<() => void> {
  const again = () =>
    seeToAll(hub).catch((error: unknown) =>
      hub.log.error(error, 'the stocks of agreements could not be read'),
    );
  hub.store.processes.subscribe('stock', () => void again());
  hub.store.processes.onMoved(again);
  await seeToAll(hub);
  return every(hub.after, lookEvery, () => void again());
}

/** Lets each process push the stocks that waited for a suspended receiver. */
export async function takeUpPushesOnAgreement(hub: Hub): Promise<void> {
  try {
    await seeToAll(hub);
    await hub.store.processes.announce('stock', {});
  } catch (error) {
    hub.log.error(error, 'the stocks of agreements could not be read');
  }
}

async function seeToAll(hub: Hub): Promise<void> {
  for (const { value } of await hub.store.notes.all<Stock>('stock')) void seeTo(hub, value);
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
    const term = termOf(hub, stock);
    // When the work moves to another process, that one pushes all objects from the start.
    if (!(await pushAll(hub, agreement, stock))) return;
    // An object that the receiver did not take comes from the store, after its position, which must be durable before
    // the note is deleted.
    await hub.deliver.keep();
    // Another follower that has the connection by now may have read the position before, and gets the stock itself.
    if (!isMine(hub, stock) || termOf(hub, stock) !== term) return;
    await hub.store.notes.take('stock', key);
  } catch (error) {
    hub.log.error(error, 'the stock of an agreement could not be pushed');
  } finally {
    underWay.delete(key);
  }
}

/**
 * Pushes a stock page after page; false when this process no longer delivers to the receiver, or the receiver is
 * suspended.
 */
async function pushAll(hub: Hub, { cpo, emsp }: Agreement, stock: Stock): Promise<boolean> {
  const { role } = stock;
  const [owner, receiver] = role === 'CPO' ? [cpo, emsp] : [emsp, cpo];
  const state = hub.store.registry.read();
  if (!agreed(state, cpo, emsp, hub.now())) return true;
  const connection = () => connectionOf(hub.store.registry.read(), otherRole(role), receiver);
  if (!connection()?.options.push_on_agreement) return true;
  if (connection()?.status === 'SUSPENDED') return false;
  const modules = objectModules.filter(
    (module) => objectRow(module).owner === role && objectRow(module).audience === 'agreed',
  );
  for (const module of modules) {
    for await (const objects of pagesOwnedBy(hub.store.objects, module, owner, pageSize)) {
      const pushes = objects.map((object) => ({ ...wholePush(object), only: receiver }));
      const taken = await Promise.all(pushes.map((push) => hub.deliver.again(push)));
      if (taken.includes(false) || !isMine(hub, stock) || connection()?.status === 'SUSPENDED') return false;
    }
  }
  return true;
}

/**
 * Tells whether this process delivers to the receiver of a stock; where there is no receiver, one process is
 * responsible for the note alone.
 */
function isMine(hub: Hub, stock: Stock): boolean {
  if (!agreementOf(hub, stock)) return false;
  return hub.store.processes.isMine(receiverOf(hub, stock)?.id ?? keyOf(stock));
}

/** The term of the follower that delivers a stock to its receiver. */
function termOf(hub: Hub, stock: Stock): string | undefined {
  const receiver = receiverOf(hub, stock);
  return receiver && hub.deliver.term(receiver);
}

function receiverOf(hub: Hub, stock: Stock): Connection | undefined {
  const agreement = agreementOf(hub, stock);
  if (!agreement) return undefined;
  const receiver = stock.role === 'CPO' ? agreement.emsp : agreement.cpo;
  return connectionOf(hub.store.registry.read(), otherRole(stock.role), receiver);
}

function agreementOf(hub: Hub, { agreement }: Stock): Agreement | undefined {
  return hub.store.registry.read().agreements.get(agreement);
}

function keyOf({ agreement, role }: Stock): string {
  return `${agreement} ${role}`;
}
