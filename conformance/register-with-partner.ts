import { secretsOf } from '../src/ocpi/words/mask-secrets-in-urls.ts';
import { Unmet } from './check-and-verdict-types.ts';
import { dataOf, type Exchange, inShort, type Json, succeeded } from './http-exchange.ts';
import type { AnswerModule, Manner, Reply } from './suite-endpoint.ts';
import { type Endpoint, endpointOf, newToken, send, type Trial } from './suite-run-state.ts';
import { eventually } from './wait-for-fact.ts';

/** GETs the partner's versions and version details with the present token, once a run; steps judge their content. */
export async function discover(trial: Trial): Promise<Endpoint[]> {
  if (trial.endpoints) return trial.endpoints;
  const versions = await send(trial, 'GET', trial.versionsUrl);
  const listed = succeeded(versions) ? dataOf(versions) : undefined;
  const entries = Array.isArray(listed) ? listed : ((listed as Json | undefined)?.versions ?? []);
  const url = (entries as Json[]).find((entry) => entry?.version === '2.1.1')?.url;
  if (typeof url !== 'string')
    throw new Unmet(`GET ${trial.versionsUrl} shows no version 2.1.1: ${inShort(versions)}`, 'VER-01');
  const details = await send(trial, 'GET', absolute(url, trial.versionsUrl));
  const endpoints = (dataOf(details) as Json | undefined)?.endpoints;
  if (!succeeded(details) || !Array.isArray(endpoints))
    throw new Unmet(`GET ${url} shows no endpoints: ${inShort(details)}`, 'VER-03');
  trial.endpoints = (endpoints as Json[])
    .filter((endpoint) => typeof endpoint?.url === 'string')
    .map(({ identifier, url }) => ({
      identifier: String(identifier),
      url: absolute(String(url), trial.versionsUrl),
    }));
  for (const { url } of trial.endpoints) for (const secret of secretsOf(url)) trial.secrets.add(secret);
  return trial.endpoints;
}

/**
 * Registers the suite with the partner unless it is registered; where the partner is to begin, waits for it. Throws
 * Unmet when that fails.
 */
export async function register(trial: Trial): Promise<void> {
  if (trial.state === 'invited') await (trial.invitedThem ? beRegistered(trial) : registerOurselves(trial));
  if (trial.state === 'borrowed') await discover(trial);
  if (trial.state === 'left') throw new Unmet('the registration is over: the suite has unregistered');
  if (trial.state === 'unreachable') throw new Unmet(trial.trouble, 'CRED-06');
}

/** Registers the suite with the partner by a POST of valid credentials. */
async function registerOurselves(trial: Trial): Promise<void> {
  await discover(trial);
  trial.registration = await introduce(trial, 'POST', {});
  if (isRegistered(trial)) return;
  const { renewedStranger: renewed } = trial;
  if (renewed) adopt(trial, renewed.theirs, renewed.token);
  else giveUp(trial, `the partner does not register the suite: ${inShort(trial.registration)}`);
}

/** Waits for the partner's POST at the suite's credentials endpoint. */
async function beRegistered(trial: Trial): Promise<void> {
  trial.desk.tokens.add(trial.invitation);
  await eventually(trial.options.wait, () => isRegistered(trial) || trial.interrupted);
  if (!isRegistered(trial)) giveUp(trial, `the partner did not register within ${trial.options.wait} ms`);
}

/** Reads the state again: TypeScript narrows its type before the wait and does not see the change. */
function isRegistered(trial: Trial): boolean {
  return trial.state === 'registered';
}

function giveUp(trial: Trial, trouble: string): void {
  Object.assign(trial, { state: 'unreachable', trouble });
}

/** The credentials that the suite sends: the URL in them, and fields that are wrong on purpose. */
export interface Introduction {
  manner?: Manner;
  /** Fields of the credentials that replace valid ones. */
  fields?: Json;
  without?: string;
}

