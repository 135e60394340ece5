import type { DriverModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Facts } from '../../ocpi/editions/facts-of-object.ts';
import { driverRow, isDrivers } from '../../ocpi/editions/modules.ts';
import { factsIn } from '../../ocpi/editions/supported-versions.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { holdingsIn, type Known, knownOf } from '../binding/contract-holders.ts';
import { covers } from '../binding/contract-to-provider-rules.ts';
import type { EvidenceName } from '../binding/decide-provider.ts';
import type { Claim } from '../binding/match-claim-to-visit.ts';
import { claimsOf } from '../binding/provider-claims.ts';
import { heldNote } from '../binding/withheld-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { providerOf } from '../market/connection-index.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { ObjectName, Reason } from './delivery-reason.ts';
import { titleOf } from './reasons-from-last-write.ts';

/**
 * Kinds of evidence that a Session or CDR is a provider's, from the strongest to the weakest (ROUTE-40 to ROUTE-45, ROUTE-54);
 * kinds in one row rank alike. Explanations tell the rank by this table; `binding/decide-provider.ts` decides by its own.
 */
const order: EvidenceName[][] = [
  ['operator'],
  ['session', 'cdr'],
  ['to_headers'],
  ['command', 'authorisation'],
  ['reference'],
  ['settled'],
  ['own_head'],
  ['history'],
  ['token'],
  ['own_word'],
  ['invalid_token'],
];

/**
 * The order for drivers on the operator's whitelist, about whom no provider was asked: certain knowledge of the
 * contract comes before claims.
 */
const orderOnWhitelist = [
  ...order.slice(0, 3),
  ...order.filter(([one]) => one === 'settled' || one === 'own_head'),
  ...order.slice(3).filter(([one]) => one !== 'settled' && one !== 'own_head'),
];

/** A piece of evidence as a text, with the time since which it holds, and the request that made it. */
type EvidenceText = Omit<Reason, 'code'>;

/** The reasons why a withheld Session or CDR has no provider (ROUTE-56). */
export async function heldReasons(
  hub: Hub,
  object: ObjectName,
  stored: StoredObject | undefined,
): Promise<Reason[]> {
  if (!isDrivers(object.module) || !stored || stored.recipient !== null) return [];
  const held = await heldNote(hub, stored);
  if (!held)
    return [
      { code: 'held', text: "it is nobody's: the operator of the hub has said so, or nobody was known" },
    ];
  const { since, among, contract, id } = held;
  const whose =
    among.length > 0
      ? `could be ${among.join("'s or ")}'s, and nothing tells which`
      : `names the contract ${contract}, for which no agreed provider is known`;
  const text = `it is held since ${since} and shown to nobody: it ${whose}; "ocpi-hub held settle ${id} --to PARTY" gives it away`;
  return [{ code: 'held', text, since }];
}

/** Explains the evidence for the provider of a Session or CDR: its rank, its start, and the request that made it. */
export async function evidenceReasons(
  hub: Hub,
  object: ObjectName,
  stored: StoredObject | undefined,
): Promise<Reason[]> {
  if (!isDrivers(object.module) || !stored?.recipient) return [];
  const evidence = await describe(hub, stored, stored.recipient);
  return [{ code: 'evidence', ...evidence, text: `it is ${stored.recipient}'s ${evidence.text}` }];
}

async function describe(hub: Hub, stored: StoredObject, party: Party): Promise<EvidenceText> {
  const by = stored.lookups.evidence as EvidenceName | undefined;
  if (!by) return { text: 'by what an earlier release of the hub found out' };
  const facts = factsIn(stored);
  const ranks = facts.method === 'WHITELIST' ? orderOnWhitelist : order;
  const rank = ranks.findIndex((row) => row.includes(by)) + 1;
  const { text, ...more } = await describeKind(hub, stored, facts, party, by);
  const since = more.since ? `, since ${more.since}` : '';
  const request = more.request_id ? ` (request ${more.request_id})` : '';
  return { text: `${text}${since}${request}; evidence of rank ${rank} of ${ranks.length}`, ...more };
}

