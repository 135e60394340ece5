import { inWords } from '../ocpi/in-words.ts';
import type { Json } from '../ocpi/parts.ts';
import type { Party } from '../ocpi/party.ts';
import type { Hub } from './hub.ts';

/** How long the hub remembers whose driver a token is at an operator: 90 days, in milliseconds; sessions may end weeks later. */
const memory = 90 * 24 * 3600 * 1000;

/** What an operator was told of a driver: by an allowed authorisation or an accepted command. */
export interface Driver {
  emsp: Party;
  token?: { uid?: string; auth_id?: string };
  reference?: string;
}

/** Questions whose direct answer is still awaited, by operator: an operator may push the Session before it answers. */
const asking = new Map<Party, Set<Driver>>();

/** Runs a question about a driver; while it is open, Sessions of that operator with the same token belong to its provider. */
export async function whileAsking<T>(
  hub: Hub,
  cpo: Party,
  driver: Driver,
  question: () => Promise<T>,
): Promise<T> {
  const open = asking.get(cpo) ?? new Set();
  asking.set(cpo, open.add(driver));
  const { notes, processes } = hub.store;
  // The operator may push the Session to another process.
  const keys = processes.count() > 1 ? keysOf(driver).map((key) => `${cpo} ${key}`) : [];
  const until = hub.now() + hub.forwardTimeout;
  await Promise.all(
    keys.map((key) => notes.put('asking', key, { emsp: driver.emsp } satisfies Asked, until)),
  );
  try {
    return await question();
  } finally {
    open.delete(driver);
    if (open.size === 0) asking.delete(cpo);
    // Before the answer is out: what the operator refuses binds nothing (HCMD-17). Where it cannot be taken back its time soon ends.
    await Promise.allSettled(keys.map((key) => notes.take('asking', key)));
  }
}

/** The provider that asks, as other processes are told. */
interface Asked {
  emsp: Party;
}

/** Remembers whose driver it is: what the operator sends with this token or reference is for that provider (RTA-17, HCMD-17). */
export async function learn(hub: Hub, cpo: Party, driver: Driver): Promise<void> {
  const { emsp, token, reference } = driver;
  const at = hub.now();
  // A reference is its giver's: another provider that names it takes nothing over.
  const given = reference === undefined ? undefined : await noted(hub, cpo, [keyOf('reference', reference)]);
  const keys = keysOf(given && given !== emsp ? { emsp, token } : driver);
  await Promise.all(
    keys.map((key) => hub.store.notes.put('driver', `${cpo} ${key}`, { emsp, at }, at + memory)),
  );
}

/** The provider that a reference in the object names (ROUTE-41). */
export async function byReference(hub: Hub, cpo: Party, object: Json): Promise<Party | undefined> {
  if (typeof object.authorization_reference !== 'string') return undefined;
  const keys = [keyOf('reference', object.authorization_reference)];
  return (await noted(hub, cpo, keys)) ?? (await beingAsked(hub, cpo, keys));
}

/** The provider last learnt for the object's token at this operator: by its contract, or by the uid that stands for one (ROUTE-42). */
export async function byToken(hub: Hub, cpo: Party, object: Json): Promise<Party | undefined> {
  const authId = inWords(object.auth_id);
  const keys = [keyOf('auth_id', authId), keyOf('uid', authId)];
  return (await beingAsked(hub, cpo, keys)) ?? (await noted(hub, cpo, keys));
}

async function beingAsked(hub: Hub, cpo: Party, keys: string[]): Promise<Party | undefined> {
  const open = [...(asking.get(cpo) ?? [])].reverse();
  const here = open.find((driver) => keysOf(driver).some((key) => keys.includes(key)))?.emsp;
  if (here || hub.store.processes.count() === 1) return here;
  const elsewhere = await Promise.all(
    keys.map((key) => hub.store.notes.get<Asked>('asking', `${cpo} ${key}`)),
  );
  return elsewhere.find((note) => note !== undefined)?.emsp;
}

async function noted(hub: Hub, cpo: Party, keys: string[]): Promise<Party | undefined> {
  const notes = await Promise.all(
    keys.map((key) => hub.store.notes.get<{ emsp: Party; at: number }>('driver', `${cpo} ${key}`)),
  );
  return notes.filter((note) => note !== undefined).sort((a, b) => b.at - a.at)[0]?.emsp;
}

function keysOf({ token, reference }: Driver): string[] {
  return [
    ...(token?.auth_id ? [keyOf('auth_id', token.auth_id)] : []),
    ...(token?.uid ? [keyOf('uid', token.uid)] : []),
    ...(reference ? [keyOf('reference', reference)] : []),
  ];
}

/** References compare without regard to case (EXT-11), ids do not. */
function keyOf(field: 'auth_id' | 'uid' | 'reference', value: string): string {
  return `${field} ${field === 'reference' ? value.toLowerCase() : value}`;
}
