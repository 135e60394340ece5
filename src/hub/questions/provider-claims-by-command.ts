import { invalidAt } from '../../ocpi/messages/ocpi-errors.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import { parseDateTime } from '../../ocpi/words/ocpi-datetime.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { headParty, holdingsIn, knownOf } from '../binding/contract-holders.ts';
import { normalised } from '../binding/contract-id-format.ts';
import type { Claim } from '../binding/match-claim-to-visit.ts';
import { claim, put, withdraw } from '../binding/provider-claims.ts';
import { ranked } from '../binding/rank-contract-holders.ts';
import type { Hub } from '../hub-dependencies.ts';
import { agreed, platformOf, providerOf } from '../market/connection-index.ts';
import type { NamedObjects, Pair, Subject } from './question-types.ts';

/** A command about a driver, such as START_SESSION or RESERVE_NOW. */
export type Ask = Subject & { authorization_reference?: string; expiry_date?: string };

/** The outcome of a command at the operator: refused, accepted, or unknown. */
export type Outcome = 'accepted' | 'refused' | 'unanswered';

/**
 * Runs a command with a claim on its driver, once its question is `noted` durably too. The claim counts from the moment the
 * command is sent, since an operator may push the Session before it answers; a refusal deletes the claim before the
 * provider gets the answer (HCMD-17).
 */
export async function withClaim<T>(
  hub: Hub,
  { cpo, emsp, request }: Pair & { request: string },
  { by, ask, noted }: { by: string; ask: Ask; noted: Promise<void> },
  command: () => Promise<{ reply: T; outcome: Outcome }>,
): Promise<T> {
  const { token, authorization_reference: reference, location_id, evse_uid, expiry_date } = ask;
  const isClaim = (by === 'START_SESSION' || by === 'RESERVE_NOW') && (token || reference);
  if (!isClaim) {
    await noted;
    return (await command()).reply;
  }
  const claimed = claim(hub, {
    cpo,
    emsp,
    by,
    state: 'accepted',
    at: hub.now(),
    request,
    ...optional({ contract: token?.contract, uid: token?.uid, type: token?.type }),
    ...optional({ reference, location: location_id }),
    ...(evse_uid === undefined ? {} : { evses: [evse_uid] }),
    ...(by === 'RESERVE_NOW' ? { until: parseDateTime(asText(expiry_date)) ?? hub.now() } : {}),
  });
  // Question and claim become durable side by side: one batch with one fsync on the embedded store.
  const [kept] = await Promise.all([claimed, noted]);
  const { reply, outcome } = await command();
  if (outcome === 'refused') await withdraw(hub, kept);
  if (outcome === 'unanswered') await put(hub, { ...kept, state: 'unanswered' });
  return reply;
}

/** Notes that a provider allowed a driver, at the place for which the operator asked (RTA-17). */
export async function noteAllowed(
  hub: Hub,
  given: Pick<Claim, 'cpo' | 'emsp' | 'at' | 'request'> & {
    uid: string;
    contract: string | undefined;
    type: string | undefined;
    others?: string[];
    reference: string | undefined;
    place: Partial<Record<'location_id' | 'evse_uids', unknown>> | null | undefined;
  },
): Promise<void> {
  const { cpo, emsp, at, uid, contract, type, others = [], reference, place, request = '' } = given;
  const evses = Array.isArray(place?.evse_uids) ? place.evse_uids.map(asText) : [];
  await claim(hub, {
    cpo,
    emsp,
    by: 'ALLOWED',
    state: 'accepted',
    at,
    uid,
    ...optional({ contract, type, reference, request }),
    ...(others.length > 0 ? { others } : {}),
    ...(typeof place?.location_id === 'string' ? { location: place.location_id } : {}),
    ...(evses.length > 0 ? { evses } : {}),
  });
}

/**
 * Refuses a command with the Token of another provider that has an agreement: the contract belongs to that provider by
 * an assignment or its prefix, or only others have a Token of that uid and the caller has never had this contract
 * (HCMD-15).
 */
export async function checkToken(
  hub: Hub,
  { cpo, emsp }: Pair,
  { token }: Subject,
  named: NamedObjects,
): Promise<void> {
  if (!token) return;
  const state = hub.store.registry.read();
  const now = hub.now();
  const mine = providerOf(state, emsp);
  const isAgreed = (party: Party) =>
    platformOf(state, 'EMSP', party).some((one) => agreed(state, cpo, one, now));
  const { contract, uid, type, at } = token;
  const known = await knownOf(hub, contract);
  const byContract = {
    ...known,
    tokens: known.tokens.filter((one) => normalised(one.contract) === normalised(contract)),
  };
  const holdings = holdingsIn(state, byContract, now).filter(({ party }) => isAgreed(party));
  const certain = ranked(holdings, undefined).filter(
    ({ ground }) => ground === 'settled' || ground === 'own_head',
  );
  if (certain.length > 0 && !certain.some(({ provider }) => provider === mine))
    throw invalidAt(
      `/token${at.contract}`,
      `is another provider's contract, got ${JSON.stringify(contract)}`,
    );
  const isMine = holdings.some(({ provider }) => provider === mine) || headParty(state, contract) === mine;
  if (isMine) return;
  const same = (await named.tokens()).filter(
    ({ id, owner }) => id === `${type}|${uid}` && (isAgreed(owner) || providerOf(state, owner) === mine),
  );
  if (same.length > 0 && !same.some(({ owner }) => providerOf(state, owner) === mine))
    throw invalidAt(`/token${at.uid}`, `belongs to another provider, got ${JSON.stringify(uid)}`);
}

function optional<T extends Record<string, string | undefined>>(given: T): { [K in keyof T]?: string } {
  const entries = Object.entries(given).filter(([, value]) => typeof value === 'string' && value !== '');
  return Object.fromEntries(entries) as { [K in keyof T]?: string };
}
