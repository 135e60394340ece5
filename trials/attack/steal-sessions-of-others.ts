import type { Json } from '../torture/common/partner-record-lines.ts';
import { cdr, location, session, token } from '../torture/partner/sample-objects.ts';
import { until } from '../torture/wait-until.ts';
import type { Stage } from './attack-setup.ts';
import { findingsOf, type Partner } from './attacking-partner.ts';

/**
 * The parties of an attack: a victim, a malicious provider, and a third one that has no agreement with the operator.
 */
export interface Cast {
  victim: Partner;
  evil: Partner;
  outsider: Partner;
  operator: Partner;
  contract: string;
}

/**
 * Tries one attack on the ownership of a Session; gives words for its success, or `undefined` when the hub resisted.
 */
export async function whoseSession(
  stage: Stage,
  attack: (cast: Cast) => Promise<unknown>,
  honest: 'command' | 'token' = 'command',
  reference?: string,
): Promise<string | undefined> {
  const operator = await stage.joins('CPO');
  const victim = await stage.joins('EMSP', [operator]);
  const evil = await stage.joins('EMSP', [operator]);
  const outsider = await stage.joins('EMSP');
  await operator.send('PUT', `/locations/NL/${operator.party}/L1`, location('L1', 1));
  const contract = `NL-${victim.party}-C1`;
  const cast = { victim, evil, outsider, operator, contract };
  const own = tokenOf(contract, `card-${victim.party}`);
  await (honest === 'command' ? start(victim, operator, own) : store(victim, own));
  const at = `/sessions/NL/${operator.party}`;
  await operator.send('PUT', `${at}/S1`, session('S1', contract, 1, 'ACTIVE'));
  // The victim asks for the attacker's next session too; the attack comes last.
  if (honest === 'command') await start(victim, operator, own);
  await attack(cast);
  const next = await operator.send('PUT', `${at}/S2`, {
    ...session('S2', contract, 1, 'ACTIVE'),
    ...(reference === undefined ? {} : { authorization_reference: reference }),
  });
  const bill = await operator.send('POST', '/cdrs', cdr('C1', contract, 1));
  const told = [next, bill].map(({ json }) => json.status_code);
  const missing = () => {
    const sessions = victim.got('sessions').some(({ path }) => path.endsWith('/S2'));
    const cdrs = victim.got('cdrs', 'POST').length > 0;
    return sessions && cdrs
      ? undefined
      : `the victim has ${sessions ? '' : 'no Session '}${cdrs ? '' : 'no CDR'}`;
  };
  const late = await until(missing, 3000).then(
    () => undefined,
    (error: Error) => error.message,
  );
  const stolen = evil.got('sessions').length + evil.got('cdrs').length;
  return stolen > 0
    ? `another provider has got ${stolen} of the victim's objects`
    : late && `${late} (the operator was told ${told.join(' and ')})`;
}

/** Checks that the hub's operator sees a warning about the attack; gives words for a missing one. */
export async function isAlarmed(
  stage: Stage,
  partner: Partner,
  pointer: string,
  words: RegExp,
): Promise<string | undefined> {
  const found = await findingsOf(stage.hub, partner, 'tokens');
  return found.some((one) => one.pointer === pointer && words.test(String(one.message)))
    ? undefined
    : `the operator of the hub is not told: ${JSON.stringify(found).slice(0, 200)}`;
}

/** A Token of a provider, with this contract and uid. */
export function tokenOf(contract: string, uid: string): Json {
  return { ...token(contract, 1), uid };
}

/** Commands an operator to start a session with this Token. */
export function start(by: Partner, at: Partner, given: Json, more: Json = {}): Promise<unknown> {
  const body = {
    response_url: `${by.home}/commands/START_SESSION/1`,
    token: given,
    location_id: 'L1',
    ...more,
  };
  return by.send('POST', '/commands/START_SESSION', body, to(at));
}

/** Stores a provider's Token at the hub. */
export function store(by: Partner, given: Json): Promise<unknown> {
  return by.send('PUT', `/tokens/NL/${by.party}/${String(given.uid)}`, given);
}

/**
 * Makes an operator ask the hub for a Token that no partner has stored; the malicious provider answers at once with
 * this one.
 */
export async function answering(cast: Cast, uid: string, given: Json): Promise<Json> {
  const { operator, evil } = cast;
  evil.answer = ({ path }) =>
    path.includes('/authorize') ? { data: { allowed: 'ALLOWED', token: given } } : undefined;
  const { json } = await operator.send('POST', `/tokens/${uid}/authorize`, { location_id: 'L1' });
  evil.answer = () => undefined;
  return json;
}

function to({ party }: Partner): Record<string, string> {
  return { 'ocpi-to-country-code': 'NL', 'ocpi-to-party-id': party };
}
