import type { Reply } from '../ocpi/client.ts';
import { formatDateTime } from '../ocpi/dates.ts';
import { isTooDeep } from '../ocpi/depth.ts';
import { OcpiError } from '../ocpi/errors.ts';
import { inWords } from '../ocpi/in-words.ts';
import type { Repair } from '../ocpi/mend.ts';
import { type ObjectModuleId, objectModules, objectRow } from '../ocpi/modules.ts';
import type { Json } from '../ocpi/parts.ts';
import { type Party, parseParty } from '../ocpi/party.ts';
import { endpointOf, withQuery } from '../ocpi/versions.ts';
import { wholePush } from './copies.ts';
import { crawl } from './crawl.ts';
import type { Hub } from './hub.ts';
import { judgePage } from './judge-page.ts';
import { storeKey } from './keep.ts';
import { mendPage } from './mend-page.ts';
import type { Connection } from './ports.ts';
import { learn, profileOf } from './profile.ts';
import { receive } from './receive.ts';
import type { ModuleSync } from './sync-report.ts';

/** Rejected objects kept by name in a report. */
const mostRejections = 100;

/** Objects of a page that are checked and stored side by side. */
const width = 128;

/** Sessions cannot be listed without `date_from`: a full sync starts at the beginning (SYNC-03). */
const beginning = '1970-01-01T00:00:00Z';

/** Notes of when a module was last pulled have no end. */
const forEver = 8.64e15;

/** The modules the hub pulls from a partner: what it owns and offers (SYNC-01). */
export function pulledFrom({ role, endpoints }: Connection): ObjectModuleId[] {
  return objectModules.filter((module) => objectRow(module).owner === role && endpointOf(endpoints, module));
}

/**
 * Pulls one module of a partner, party by party, each object through the same door as a push (SYNC-02 to SYNC-13).
 * `begun` is the hub's position when the sync was asked for; `progress` is the report, filled while it runs. A failure is told in it, and does not move the window (SYNC-05). After `until`, in milliseconds since 1970, no page is asked for.
 */
export async function pullModule(
  hub: Hub,
  connection: Connection,
  full: boolean,
  begun: number,
  progress: ModuleSync,
  until: number,
): Promise<void> {
  const { module } = progress;
  const key = `${connection.id} ${module}`;
  const last = full ? undefined : await hub.store.notes.get<{ date_to: string }>('sync', key);
  progress.date_from =
    last?.date_to ?? (objectRow(module).sender.required?.includes('date_from') ? beginning : null);
  for (const party of connection.parties) {
    const seen = new Set<string>();
    const { complete, error } = await pullParty(hub, connection, party, progress, seen, until);
    if (error) progress.error = connection.parties.length > 1 ? `${party}: ${error}` : error;
    if (full && complete) await retire(hub, party, progress, seen, begun);
  }
  if (!progress.error) await hub.store.notes.put('sync', key, { date_to: progress.date_to }, forEver);
}

/** An empty report. */
export function newModuleSync(module: ObjectModuleId, now: number): ModuleSync {
  return {
    module,
    date_from: null,
    date_to: formatDateTime(now),
    pages: 0,
    received: 0,
    stored: 0,
    unchanged: 0,
    rejected: 0,
    removed: 0,
    error: null,
    rejections: [],
  };
}

async function pullParty(
  hub: Hub,
  connection: Connection,
  party: Party,
  progress: ModuleSync,
  seen: Set<string>,
  until: number,
) {
  const { page_size: size } = profileOf(connection);
  const window = {
    ...(progress.date_from ? { date_from: progress.date_from } : {}),
    date_to: progress.date_to,
    offset: '0',
    limit: String(Math.min(connection.options.page_limit, size ?? Number.MAX_SAFE_INTEGER)),
  };
  const url = new URL(withQuery(endpointOf(connection.endpoints, progress.module) ?? '', window));
  const repaired = new Set<Repair>();
  /** Objects of the page at hand that are valid as they came. */
  let valid = new Set<unknown>();
  const first = {
    method: 'GET' as const,
    url: url.href,
    token: connection.tokenToThem ?? '',
    module: progress.module,
    connection: connection.id,
    to: party,
    from: hub.party,
    timeout: hub.pullTimeout,
    judge: (reply: Reply) => {
      // Findings speak of what was sent, not of what was made of it.
      const findings = judgePage(progress.module, url.origin, reply);
      if (connection.options.strict) return { findings };
      const { data, used, findings: mended, ...page } = mendPage(progress.module, reply);
      valid = page.valid;
      for (const repair of used) repaired.add(repair);
      const told = new Set(mended.map(({ pointer }) => pointer));
      return { data, findings: [...findings.filter(({ pointer }) => !told.has(pointer)), ...mended] };
    },
  };
  const take = async (objects: unknown[]) => {
    progress.pages += 1;
    progress.received += objects.length;
    for (let at = 0; at < objects.length; at += width) {
      await Promise.all(
        objects
          .slice(at, at + width)
          .map((object) => pullObject(hub, connection, party, progress, seen, object, valid.has(object))),
      );
    }
  };
  const over = () =>
    hub.now() < until ? undefined : `not finished within the ${hub.syncTimeout} ms that a sync may take`;
  const crawled = await crawl(hub.send, first, take, over);
  if (crawled.complete && crawled.limit < Number(url.searchParams.get('limit')))
    await learn(hub.store.registry, connection.id, { page_size: crawled.limit });
  // What it lists like that it will push like that.
  if (repaired.size > 0) await learn(hub.store.registry, connection.id, { repairs: [...repaired] });
  return crawled;
}

