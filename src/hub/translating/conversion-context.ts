import type { Context, Driver } from '../../ocpi/conversion/conversion-types.ts';
import { idAcross } from '../../ocpi/conversion/ids-that-differ-by-case.ts';
import { driverRow, isDrivers, objectRow } from '../../ocpi/editions/modules.ts';
import { factsIn } from '../../ocpi/editions/supported-versions.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Claim } from '../binding/match-claim-to-visit.ts';
import { counterpartKey } from '../binding/match-session-to-cdr.ts';
import { claimsOf } from '../binding/provider-claims.ts';
import { contractOf, tokensBy, typeOf, uidOf } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { platformOf } from '../market/connection-index.ts';
import { alikeIn, alikeNamed } from '../market/object-names-across-versions.ts';
import { toldOf } from '../market/tax-and-time-zone-options.ts';
import type { StoredObject } from '../ports/object-store.ts';

type Records = Pick<Hub, 'store' | 'now'>;

/**
 * Looks up facts that the translation of an object needs and the object does not contain: the tax on its prices, the
 * Token of its driver, and the Session that a CDR bills.
 */
export async function contextOf(records: Records, object: StoredObject): Promise<Context> {
  const { owner, module, recipient } = object;
  const alike = [...alikeIn(object), ...(await alikeNamed(records, owner, object.bytes))];
  const told = toldOf(records.store.registry.read(), owner);
  const known = { owner, ...told, ...(alike.length > 0 ? { alike } : {}) };
  if (!isDrivers(module) || recipient === null) return known;
  const [driver, session] = await Promise.all([
    driverOf(records, object, recipient),
    driverRow(module).immutable ? sessionOf(records, object) : undefined,
  ]);
  return { ...known, driver, session };
}

/**
 * The Token of a Session's or CDR's driver: by the authorisation or command to which the object was bound, or the
 * latest one of its contract at this operator; by the provider's Token of that contract, or of that uid, since some
 * operators send the card's number as contract.
 */
async function driverOf(records: Records, object: StoredObject, provider: Party): Promise<Driver> {
  const { contract, reference } = factsIn(object);
  const parties = platformOf(records.store.registry.read(), 'EMSP', provider);
  const isTheirs = ({ owner }: Pick<StoredObject, 'owner'>) => parties.includes(owner);
  const [byContract, byUid, claim] = await Promise.all([
    tokensBy(records.store, 'contract', contract),
    tokensBy(records.store, 'uid', contract),
    claimFor(records, object, parties, { contract, reference }),
  ]);
  const ofContract = byContract.filter(isTheirs);
  const claimed = claim && claimedOf(claim, ofContract);
  const told = claimed ? undefined : toldBy(claim);
  const token = claimed ?? (told ? undefined : (newest(ofContract) ?? newest(byUid.filter(isTheirs))));
  return {
    party: provider,
    contract: (token ? contractOf(token) : told?.contract) ?? contract,
    uid: token ? uidOf(token) : claim?.uid,
    type: token ? typeOf(token) : told?.type,
    reference: claim?.id === object.lookups.claim ? claim?.reference : undefined,
    chosenOf: claimed || told ? undefined : ofContract.length,
  };
}

/** The Token of a claim among stored ones: of its uid, and of its type where the claim tells one. */
function claimedOf({ uid, type }: Claim, tokens: StoredObject[]): StoredObject | undefined {
  if (uid === undefined) return undefined;
  const named = tokens.filter((token) => uidOf(token).toLowerCase() === uid.toLowerCase());
  return type === undefined ? named[0] : named.find((token) => typeOf(token) === type);
}

/** The Token that a command or an authorisation brought as a whole, which the hub need not store. */
function toldBy(claim: Claim | undefined): Pick<Claim, 'contract' | 'type'> | undefined {
  return claim?.uid !== undefined && claim.type !== undefined ? claim : undefined;
}

/** The claim by which a Session or CDR was bound to its provider; else the newest of its contract before it ended. */
async function claimFor(
  records: Records,
  { owner, lookups }: StoredObject,
  parties: Party[],
  { contract, reference }: { contract: string; reference: string | undefined },
): Promise<Claim | undefined> {
  const { about, referring } = await claimsOf(records, contract, reference);
  const own = [...referring, ...about].filter(({ cpo, emsp }) => cpo === owner && parties.includes(emsp));
  return own.find(({ id }) => id === lookups.claim) ?? own.sort((a, b) => b.at - a.at)[0];
}

function newest(tokens: StoredObject[]): StoredObject | undefined {
  return tokens.toSorted((a, b) => b.lastUpdated - a.lastUpdated)[0];
}

/** The id of the Session that a CDR was matched with. */
async function sessionOf({ store }: Records, cdr: StoredObject): Promise<string | undefined> {
  if (!isDrivers(cdr.module)) return undefined;
  const sessions = driverRow(cdr.module).counterpart;
  const named = await store.objects.find(sessions, 'counterpart', counterpartKey(cdr));
  const same = await store.objects.find(sessions, 'id', cdr.lookups.id ?? cdr.id);
  const matched = same.filter(
    ({ owner, lookups }) => owner === cdr.owner && contractOf({ lookups }) === contractOf(cdr),
  );
  const other = cdr.lookups.counterpart?.slice(cdr.owner.length + 1);
  const byName =
    other === undefined ? [] : [await store.objects.get({ module: sessions, owner: cdr.owner, id: other })];
  const [only, ...more] = [
    ...new Map([...byName, ...named, ...matched].flatMap((one) => (one ? [[one.id, one]] : []))).values(),
  ];
  return only && more.length === 0 && only.recipient === cdr.recipient
    ? idAcross(alikeIn(only), objectRow(sessions).object, [only.lookups.id ?? only.id])
    : undefined;
}
