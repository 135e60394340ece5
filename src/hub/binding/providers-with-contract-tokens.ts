import type { Party } from '../../ocpi/words/party-id.ts';
import { forEver } from '../ports/expiring-key-values.ts';
import type { Records } from '../ports/object-store.ts';
import { keyUnder, normalised } from './contract-id-format.ts';
import { laterThanKnown, noteNewest } from './time-after-newest-evidence.ts';

/** A provider that has Tokens of a contract, and the time since which it has had at least one. */
export interface Naming {
  party: Party;
  at: number;
  /** Number of the newest change of all processes at that time. */
  position: number;
}

/** The parties that have Tokens of a contract, and the time since which they have them. */
export async function namingOf({ store }: Pick<Records, 'store'>, contract: string): Promise<Naming[]> {
  return (await store.notes.under<Naming>('naming', keyUnder(contract))).map(({ value }) => value);
}

/** The contracts with this beginning, in their normalised spelling, of which a party has Tokens. */
export async function namedUnder({ store }: Pick<Records, 'store'>, beginning: string): Promise<Set<string>> {
  // Stored contract ids have no check digit.
  const prefix = encodeURIComponent(normalised(beginning));
  const found = await store.notes.under<Naming>('naming', prefix);
  return new Set(found.map(({ key }) => decodeURIComponent(key.split(' ')[0] ?? '')));
}

/** Notes that a party has a Token of a contract; true when it had none before. */
export async function name(records: Records, contract: string, party: Party): Promise<boolean> {
  const key = keyOf(contract, party);
  if (await records.store.notes.get('naming', key)) return false;
  const driver = { contracts: [contract] };
  const [at, position] = await Promise.all([
    laterThanKnown(records, driver, records.now()),
    records.store.objects.present(),
  ]);
  const naming: Naming = { party, at, position };
  await Promise.all([
    records.store.notes.keep('naming', key, naming, forEver),
    noteNewest(records, driver, at),
  ]);
  return true;
}

/** Forgets that a party has Tokens of a contract. */
export async function unname(
  { store }: Pick<Records, 'store'>,
  contract: string,
  party: Party,
): Promise<void> {
  await store.notes.take('naming', keyOf(contract, party));
}

/** The value by which the store finds a party's Tokens of a contract. */
export function holderKey(contract: string, party: Party, valid: boolean): string {
  return `${normalised(contract)} ${party} ${valid ? 'valid' : 'invalid'}`;
}

function keyOf(contract: string, party: Party): string {
  return `${keyUnder(contract)}${party}`;
}