/** Sends the suite's credentials, and notes afterwards whether the suite is registered, whatever the answer was. */
export async function introduce(
  trial: Trial,
  method: 'POST' | 'PUT',
  { manner = 'plain', fields = {}, without }: Introduction,
): Promise<Exchange> {
  const url = endpointOf(trial, 'credentials');
  if (!url) throw new Unmet('the partner lists no credentials endpoint', 'VER-04');
  const token = newToken();
  trial.secrets.add(token);
  const credentials: Json = { ...credentialsOf(trial, token, manner), ...fields };
  if (without) delete credentials[without];
  trial.desk.tokens.add(token);
  const exchange = await send(trial, method, url, { body: JSON.stringify(credentials) });
  const theirs = dataOf(exchange) as Json | undefined;
  if (!succeeded(exchange) || !(await isTaken(trial, theirs))) trial.desk.tokens.delete(token);
  else if (method === 'PUT' && trial.state === 'invited' && (await isInvited(trial)))
    trial.renewedStranger = { theirs: theirs as Json, token };
  else adopt(trial, theirs as Json, token);
  return exchange;
}

/** Whether TOKEN_A still opens the partner's versions, so that the registration can be tried. */
async function isInvited(trial: Trial): Promise<boolean> {
  return succeeded(await send(trial, 'GET', trial.versionsUrl));
}

/**
 * Tells whether a token that the partner gave opens its versions: a partner that accepts wrong credentials may give a
 * worthless token.
 */
async function isTaken(trial: Trial, theirs: Json | undefined): Promise<boolean> {
  if (typeof theirs?.token !== 'string') return false;
  trial.secrets.add(theirs.token);
  const probe = await send(trial, 'GET', trial.versionsUrl, { token: theirs.token });
  return probe.answer.status !== 401;
}

/** Notes the new tokens of both sides after a registration. */
function adopt(trial: Trial, theirs: Json, tokenToUs: string): void {
  trial.secrets.add(String(theirs.token));
  trial.retired.push(trial.tokenToThem);
  if (trial.tokenToUs) trial.desk.tokens.delete(trial.tokenToUs);
  Object.assign(trial, {
    state: 'registered',
    credentials: theirs,
    tokenToThem: String(theirs.token),
    tokenToUs,
  });
}

/** Ends the registration by a DELETE of the partner's credentials endpoint. */
export async function leave(trial: Trial): Promise<Exchange> {
  const exchange = await send(trial, 'DELETE', endpointOf(trial, 'credentials') ?? '');
  if (succeeded(exchange)) trial.state = 'left';
  return exchange;
}

/** Answers a partner's request at the suite's credentials endpoint: here the suite receives the handshake. */
export async function receiveRegistration(
  trial: Trial,
  { method, body, exchange }: Parameters<AnswerModule>[0],
): Promise<Reply> {
  const caller = /^token (\S+)$/i.exec(exchange.headers.authorization ?? '')?.[1] ?? '';
  if (method === 'GET') return { data: credentialsOf(trial, caller, 'plain') };
  if (method === 'DELETE') {
    trial.desk.tokens.delete(caller);
    trial.state = 'left';
    return {};
  }
  const isFirst = trial.state === 'invited';
  if (method === 'POST' ? !isFirst : method !== 'PUT' || isFirst) return { http: 405, code: 2000 };
  if (typeof body?.token !== 'string' || typeof body.url !== 'string') return { code: 2001 };
  trial.secrets.add(body.token);
  Object.assign(trial, {
    versionsUrl: body.url,
    tokenToThem: body.token,
    endpoints: undefined,
    registration: exchange,
  });
  try {
    await discover(trial);
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    trial.trouble = error.message;
    return { code: 3001 };
  }
  const token = newToken();
  trial.secrets.add(token);
  trial.desk.tokens.add(token);
  trial.desk.tokens.delete(caller);
  Object.assign(trial, { state: 'registered', credentials: body, tokenToUs: token });
  return { data: credentialsOf(trial, token, 'plain') };
}

function credentialsOf({ desk, options }: Trial, token: string, manner: Manner): Json {
  const [country_code, party_id] = options.party.split('*');
  return {
    token,
    url: desk.versionsUrl(manner),
    business_details: { name: 'OCPI conformance suite' },
    country_code,
    party_id,
  };
}

function absolute(url: string, base: string): string {
  return URL.canParse(url) ? url : new URL(url, base).href;
}
