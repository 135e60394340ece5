import type { Party } from '../../ocpi/words/party-id.ts';
import { forEver } from '../ports/expiring-key-values.ts';
import type { FirstNaming, Records } from '../ports/object-store.ts';
import { headOf, keyUnder } from './contract-id-format.ts';
import { laterThanKnown, noteNewest } from './time-after-newest-evidence.ts';

/** Time for which the store keeps the providers of a contract's past sessions: three years, in milliseconds. */
const memory = 3 * 365 * 24 * 3600 * 1000;

/** A provider to which past Sessions or CDRs of a contract belonged, while no other provider named the contract. */
export interface History {
  party: Party;
  at: number;
  /** True where the provider's own claim was the only evidence. */
  ownWord: boolean;
}

/** The providers whose drivers used a contract in past sessions. */
export async function historyOf({ store }: Pick<Records, 'store'>, contract: string): Promise<History[]> {
  return (await store.notes.under<History>('history', keyUnder(contract))).map(({ value }) => value);
}

/** Notes that a Session or CDR of a contract belonged to a provider. */
export async function noteHistory(records: Records, contract: string, history: History): Promise<void> {
  const key = `${keyUnder(contract)}${history.party}`;
  const driver = { contracts: [contract] };
  const at = await laterThanKnown(records, driver, history.at);
  await Promise.all([
    records.store.notes.put('history', key, { ...history, at }, at + memory),
    noteNewest(records, driver, at),
  ]);
}

/** Most contract prefixes of which a process keeps the first provider in memory. */
const mostHeads = 10_000;

/** The party that first named a contract with this prefix; `naming` is stored as the first where there is none. */
export async function firstAtHead(
  records: Records,
  contract: string,
  naming?: Party,
): Promise<FirstNaming | undefined> {
  const head = headOf(contract);
  if (!head) return undefined;
  const known = records.memory.heads;
  const before = known.get(head) ?? (await records.store.notes.get<FirstNaming>('head', head));
  if (!before && !naming) return undefined;
  const first = before ?? (await keepFirst(records, head, naming!));
  if (known.size >= mostHeads) known.clear();
  known.set(head, first);
  return first;
}

/**
 * Stores the party as the first to name a contract prefix; returns another party where a process of the hub stored that
 * one before.
 */
async function keepFirst({ store }: Records, head: string, party: Party): Promise<FirstNaming> {
  const position = await store.objects.present();
  return store.notes.keep<FirstNaming>('head', head, { party, position }, forEver);
}
