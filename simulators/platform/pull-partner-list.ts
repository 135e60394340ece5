import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { endpointOf, withQuery } from '../../src/ocpi/editions/endpoint-urls.ts';
import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { type Party, parseParty } from '../../src/ocpi/words/party-id.ts';
import { put } from './object-store.ts';
import { call } from './push-to-partners.ts';
import type { Platform } from './simulated-platform.ts';
import type { Connection } from './state-saved-for-restart.ts';

/** Reads a partner's list, from the date given on or whole, page by page (TRANS-37); stores the valid objects and counts the others (TRANS-42). */
export async function pull(
  platform: Platform,
  connection: Connection,
  module: ObjectModuleId,
  from?: string,
): Promise<void> {
  const { check, objectRow } = platform.edition;
  const seen = new Set<string>();
  let [kept, invalid] = [0, 0];
  const endpoint = endpointOf(connection.endpoints, module);
  let url = endpoint && from ? withQuery(endpoint, { date_from: from }) : endpoint;
  while (url && !seen.has(url)) {
    seen.add(url);
    const reply = await call(platform, connection, { method: 'GET', module, url });
    if (platform.over.aborted) return;
    if (!reply.success || !Array.isArray(reply.data)) {
      platform.log.warn({ event: 'pull_failed', module, http: reply.http, code: reply.code }, reply.message);
      return;
    }
    for (const object of reply.data as Json[]) {
      if (check(objectRow(module).object, object).length > 0) invalid += 1;
      else {
        store(platform, connection, module, object);
        kept += 1;
      }
    }
    url = nextOf(reply.headers.link, url);
  }
  if (seen.size > 0) platform.log.info({ event: 'pulled', module, objects: kept, invalid });
}

/** The URL of a `Link: <…>; rel="next"` header. */
export function nextOf(link: string | string[] | undefined, base: string): string | undefined {
  const next = [link ?? []]
    .flat()
    .join(', ')
    .match(/<([^<>]*)>\s*;[^,]*\brel="?next"?/i)?.[1];
  return next && URL.canParse(next, base) ? new URL(next, base).href : undefined;
}

/** Stores an object; without a marked owner it counts as the partner's own. */
function store(platform: Platform, connection: Connection, module: ObjectModuleId, given: Json): void {
  const { normalise, objectRow } = platform.edition;
  const object = normalise(objectRow(module).object, given) as Json;
  const marked = markedIn(object) ?? markedIn(object.location as Json | undefined);
  const owner: Party = marked ?? connection.party ?? 'XX*XXX';
  put(platform.received[module], module, { owner, object, connection: connection.id });
}

/** The owner that an object, or the Location in it, names. */
export function markedIn(object: Json | undefined): Party | undefined {
  return parseParty(`${object?.country_code}*${object?.party_id}`);
}
