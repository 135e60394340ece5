import { idsBack } from '../../ocpi/conversion/ids-that-differ-by-case.ts';
import { tellsAll } from '../../ocpi/conversion/withheld-as-not-convertible.ts';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { versionOf } from '../../ocpi/editions/module-tables-by-version.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { type Json, read } from '../../ocpi/editions/write-object-part.ts';
import { unknownObject } from '../../ocpi/messages/ocpi-errors.ts';
import { type PageRequest } from '../../ocpi/messages/paging.ts';
import type { Answer } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Dialect } from '../../ocpi/words/partner-style-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { tokensBy } from '../find-objects.ts';
import type { Hub } from '../hub-dependencies.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import { notePage } from '../market/lists-read-by-partners.ts';
import { objectNamed } from '../market/object-names-across-versions.ts';
import { visibleTo } from '../market/object-visibility.ts';
import { arePricesUntold, toldOf } from '../market/tax-and-time-zone-options.ts';
import { isKeptFrom } from '../market/tokens-hidden-from-operators.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { tokenNamed } from './find-token-by-uid.ts';
import { storeKey } from './stored-object-form.ts';

/**
 * Serves a page of the objects that the readers may see, from the store (HUB-01), in their dialect; `only` narrows it
 * to one owner (ROUTE-21, ROUTE-22).
 */
export async function serveList(
  hub: Hub,
  module: ObjectModuleId,
  dialect: Dialect,
  readers: Party[],
  page: PageRequest,
  only?: Party,
): Promise<Answer> {
  const state = hub.store.registry.read();
  const visible = visibleTo(state, module, readers, hub.now(), only, page).filter(
    ({ owner }) => !arePricesUntold(state, module, owner, dialect),
  );
  const kept = objectRow(module).holds ? await keptFrom(hub, readers) : [];
  const except = [...kept, ...(await unsaidTo(hub, module, dialect))];
  const { total, objects } = await hub.store.objects.list({ module, visible, ...page, except });
  return {
    page: {
      total,
      offset: page.offset,
      limit: page.limit,
      objects: await formsOf(hub, objects, dialect),
    },
    from: only,
  };
}

/** Objects in a reader's version and dialect, without objects that its version cannot express. */
async function formsOf(hub: Hub, objects: readonly StoredObject[], dialect: Dialect): Promise<Buffer[]> {
  const { translations, dialectCache } = hub;
  if (objects.every((object) => translations.isSame(object, dialect)))
    return objects.map((object) => dialectCache.of(object, dialect));
  const read = await Promise.all(objects.map((object) => translations.given(object, dialect)));
  return read.flatMap(({ object }) => (object ? dialectCache.ofTranslated(object, dialect) : []));
}

/** Serves a page to a partner that reads for all of its parties, and notes that the partner has read it. */
export async function serveListTo(
  hub: Hub,
  module: ObjectModuleId,
  connection: Connection,
  page: PageRequest,
  request: string,
): Promise<Answer> {
  const position = hub.store.objects.position();
  const answer = await serveList(hub, module, dialectOf(connection), connection.parties, page);
  const { total = 0, objects = [] } = answer.page ?? {};
  const given = { ...page, position, count: objects.length, total, at: hub.now(), request };
  void notePage(hub, connection, module, given);
  return answer;
}

/**
 * Serves one object of an owner, or the part of it that `path` names, in the reader's dialect; 404 when any level is
 * unknown (LOC-02 to 05, LOC-22).
 */
export async function serveObject(
  hub: Hub,
  module: ObjectModuleId,
  dialect: Dialect,
  owner: Party,
  id: string,
  path: string[],
  type?: string,
): Promise<Answer> {
  const row = objectRow(module);
  const object = await (row.key.includes('type')
    ? tokenNamed(hub, owner, id, type, dialect)
    : objectNamed(hub.store, storeKey(module, owner, id, {}), id, dialect));
  const [form] = object ? await formsOf(hub, [object], dialect) : [];
  if (!form) throw unknownObject(row.unknown, `${row.object} ${id}`);
  if (path.length === 0) return { raw: form };
  const whole = JSON.parse(form.toString()) as Json;
  const ids = object && hub.translations.isSame(object, dialect) ? path : idsBack(row, whole, path);
  const part = read(row, whole, ids);
  if (!part) {
    const level = path.findIndex((_, at) => !read(row, whole, path.slice(0, at + 1)));
    const name = row.parts?.[level]?.object ?? row.object;
    throw unknownObject(row.unknown, `${name} ${[id, ...path.slice(0, level + 1)].join('/')}`);
  }
  return { data: part };
}

/** Creation numbers of objects that a reader's version cannot express, by their content and their owners' options. */
async function unsaidTo({ store }: Hub, module: ObjectModuleId, dialect: Dialect): Promise<number[]> {
  const unsaid = await store.objects.find(module, 'unsaid', versionOf(dialect));
  const state = store.registry.read();
  const isTold = (object: StoredObject) =>
    tellsAll(object, objectRow(module).object, toldOf(state, object.owner));
  return unsaid.filter((object) => !isTold(object)).map(({ created }) => created);
}

/** Creation numbers of Tokens that are hidden from readers (ROUTE-57). */
async function keptFrom(hub: Hub, readers: Party[]): Promise<number[]> {
  const contested = await tokensBy(hub.store, 'contested', 'yes');
  const state = hub.store.registry.read();
  return contested
    .filter((token) => readers.some((reader) => isKeptFrom(state, reader, token, hub.now())))
    .map(({ created }) => created);
}
