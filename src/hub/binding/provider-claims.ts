import type { Party } from '../../ocpi/words/party-id.ts';
import type { Records } from '../ports/object-store.ts';
import { normalised } from './contract-id-format.ts';
import type { Claim } from './match-claim-to-visit.ts';
import { firstAtHead } from './providers-of-past-sessions.ts';
import { claimsUnder, laterThanKnown, noteNewest } from './time-after-newest-evidence.ts';

/** Time for which the store keeps a claim on a driver: 90 days, in milliseconds; sessions may end weeks later. */
const memory = 90 * 24 * 3600 * 1000;

/** Most claims stored of one provider at one operator; beyond that the provider's own oldest are deleted. */
const most = 10_000;

/** The least number of new claims after which a process counts the stored ones again. */
const uncounted = 400;

/** Number of processes that may claim at once: each counts again when it has made its part of those that still fit. */
const processes = 8;

/**
 * Stores a new claim on a driver, dated after all that is known of the driver; the claim is durable when the promise
 * resolves.
 */
export async function claim(records: Records, given: Omit<Claim, 'id'>): Promise<Claim> {
  const { uid, reference } = given;
  const driver = { contracts: contractsOf(given), uid, reference };
  const at = await laterThanKnown(records, driver, given.at);
  const claim: Claim = { id: records.newId(), ...given, at };
  await Promise.all([
    put(records, claim),
    noteNewest(records, driver, at),
    firstAtHead(records, claim.contract ?? '', claim.emsp),
  ]);
  await bound(records, claim);
  return claim;
}

/** Stores a claim in its new state. */
export async function put(records: Records, claim: Claim): Promise<void> {
  const until = claim.at + memory;
  await Promise.all(keysOf(claim).map((key) => records.store.notes.put('claim', key, claim, until)));
}

/** Deletes a claim whose command was refused. */
export async function withdraw({ store }: Pick<Records, 'store'>, claim: Claim): Promise<void> {
  await Promise.all(keysOf(claim).map((key) => store.notes.take('claim', key)));
}

/** Claims of a contract or of a Token's uid at all operators, and claims that came with an authorization reference. */
export async function claimsOf(
  { store }: Pick<Records, 'store'>,
  authId: string,
  reference?: string,
): Promise<{ about: Claim[]; referring: Claim[] }> {
  const under = async (prefix: string) =>
    (await store.notes.under<Claim>('claim', prefix)).map(({ value }) => value);
  const [byContract, byUid, referring] = await Promise.all([
    under(claimsUnder.contract(authId)),
    under(claimsUnder.uid(authId)),
    reference === undefined ? [] : under(claimsUnder.reference(reference)),
  ]);
  const about = new Map([...byContract, ...byUid].map((one) => [one.id, one]));
  return { about: [...about.values()], referring };
}

function keysOf(claim: Claim): string[] {
  const { id, cpo, emsp, at, uid, reference } = claim;
  const end = `${cpo} ${emsp} ${id}`;
  return [
    // In the order of their times, by which `trim` tells the oldest.
    `of ${cpo} ${emsp} ${String(at).padStart(16, '0')} ${id}`,
    ...contractsOf(claim).map((one) => `${claimsUnder.contract(one)}${end}`),
    ...(uid ? [`${claimsUnder.uid(uid)}${end}`] : []),
    ...(reference ? [`${claimsUnder.reference(reference)}${end}`] : []),
  ];
}

/** The contract ids by which a claim is found, each once. */
function contractsOf({ contract, others = [] }: Pick<Claim, 'contract' | 'others'>): string[] {
  return [...new Set([...(contract ? [contract] : []), ...others].map(normalised))];
}

/**
 * Deletes the oldest claims of a provider that has too many at an operator; claims of other providers stay. Counting
 * reads the keys of all, 1.3 µs each: at every hundredth claim it took a fifth of a claim's CPU time with 4,000 stored.
 */
async function bound(records: Records, { cpo, emsp }: Claim): Promise<void> {
  const pair = `${cpo} ${emsp}`;
  const { claims } = records.memory;
  const before = (claims.get(pair) ?? uncounted) - 1;
  claims.set(pair, before > 0 ? before : uncounted);
  if (before > 0) return;
  const count = await trim(records, cpo, emsp, most);
  claims.set(pair, Math.max(uncounted, Math.floor((most - count) / processes)));
}

/** Deletes a provider's oldest claims at an operator until `left` remain; returns the number before. */
export async function trim(records: Records, cpo: Party, emsp: Party, left: number): Promise<number> {
  const { count, beyond } = await records.store.notes.beyond<Claim>('claim', `of ${cpo} ${emsp} `, left);
  await Promise.all(beyond.map((one) => withdraw(records, one)));
  return count;
}
