import { enumValueIn, inDialect } from '../../ocpi/client/object-in-partner-dialect.ts';
import type { Alike } from '../../ocpi/conversion/conversion-types.ts';
import { across } from '../../ocpi/conversion/convert-object.ts';
import type { Call } from '../../ocpi/editions/basic-ocpi-types.ts';
import type { Edition } from '../../ocpi/editions/edition-type.ts';
import { below, endpointOf, withQuery } from '../../ocpi/editions/endpoint-urls.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import { invalid, OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import type { Answer, Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { type Owners, ownersOf } from '../binding/token-owners.ts';
import { causedBy, toPartner } from '../build-request-to-partner.ts';
import { contractOf, typeOf } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionOf, partnersOf } from '../market/connection-index.ts';
import { dialectOf, profileOf } from '../market/learnt-partner-profile.ts';
import { alikeNamed } from '../market/object-names-across-versions.ts';
import type { HubRequest } from '../market/sender-and-addressee.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { relay } from '../relay-answer.ts';
import { answerFromStore, answerWithToken, contentOf, isEmpty } from './authorise-from-stored-token.ts';

/** The answer of one provider to a real-time authorisation. */
interface Verdict {
  edition: Edition;
  emsp: Party;
  reply: Reply;
  /** Tells whether the hub lets deviations of this provider from OCPI pass. */
  lenient: boolean;
}

/** Kinds of answers from the best to the worst. */
const ranks = [
  'ALLOWED',
  'NOT_ALLOWED',
  'NO_CREDIT',
  'EXPIRED',
  'BLOCKED',
  'location needed',
  'unknown',
  'failed',
];

/** Part of the deadline, in milliseconds, that is reserved for the answer to the operator (RTA-13). */
const margin = 50;

/**
 * Real-time authorisation: asks the Token's owner, or every provider with an agreement at once when the owner is not
 * known. The first ALLOWED ends it, else the best answer there is at the deadline; no answer is used twice (RTA-01 to
 * RTA-19).
 */
export async function authorize(
  hub: Hub,
  request: HubRequest,
  call: Call,
  cpo: Party,
  to: Party | undefined,
): Promise<Answer> {
  const started = hub.now();
  const uid = request.params.token_uid ?? '';
  const type = request.query.get('type') ?? request.query.get('token_type') ?? 'RFID';
  const findings = editionOf(request).check('TokenType', type);
  if (findings.length > 0) throw invalid(findings.map(({ message }) => ({ pointer: '?type', message })));
  const { connection } = request.caller;
  const owned = await ownersOf(hub, connection, cpo, { uid, type, to });
  const [only] = owned.tokens;
  if (only && owned.tokens.length === 1 && !to && isWhitelisted(only) && owned.shown.includes(only))
    return answerFromStore(hub, request, cpo, only);
  const named = to ? [to] : owned.tokens.map(({ owner }) => owner);
  const state = hub.store.registry.read();
  const askees = oncePerPlatform(state, named.length > 0 ? named : partnersOf(state, 'CPO', cpo, hub.now()));
  const timeout = () => Math.max(1, hub.authorizeTimeout - margin - (hub.now() - started));
  const typeAt = (emsp: Party) => {
    const token = owned.tokens.find(({ owner }) => owner === emsp);
    return token ? typeOf(token) : type;
  };
  const alike = isEmpty(request.body)
    ? []
    : await alikeNamed(hub, cpo, Buffer.from(JSON.stringify(request.body)));
  const ask = (some: Party[]) =>
    some.flatMap((emsp) =>
      question(hub, request, { emsp, cpo, uid, alike, type: typeAt(emsp), timeout: timeout() }),
    );
  const verdicts = await verdictsOf(owned, askees, to !== undefined, ask, call, () => timeout() > 1);
  const best = verdicts.sort((a, b) => rank(a, call) - rank(b, call))[0];
  if (named.length === 1 && !best)
    throw new OcpiError('notConnected', `${named[0]} is not connected at present`);
  if (!best || isEmptyList(best) || (named.length !== 1 && rank(best, call) >= ranks.indexOf('unknown')))
    throw nobodyKnows(uid, type, verdicts, best && rank(best, call));
  const answer = relay(best.reply, best.emsp, { answer: call.answer, edition: best.edition });
  if (!best.reply.success) return answer;
  const place = request.body as Json | undefined;
  const { version: edition } = best.edition;
  const data = across({ edition }, request, 'authorization-info', answer.data, {
    owner: best.emsp,
    asked: place,
    alike,
  });
  const token = owned.shown.find(({ owner }) => owner === best.emsp);
  const others = owned.shown.map((one) => contractOf(one) ?? '');
  const asked = {
    cpo,
    emsp: best.emsp,
    uid,
    type: typeAt(best.emsp),
    edition: request.edition,
    others,
    place,
  };
  return answerWithToken(hub, request, asked, { ...answer, data }, token);
}

/**
 * Asks the providers: where one of them certainly holds the Token's contract, one after the other while they refuse;
 * else all at once. Providers whose Token is hidden from operators are asked when all others have refused (RTA-14).
 */