async function pullObject(
  hub: Hub,
  connection: Connection,
  party: Party,
  progress: ModuleSync,
  seen: Set<string>,
  object: unknown,
  valid: boolean,
): Promise<void> {
  const { module } = progress;
  const row = objectRow(module);
  const body = (typeof object === 'object' && object !== null ? object : {}) as Json;
  const id = inWords(body[row.key.at(-1) ?? 'id']);
  try {
    if (isTooDeep(object)) throw new OcpiError('invalid', 'is nested too deeply');
    const owner = ownerOf(connection, party, row.marksOwner ? body : {});
    seen.add(`${owner} ${storeKey(module, owner, id, body).id}`);
    const method = row.receiver.list.includes('POST') ? 'POST' : 'PUT';
    const { changed } = await receive(hub, {
      module,
      method,
      owner,
      id,
      path: [],
      body: object,
      pulled: true,
      valid,
      strict: connection.options.strict,
      findings: [],
    });
    if (changed.outcome === 'unchanged' || !changed.after) progress.unchanged += 1;
    else {
      progress.stored += 1;
      void hub.deliver.offer(wholePush(changed.after), changed.before?.changed);
    }
  } catch (error) {
    if (!(error instanceof OcpiError)) throw error;
    progress.rejected += 1;
    const findings = error.findings.length > 0 ? error.findings : [{ pointer: '', message: error.message }];
    if (progress.rejections.length < mostRejections) progress.rejections.push({ id, findings });
  }
}

/** The party an object is filed under: the one it names if that is the platform's, else the one that was asked (SYNC-13). */
function ownerOf(connection: Connection, asked: Party, { country_code, party_id }: Json): Party {
  if (country_code === undefined && party_id === undefined) return asked;
  const named = parseParty(`${inWords(country_code)}*${inWords(party_id)}`);
  if (named && connection.parties.includes(named)) return named;
  throw new OcpiError(
    'invalid',
    `names the owner ${inWords(country_code)}*${inWords(party_id)}, which is no party of this connection`,
  );
}

/**
 * After a complete list: Locations and Tariffs that were not on it, and that nobody changed since, are no longer valid
 * (SYNC-10, TAR-14). What is as young as the end of the window could not be on the list.
 */
async function retire(
  hub: Hub,
  owner: Party,
  progress: ModuleSync,
  seen: Set<string>,
  begun: number,
): Promise<void> {
  const { module } = progress;
  if (!objectRow(module).marksOwner) return;
  const until = Date.parse(progress.date_to);
  const gone: string[] = [];
  for (let offset = 0; ; offset += 1000) {
    const { objects } = await hub.store.objects.list({
      module,
      visible: [{ owner }],
      from: 0,
      offset,
      limit: 1000,
    });
    gone.push(
      ...objects
        .filter(({ lastUpdated }) => lastUpdated < until)
        .filter(({ id, changed }) => changed <= begun && !seen.has(`${owner} ${id}`))
        .map(({ id }) => id),
    );
    if (objects.length < 1000) break;
  }
  for (const id of gone) {
    const { before, changed } = await hub.store.objects.change({ module, owner, id }, (old) =>
      old && old.changed <= begun ? { to: 'delete' } : { to: 'keep' },
    );
    if (!before) continue;
    progress.removed += 1;
    if (objectRow(module).receiver.object.includes('DELETE')) {
      const deletion = {
        object: { ...before, changed },
        method: 'DELETE' as const,
        id: before.lookups.id ?? id,
        path: [],
        body: undefined,
      };
      void hub.deliver.offer(deletion, before.changed);
    }
  }
}
