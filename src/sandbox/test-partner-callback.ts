import type { Hub } from '../hub/hub-dependencies.ts';
import type { WorkspaceCallback } from '../hub/types.generated.ts';
import type { Reply } from '../ocpi/messages/request-and-answer-types.ts';
import { maskUrl } from '../ocpi/words/mask-secrets-in-urls.ts';

/** Milliseconds that the partner's server has for an answer. */
const patience = 5000;

/**
 * Tries the address of a partner before it registers: a GET with an unknown token, under the network limits of every
 * request of the hub.
 */
export async function tryCallback(
  hub: Pick<Hub, 'send' | 'now'>,
  versionsUrl: string,
): Promise<NonNullable<WorkspaceCallback>> {
  const reply = await hub.send({
    method: 'GET',
    url: versionsUrl,
    token: 'none-yet',
    module: 'versions',
    connection: null,
    timeout: patience,
  });
  const tried = new Date(hub.now()).toISOString();
  return { versions_url: maskUrl(versionsUrl), http_status: reply.http, tried, ...callbackVerdict(reply) };
}

/** The verdict on a partner's address by its answer, in words for the partner. */
export function callbackVerdict(
  reply: Pick<Reply, 'outcome' | 'http' | 'data' | 'message' | 'hidden'>,
): Pick<NonNullable<WorkspaceCallback>, 'reachable' | 'ready' | 'words'> {
  const { outcome, http, data, hidden } = reply;
  if (hidden)
    return no(
      'nothing answers there at a public address: the name is unknown, the address is private, or the port is closed',
    );
  if (outcome === 'timeout') return no(`no answer came within ${patience / 1000} s`);
  if (outcome === 'unsendable') return no(`it is not called: ${reply.message}`);
  if (outcome === 'unreachable' && http === null) return no(`it cannot be reached: ${reply.message}`);
  if (http === 401)
    return yes('it answers 401 to a request without its token, as OCPI asks: the hub can call back', true);
  if (Array.isArray(data)) return yes('it lists versions: the hub can call back', true);
  if (http === 404)
    return yes(
      'something answers, but there is nothing at this path: is it the URL of your versions endpoint?',
      false,
    );
  if (http !== null && http >= 300 && http < 400)
    return yes('it redirects: give the address to which it leads', false);
  const seen = http === null ? reply.message : `HTTP ${http}`;
  return yes(`something answers (${seen}), but it neither lists versions nor asks for a token`, false);
}

function no(words: string) {
  return { reachable: false, ready: false, words };
}

function yes(words: string, ready: boolean) {
  return { reachable: true, ready, words };
}
