import { type Party, partyOf } from '../../ocpi/words/party-id.ts';
import { forEver } from '../ports/expiring-key-values.ts';
import type { Records } from '../ports/object-store.ts';
import { Refusal } from '../refusal-error.ts';
import type { NewSettlement } from '../types.generated.ts';
import { normalised, spelt } from './contract-id-format.ts';
import { afterAll } from './time-after-newest-evidence.ts';

/** A decision of the hub's operator that assigns a contract, or all contracts with a prefix, to providers. */
export interface Settlement {
  id: string;
  contract?: string;
  prefix?: string;
  /** The provider, or several providers, that hold the contract by the decision. */
  to: Party[];
  /** The provider that had the contract before `since`. */
  from?: Party;
  /** ISO 8601: drivers that began to charge earlier are drivers of the provider in `from`. */
  since?: string;
  created: string;
}

/** All assignments of contracts by the hub's operator, oldest first. */
export async function listSettlements({ store }: Pick<Records, 'store'>): Promise<Settlement[]> {
  const all = await store.notes.all<Settlement>('settlement');
  return all.map(({ value }) => value).sort((a, b) => a.created.localeCompare(b.created));
}

/** Stores an assignment of contracts, as the newest of all. */
export async function storeSettlement(records: Records, given: NewSettlement): Promise<Settlement> {
  const { contract, prefix, to, from, since } = given;
  if ((contract === undefined) === (prefix === undefined))
    throw refused('/contract', 'give either contract or prefix');
  if ((from === undefined) !== (since === undefined))
    throw refused('/since', 'from and since go together: moved from one provider to another since a time');
  const before = (await listSettlements(records)).map(({ created }) => Date.parse(created));
  const rule: Settlement = {
    id: records.newId(),
    ...(contract === undefined ? {} : { contract }),
    ...(prefix === undefined ? {} : { prefix }),
    to: to.map(partyOf),
    ...(from && since ? { from: partyOf(from), since } : {}),
    created: new Date(afterAll(before, records.now())).toISOString(),
  };
  await records.store.notes.put('settlement', rule.id, rule, forEver);
  return rule;
}

/** Deletes an assignment of contracts; throws a Refusal when there is none with this id. */
export async function deleteSettlement({ store }: Pick<Records, 'store'>, id: string): Promise<Settlement> {
  const rule = await store.notes.take<Settlement>('settlement', id);
  if (!rule) throw new Refusal('notFound', `there is no settlement ${id}`);
  return rule;
}

/**
 * The parties to which the hub's operator has assigned a contract at a time: by the contract itself, else by the
 * longest prefix; empty where there is none.
 */
export function settledTo(rules: Settlement[], contract: string, at: number): Party[] {
  const fit = rules.filter((rule) => covers(rule, contract)).sort(closer);
  for (const { to, from, since } of fit) {
    if (since === undefined || Date.parse(since) <= at) return to;
    if (from !== undefined) return [from];
  }
  return [];
}

/** Tells whether an assignment applies to a contract. */
export function covers({ contract, prefix }: Settlement, about: string): boolean {
  return contract === undefined
    ? normalised(about).startsWith(spelt(prefix ?? ''))
    : normalised(contract) === normalised(about);
}

function closer(a: Settlement, b: Settlement): number {
  return reach(b) - reach(a) || b.created.localeCompare(a.created);
}

function reach({ contract, prefix }: Settlement): number {
  return contract === undefined ? spelt(prefix ?? '').length : Number.POSITIVE_INFINITY;
}

function refused(pointer: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ pointer, message }]);
}
