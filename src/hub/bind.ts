import { parseDateTime } from '../ocpi/dates.ts';
import { OcpiError } from '../ocpi/errors.ts';
import { inWords } from '../ocpi/in-words.ts';
import type { Json } from '../ocpi/parts.ts';
import type { Party } from '../ocpi/party.ts';
import { agreed, endedAfter, wasAgreed } from './directory.ts';
import { byReference, byToken } from './drivers.ts';
import type { Hub } from './hub.ts';

/** What inference found: one provider, none, or several that cannot be told apart. `owners` have tokens like it, agreed or not. */
export type Binding = ({ is: 'one'; emsp: Party } | { is: 'none' } | { is: 'several' }) & { owners: Party[] };

/**
 * The provider a Session or CDR of `cpo` belongs to: the one its reference names (ROUTE-41), the one this operator was
 * last told of for its token (ROUTE-42), else the owner of all tokens with its `auth_id` (ROUTE-43) or, where there is
 * none, of the token whose uid it is (ROUTE-44); and that one must be agreed. Where anybody else claims the same
 * contract nobody sees the object. The letters of a contract id prove nothing (ROUTE-45).
 */
export async function inferProvider(hub: Hub, cpo: Party, object: Json): Promise<Binding> {
  const one = (emsp: Party): Binding => ({ is: 'one', emsp, owners: [emsp] });
  const named = await byReference(hub, cpo, object);
  if (named && (await mayReceive(hub, cpo, named, object))) return one(named);
  const learnt = await byToken(hub, cpo, object);
  if (learnt && (await mayReceive(hub, cpo, learnt, object))) {
    const claimants = await claimantsOf(hub, object);
    // Whoever names another's contract, in a command, an answer or a Token, gets nothing by it.
    const disputed = claimants.length > 0 && !claimants.includes(learnt);
    return disputed ? { is: 'several', owners: [learnt, ...claimants] } : one(learnt);
  }
  const seen: Party[] = [];
  let ambiguous = false;
  for (const field of ['auth_id', 'uid']) {
    const tokens = await hub.store.objects.find('tokens', field, inWords(object.auth_id));
    const owners = [...new Set(tokens.map((token) => token.owner))];
    seen.push(...owners);
    const [emsp, second] = owners;
    ambiguous ||= second !== undefined;
    if (emsp && !second && (await mayReceive(hub, cpo, emsp, object))) return { is: 'one', emsp, owners };
  }
  return { is: ambiguous ? 'several' : 'none', owners: seen };
}

/** The refusal of a Session or CDR whose provider is not known (ROUTE-23, ROUTE-24). */
export function unbound(binding: Binding, authId: unknown): OcpiError {
  if (binding.is === 'several') {
    return new OcpiError(
      'notEnough',
      `auth_id ${JSON.stringify(authId)} is used by several providers: name the right one with the headers OCPI-to-country-code and OCPI-to-party-id`,
    );
  }
  return new OcpiError(
    'unknownReceiver',
    `no agreed provider is known for auth_id ${JSON.stringify(authId)}`,
  );
}

/** The providers with Tokens of the object's contract, or with the uid that stands for one. */
async function claimantsOf(hub: Hub, object: Json): Promise<Party[]> {
  for (const field of ['auth_id', 'uid']) {
    const tokens = await hub.store.objects.find('tokens', field, inWords(object.auth_id));
    if (tokens.length > 0) return [...new Set(tokens.map(({ owner }) => owner))];
  }
  return [];
}

/** Whether a provider may have an object: agreed now, or when the session began (HUB-15). */
async function mayReceive(hub: Hub, cpo: Party, emsp: Party, object: Json): Promise<boolean> {
  const state = hub.store.registry.read();
  if (agreed(state, cpo, emsp, hub.now())) return true;
  const start = startOf(object);
  if (start === undefined || !endedAfter(state, cpo, emsp, start)) return false;
  return (
    wasAgreed(state, cpo, emsp, start) ||
    (object.start_date_time !== undefined && (await hasSession(hub, cpo, emsp, object, start)))
  );
}

/** Whether a CDR is of a Session the provider has: the same contract, begun while the Session ran (2.1.1 has no other link). */
async function hasSession(hub: Hub, cpo: Party, emsp: Party, cdr: Json, start: number): Promise<boolean> {
  const sessions = await hub.store.objects.find('sessions', 'auth_id', inWords(cdr.auth_id));
  return sessions.some(({ owner, recipient, bytes }) => {
    if (owner !== cpo || recipient !== emsp) return false;
    const session = JSON.parse(bytes.toString()) as Json;
    const end = parseDateTime(String(session.end_datetime)) ?? Number.POSITIVE_INFINITY;
    return (startOf(session) ?? Number.POSITIVE_INFINITY) <= start && start <= end;
  });
}

function startOf(object: Json): number | undefined {
  return parseDateTime(inWords(object.start_datetime ?? object.start_date_time));
}
