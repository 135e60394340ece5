import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { OcpiError } from '../../src/ocpi/messages/ocpi-errors.ts';
import type { Answer } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { LocationReferences, Token } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { AskedFault } from '../faults/all-fault-kinds.ts';
import { isFaulty } from '../platform/is-fault-in-force.ts';
import { idsOf } from '../platform/new-object-ids.ts';
import { firstOf, mostPushed, stockedAt } from '../platform/object-store.ts';
import { computedStore } from '../platform/objects-by-formula.ts';
import { pull } from '../platform/pull-partner-list.ts';
import { fewAtATime, push } from '../platform/push-to-partners.ts';
import { wait } from '../platform/simulated-clock.ts';
import type { Behaviour, Platform, PlatformRequest } from '../platform/simulated-platform.ts';
import type { Connection } from '../platform/state-saved-for-restart.ts';
import { authorizationFor } from './answer-authorisation.ts';
import { wordings } from './field-names-by-version.ts';
import { ownToken } from './find-own-token.ts';
import { providerControl } from './provider-control-routes.ts';
import type { Provider } from './provider-state.ts';
import { readAgainAndAgain } from './read-lists-regularly.ts';
import { receiveProfile, receiveResult } from './receive-command-result.ts';
import { indexOfToken, tableSize, tokenAt, verdictOf } from './sample-tokens.ts';

/** Options of a simulated provider. */
export interface EmspOptions {
  /** Number of the simulated provider's Tokens; those of the table unless given. */
  tokens?: number;
  /** A mark before the uids of the provider's Tokens, so that no other simulated provider has the same uids. */
  mark?: string;
  /** Whether the provider serves only, and pushes and pulls nothing by itself. */
  idle: boolean;
}

/** Makes a platform a provider: with Tokens of all kinds, authorisation answers and commands. */
export function emsp(platform: Platform, options: EmspOptions): Behaviour {
  const provider: Provider = {
    platform,
    wording: wordings[platform.edition.version],
    commands: new Map(),
    profiles: new Map(),
    references: new Map(),
    nextId: idsOf(platform.clock.now()),
  };
  const updated = stockedAt(platform.clock.now());
  const { party, own, edition } = platform;
  own.tokens = computedStore({
    count: options.tokens ?? tableSize,
    at: (index) => ({
      owner: party,
      object: edition.withOwnFields(
        'token',
        provider.wording.token(party, tokenAt(index, party, platform.name, updated, options.mark)),
      ),
    }),
    indexOf(key) {
      const [, type = '', uid = ''] = key.split('|');
      const index = indexOfToken(uid, type, options.mark);
      return index !== undefined && index < own.tokens.size ? index : undefined;
    },
  });
  return {
    async registered(connection) {
      if (options.idle) return;
      if (own.tokens.size <= mostPushed) await publish(provider, connection);
      if (platform.pullOnly) return readAgainAndAgain(platform, connection);
      for (const module of ['tariffs', 'locations'] as const) await pull(platform, connection, module);
    },
    async answerCall(request) {
      return request.route.module === 'tokens'
        ? authorize(provider, request)
        : receiveProfile(provider, request);
    },
    async answerResult(request) {
      return receiveResult(provider, request);
    },
    control: providerControl(provider),
    state: () => ({
      commands: provider.commands.size,
      charging_profiles: Object.fromEntries(provider.profiles),
      tokens: firstOf(platform.own.tokens, 1000).map(({ object }) => ({
        uid: object.uid,
        type: object.type,
        whitelist: object.whitelist,
        valid: object.valid,
        verdict: verdictOf(String(object.uid)),
      })),
    }),
    stop: async () => undefined,
  };
}

async function publish({ platform, wording }: Provider, connection: Connection): Promise<void> {
  const { tokens } = platform.own;
  await fewAtATime(tokens.values(), ({ object }) =>
    push(platform, connection, 'tokens', {
      method: 'PUT',
      path: [String(object.uid)],
      query: wording.query(object),
      body: object,
    }),
  );
  platform.log.info({ event: 'published', tokens: tokens.size });
}

/** Answers a real-time authorisation; a Token without a type is an RFID card (TOK-14, TOK-15, TOK-20). */
async function authorize(
  { platform, references, wording }: Provider,
  request: PlatformRequest,
): Promise<Answer> {
  const { params, query, body } = request;
  const uid = params.token_uid ?? '';
  const type = query.get('type') ?? query.get('token_type') ?? 'RFID';
  const faulty = (kind: AskedFault) => isFaulty(platform, request, kind);
  const place = body as LocationReferences | undefined;
  const token = faulty('ignores_token_type')
    ? ownToken(platform, uid)?.object
    : ownToken(platform, uid, type)?.object;
  if (!token && faulty('allows_unknown')) return { data: { allowed: 'ALLOWED' } };
  if (!token) throw new OcpiError('unknownToken', `unknown Token ${uid} of type ${type}`);
  const answer = (info: Json) => ({ data: wording.authorization(info, token) });
  if (faulty('always_allows')) return answer({ allowed: 'ALLOWED', ...(place ? { location: place } : {}) });
  if (verdictOf(uid) === 'SLOW') await wait(platform.clock, slow, platform.over);
  const info = authorizationFor(token as unknown as Token, place);
  if (faulty('verdict_elsewhere'))
    return answer({ allowed: 'ALLOWED', location: { location_id: 'ELSEWHERE' } });
  if (info !== 'location missing' && info.allowed !== 'ALLOWED' && faulty('verdict_as_error'))
    throw new OcpiError('refused', `the Token ${uid} is ${info.allowed}`);
  if (info === 'location missing')
    throw new OcpiError('notEnough', `/location_id: the Token ${uid} can only be judged at a location`);
  const reference = info.allowed === 'ALLOWED' ? references.get(uid) : undefined;
  return answer({ ...info, ...(reference ? { authorization_reference: reference } : {}) });
}

/** Milliseconds until the answer about TOKEN-SLOW-8S. */
const slow = 8000;
