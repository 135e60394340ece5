import type { Json } from '../editions/basic-ocpi-types.ts';
import { partyId } from '../words/party-id.ts';
import type { Rule } from './conversion-rule-types.ts';
import { folded, idAcross } from './ids-that-differ-by-case.ts';

/** Completes a Token of 2.1.1 for readers of 2.2.1: its owner inside. */
export const tokenUp: Rule = (_given, carried, { context }) => ({ ...partyId(context.owner), ...carried });

/**
 * The answer to an operator of 2.2.1 that asks for an authorisation, which contains the Token: the one sent, the one
 * that the hub knows, else one made from the question.
 */
export const authorizationUp: Rule = (given, carried, passage) => {
  const { context, invent } = passage;
  const sent = given.token === undefined ? undefined : passage.convert('token', given.token, '/token');
  const token = (sent as Json | undefined) ?? context.token;
  if (token) return { ...carried, token };
  const { driver, owner, name, now } = context;
  for (const field of ['contract_id', 'issuer', 'valid', 'whitelist', 'last_updated'])
    invent(`/token/${field}`);
  const known = {
    uid: driver?.uid,
    type: driver?.type ?? 'OTHER',
    contract_id: driver?.contract ?? driver?.uid,
  };
  const made = { ...known, issuer: name ?? owner, valid: true, whitelist: 'NEVER', last_updated: now };
  return { ...carried, token: { ...partyId(owner), ...made } };
};

/**
 * The places in an authorisation for an operator of 2.1.1: those Connectors of the question whose EVSE the provider
 * allowed.
 */
export const referencesDown: Rule = (given, carried, { context }) => {
  const { location_id, evse_uids, connector_ids } = context.asked ?? {};
  const named = (ids: unknown) => (Array.isArray(ids) ? ids : []).map(String);
  const location = [String(location_id)];
  const evses = named(evse_uids).map((uid) => [...location, uid]);
  const own = (id: unknown, places: string[][]) =>
    places.find((ids) => folded(idAcross(context.alike, 'location', ids)) === folded(String(id)))?.at(-1) ??
    id;
  return {
    ...carried,
    location_id: own(given.location_id, [location]),
    ...(given.evse_uids === undefined
      ? {}
      : { evse_uids: named(given.evse_uids).map((uid) => own(uid, evses)) }),
    ...(named(connector_ids).length > 0 ? { connector_ids } : {}),
  };
};

/** The answer to a command for a provider of 2.2.1, which requires the seconds within which the result comes. */
export const responseUp: Rule = (given, carried, { context }) => ({
  ...carried,
  timeout: context.deadline ?? 0,
  ...(given.result === 'TIMEOUT'
    ? { message: [{ language: 'en', text: 'The operator did not answer in time' }] }
    : {}),
});

/** The result of a command for a provider of 2.2.1. */
export const resultUp: Rule = (given, carried) =>
  given.result === 'UNKNOWN_SESSION'
    ? { ...carried, message: [{ language: 'en', text: 'The operator does not know the session' }] }
    : carried;

/** Converts the id of a reservation, a number in 2.1.1 and a text in 2.2.1; the hub knows which belong together. */
export const reservation: Rule = (given, carried, { way, context }) => {
  const { reservation = given.reservation_id } = context;
  return { ...carried, reservation_id: way === 'up' ? String(reservation) : Number(reservation) };
};
