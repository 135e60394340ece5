import type {
  Method,
  ModuleId,
  ModuleRow,
  ObjectModuleId,
} from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { below, endpointOf, withQuery } from '../../src/ocpi/editions/endpoint-urls.ts';
import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import type { Reply } from '../../src/ocpi/messages/request-and-answer-types.ts';
import { type Party, partyId } from '../../src/ocpi/words/party-id.ts';
import { partner } from './partners-and-their-tokens.ts';
import type { Platform } from './simulated-platform.ts';
import type { Connection } from './state-saved-for-restart.ts';

/** Milliseconds that a partner has for its answer to a request of the simulator. */
const timeout = 10_000;

/** A request of the simulator to a functional module; `to` names a receiver other than the hub. */
export interface Request {
  method: Method;
  module: ModuleId;
  url: string;
  body?: unknown;
  to?: Party;
  correlationId?: string;
}

/**
 * Sends a functional request with the partner's newest token and From = own party, and To only if it is given or a hub
 * party is configured; since 2.2 pushes and reads are addressed to the partner, and only a question without addressee is
 * for the hub to route. Nothing is sent to a partner whose registration has ended (CRED-31).
 */
export function call(platform: Platform, { id }: Connection, request: Request): Promise<Reply> {
  // While a request waited for its turn, the partner may have renewed its token or ended the registration.
  const connection = partner(platform, id);
  if (!connection) return Promise.resolve(ended);
  return platform.send({
    method: request.method,
    module: request.module,
    url: request.url,
    token: connection.tokenToThem ?? '',
    connection: id,
    body: request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body)),
    from: platform.party,
    to: request.to ?? platform.hubParty ?? addressedTo(platform, connection, request),
    correlationId: request.correlationId,
    timeout,
  });
}

/** The outcome of a request to a partner that is none any more. */
const ended: Reply = {
  outcome: 'unsendable',
  success: false,
  http: null,
  code: null,
  message: 'the registration has ended',
  data: undefined,
  headers: {},
};

/**
 * Pushes an own object, or the part of it that `path` names, to a partner that offers the module. When the partner does
 * not know the object of a PATCH, a PUT of the whole object follows (TRANS-48). `undefined` when there is no endpoint.
 */
export async function push(
  platform: Platform,
  connection: Connection,
  module: ObjectModuleId,
  given: {
    method: 'PUT' | 'PATCH' | 'DELETE';
    path: string[];
    query?: Record<string, string>;
    body?: Json;
    whole?: () => Json | undefined;
  },
): Promise<Reply | undefined> {
  const endpoint = endpointOf(connection.endpoints, module);
  if (!endpoint) return undefined;
  const { country_code, party_id } = partyId(platform.party);
  const [id = '', ...deeper] = given.path;
  const urlOf = (...parts: string[]) =>
    withQuery(below(endpoint, country_code, party_id, id, ...parts), given.query ?? {});
  return inOrder(`${connection.id} ${module} ${id}`, async () => {
    const { method, body } = given;
    const reply = await call(platform, connection, { method, module, url: urlOf(...deeper), body });
    const whole = method === 'PATCH' && isUnknown(platform, reply) ? given.whole?.() : undefined;
    const second =
      whole && (await call(platform, connection, { method: 'PUT', module, url: urlOf(), body: whole }));
    return report(platform, `${method} ${module} ${given.path.join('/')}`, second ?? reply);
  });
}

/** Whether a partner does not know the object of a PATCH; since 2.2 it says so without an HTTP error. */
function isUnknown({ edition }: Platform, { http, code }: Reply): boolean {
  return http === 404 || (edition.version !== '2.1.1' && http === 200 && (code === 2001 || code === 2003));
}

/** Posts a CDR; the URL at which the partner stores it is only logged (CDR-12). */
export async function postCdr(platform: Platform, connection: Connection, cdr: Json): Promise<void> {
  const url = endpointOf(connection.endpoints, 'cdrs');
  if (!url) return;
  const reply = await call(platform, connection, { method: 'POST', module: 'cdrs', url, body: cdr });
  report(platform, `POST cdrs ${String(cdr.id)}`, reply);
}

/** The partner's own party, as addressee, where the version of OCPI asks for it. */
function addressedTo({ edition }: Platform, { party }: Connection, { module }: Request): Party | undefined {
  const isQuestion = (edition.rows[module] as ModuleRow | undefined)?.object === undefined;
  return edition.version === '2.1.1' || isQuestion ? undefined : (party ?? undefined);
}

/** Runs a task for every entry of a list, a few at a time. */
export async function fewAtATime<T>(
  entries: Iterable<T>,
  task: (entry: T) => Promise<unknown>,
): Promise<void> {
  const left = given(entries);
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let next = left(); next; next = left()) await task(next.entry);
    }),
  );
}

/** A function that gives the next entry of a list at each call, whoever calls. */
function given<T>(entries: Iterable<T>): () => { entry: T } | undefined {
  const iterator = entries[Symbol.iterator]();
  return () => {
    const { done, value } = iterator.next();
    return done ? undefined : { entry: value };
  };
}

/** Number of objects of which a simulator's pushes are under way. */
export function pushesUnderWay(): number {
  return tails.size;
}

/** Logs a failed message, which is not repeated (TRANS-60). */
export function report(platform: Platform, what: string, reply: Reply): Reply {
  if (!reply.success && !platform.over.aborted)
    platform.log.warn({ event: 'refused', what, http: reply.http, code: reply.code }, reply.message);
  return reply;
}

const tails = new Map<string, Promise<unknown>>();

/** Runs tasks with the same key one after another, so that a partner sees an object's changes in their order. */
async function inOrder<T>(key: string, task: () => Promise<T>): Promise<T> {
  const turn = (tails.get(key) ?? Promise.resolve()).then(task, task);
  tails.set(key, turn);
  try {
    return await turn;
  } finally {
    if (tails.get(key) === turn) tails.delete(key);
  }
}