async function verdictsOf(
  { shown, tokens, certain }: Owners,
  askees: Party[],
  isAddressed: boolean,
  ask: (some: Party[]) => Promise<Verdict>[],
  call: Call,
  hasTime: () => boolean,
): Promise<Verdict[]> {
  const allows = (verdict: Verdict) => rank(verdict, call) === 0;
  if (certain && !isAddressed) {
    const verdicts: Verdict[] = [];
    for (const emsp of askees) {
      verdicts.push(...(await firstAllowedOrAll(ask([emsp]), call)));
      if (verdicts.some(allows) || !hasTime()) break;
    }
    return verdicts;
  }
  const strong = shown.map(({ owner }) => owner);
  if (isAddressed || strong.length === 0 || strong.length === tokens.length)
    return firstAllowedOrAll(ask(askees), call);
  const first = ask(strong);
  const second = ask(askees.filter((emsp) => !strong.includes(emsp)));
  const verdicts = await firstAllowedOrAll(first, call);
  const haveRefused = verdicts.every(({ reply }) => reply.outcome === 'answered');
  return verdicts.some(allows) || !haveRefused
    ? verdicts
    : [...verdicts, ...(await firstAllowedOrAll(second, call))];
}

/**
 * Sends the question to one provider; `undefined` where it cannot be asked. The question names the operator, since a
 * location id means nothing without it (RTA-02, RTA-03).
 */
function question(
  hub: Hub,
  request: HubRequest,
  given: { emsp: Party; cpo: Party; uid: string; alike: Alike[]; type: string; timeout: number },
): Promise<Verdict>[] {
  const { emsp, cpo, uid, alike, type, timeout } = given;
  const { module } = request.route;
  const connection = connectionOf(hub.store.registry.read(), 'EMSP', emsp);
  const endpoint = connection?.status === 'REGISTERED' ? endpointOf(connection.endpoints, module) : undefined;
  if (!connection || !endpoint) return [];
  const lenient = !connection.options.strict;
  const dialect = dialectOf(connection);
  const place = across(request, connection, 'location-references', request.body, { owner: cpo, alike });
  const asked = inDialect(place, { object: 'location-references' }, dialect).value;
  const reply = hub.send(
    toPartner(connection, causedBy(request), {
      method: 'POST',
      url: withQuery(below(endpoint, uid, 'authorize'), { type: enumValueIn(type, 'TokenType', dialect) }),
      body: isEmpty(request.body) ? undefined : Buffer.from(JSON.stringify(asked)),
      module,
      one: true,
      to: emsp,
      from: cpo,
      timeout,
      judge: (given) => ({
        findings: isEmptyList({ reply: given, lenient })
          ? [
              {
                pointer: '/data',
                message: 'an empty list was read as an unknown token',
                requirement: 'TOK-20',
                lenient: true,
              },
            ]
          : [],
      }),
    }),
  );
  return [reply.then((given) => ({ emsp, reply: given, lenient, edition: editionOf(connection) }))];
}

/** The parties to ask: one of a platform that gives the same answer whichever of its parties is asked (SYNC-18). */
function oncePerPlatform(state: RegistryState, parties: Party[]): Party[] {
  const asked = new Set<string>();
  return parties.filter((party) => {
    const connection = connectionOf(state, 'EMSP', party);
    if (!connection || !profileOf(connection).ignores_to) return true;
    const again = asked.has(connection.id);
    asked.add(connection.id);
    return !again;
  });
}

/** The first ALLOWED as soon as there is one, else the answers of all providers (RTA-07, RTA-08). */
function firstAllowedOrAll(asked: Promise<Verdict>[], call: Call): Promise<Verdict[]> {
  return new Promise((done) => {
    for (const one of asked) void one.then((verdict) => rank(verdict, call) === 0 && done([verdict]));
    void Promise.all(asked).then(done);
  });
}

function rank(verdict: Verdict, call: Call): number {
  const { outcome, success, code, http, data } = verdict.reply;
  const valid = success && call.answer && verdict.edition.check(call.answer, data).length === 0;
  if (valid) return ranks.indexOf(asText(allowedOf(verdict)));
  if (isEmptyList(verdict)) return ranks.indexOf('unknown');
  if (outcome === 'answered' && code === 2002) return ranks.indexOf('location needed');
  if (outcome === 'answered' && (code === 2004 || http === 404)) return ranks.indexOf('unknown');
  return ranks.indexOf('failed');
}

/** Tells whether a provider answers about an unknown Token with an empty list, as some do. */
function isEmptyList({ reply, lenient }: Pick<Verdict, 'reply' | 'lenient'>): boolean {
  return lenient && reply.success && Array.isArray(reply.data) && reply.data.length === 0;
}

function allowedOf({ reply }: Verdict): unknown {
  return reply.success ? (reply.data as { allowed?: unknown } | null)?.allowed : undefined;
}

/**
 * The error where no provider gave a verdict: unknown token if one said so or none could be asked (RTA-10), else
 * timeout or unreachable (RTA-11).
 */
function nobodyKnows(uid: string, type: string, verdicts: Verdict[], best: number | undefined): OcpiError {
  if (best !== ranks.indexOf('failed'))
    return new OcpiError('unknownToken', `no agreed provider knows a token ${uid} of type ${type}`);
  const late = verdicts.some(({ reply }) => reply.outcome === 'timeout');
  return late
    ? new OcpiError('timeout', 'no provider answered in time')
    : new OcpiError('notConnected', 'no provider could be asked');
}

/** Tells whether a Token is on whitelist ALWAYS, so that no provider is asked (RTA-18). */
function isWhitelisted(token: StoredObject): boolean {
  return contentOf(token).whitelist === 'ALWAYS';
}