async function describeKind(
  hub: Hub,
  stored: StoredObject,
  facts: Facts,
  party: Party,
  by: EvidenceName,
): Promise<EvidenceText> {
  const { contract, begin } = facts;
  if (by === 'operator') return { text: 'by the word of the operator of the hub on this very object' };
  if (by === 'to_headers') return { text: 'by the To headers of its operator' };
  if (by === 'session' || by === 'cdr') return describeCounterpart(hub, stored);
  if (by === 'command' || by === 'authorisation' || by === 'reference')
    return describeClaim(hub, stored, facts, party, by);
  return describeHolding(hub, await knownOf(hub, contract), party, by, begin ?? hub.now());
}

/** Evidence from the counterpart (the Session of the CDR or the reverse), with the counterpart's own evidence. */
async function describeCounterpart(hub: Hub, stored: StoredObject): Promise<EvidenceText> {
  const module = driverRow(stored.module as DriverModuleId).counterpart;
  const key = stored.lookups.counterpart ?? '';
  const id = key.slice(key.indexOf(' ') + 1);
  const other = id === '' ? undefined : await hub.store.objects.get({ module, owner: stored.owner, id });
  const text = `as ${titleOf({ module, owner: stored.owner, id: other?.lookups.id ?? id })} of the same visit is`;
  if (!other?.recipient || other.lookups.counterpart) return { text };
  const own = await describe(hub, other, other.recipient);
  return { ...own, text: `${text}, which is ${other.recipient}'s ${own.text}` };
}

/** Explains evidence from a question about this very session, or from the authorization reference. */
async function describeClaim(
  hub: Hub,
  stored: StoredObject,
  facts: Facts,
  party: Party,
  by: 'command' | 'authorisation' | 'reference',
): Promise<EvidenceText> {
  const { contract, reference } = facts;
  const { about, referring } = await claimsOf(hub, contract, reference);
  const state = hub.store.registry.read();
  const isTheirs = ({ emsp }: Claim) => providerOf(state, emsp) === providerOf(state, party);
  const found =
    about.find(({ id }) => id === stored.lookups.claim) ??
    referring.filter(isTheirs).sort((a, b) => a.at - b.at)[0];
  const what = { command: 'a command', authorisation: 'an authorisation', reference: 'its reference' }[by];
  if (!found) return { text: `by ${what}, which is no longer kept` };
  const words = {
    command: `by ${found.emsp}'s ${found.by}${found.state === 'unanswered' ? ', which was not answered' : ''}`,
    authorisation: `by ${found.emsp}'s ALLOWED`,
    reference: `by the reference ${reference} that ${found.emsp} gave first`,
  }[by];
  const since = new Date(found.at).toISOString();
  return { text: words, since, ...(found.request ? { request_id: found.request } : {}) };
}

const grounds: Record<string, string> = {
  settled: 'by the word of the operator of the hub on the contract',
  own_head: 'by a valid Token of a contract that begins with its own party',
  history: 'by earlier Sessions or CDRs of the contract that were its own',
  token: 'by a valid Token of the contract',
  own_word: 'by earlier Sessions or CDRs of the contract that it had asked for itself',
  invalid_token: 'by a Token of the contract that is not valid',
};

/** Explains evidence that a provider holds the contract. */
function describeHolding(hub: Hub, known: Known, party: Party, by: EvidenceName, at: number): EvidenceText {
  const state = hub.store.registry.read();
  const text = grounds[by] ?? `by ${by}`;
  if (by === 'settled') {
    const rule = known.settlements.findLast((one) => covers(one, known.authId));
    return { text, ...(rule ? { since: rule.created } : {}) };
  }
  const mine = holdingsIn(state, known, at).find(
    ({ provider, ground }) => provider === providerOf(state, party) && ground === by,
  );
  const isKnown = mine && mine.since > 0 && mine.since < Number.POSITIVE_INFINITY;
  return {
    text: mine ? text : `${text}, which is no longer stored`,
    ...(isKnown ? { since: new Date(mine.since).toISOString() } : {}),
  };
}
