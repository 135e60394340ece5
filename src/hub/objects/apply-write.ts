import { isDeepStrictEqual } from 'node:util';
import { markedInside } from '../../ocpi/client/object-in-partner-dialect.ts';
import type { ObjectRow } from '../../ocpi/editions/basic-ocpi-types.ts';
import { editionOf, noteOf } from '../../ocpi/editions/supported-versions.ts';
import { type Json, read, write } from '../../ocpi/editions/write-object-part.ts';
import { noting } from '../../ocpi/messages/error-with-request-facts.ts';
import { invalidAt, unknownObject } from '../../ocpi/messages/ocpi-errors.ts';
import { asText } from '../../ocpi/words/any-value-as-text.ts';
import type { Judged, Rating } from '../../ocpi/words/finding-type.ts';
import { formatDateTime, parseDateTime } from '../../ocpi/words/ocpi-datetime.ts';
import {
  afterWrite,
  factsOfWrite,
  isLate,
  outcomeOf,
  seenSince,
  timeOf,
} from '../binding/provider-facts-of-write.ts';
import { contentIn } from '../content-in-owners-version.ts';
import type { Hub } from '../hub-dependencies.ts';
import { isNameTaken, nameLookups, noteAlike } from '../market/object-names-across-versions.ts';
import type { Write } from '../object-write-type.ts';
import type { Changed, Decision, ObjectKey, StoredObject } from '../ports/object-store.ts';
import type { ArrivalForm } from '../push-types.ts';
import { checkPart, partName } from './check-written-part.ts';
import { patchedInPlace } from './patch-in-place.ts';
import { lookupsOf } from './preserved-lookup-values.ts';
import { offerNaming } from './resend-locations-of-tariff.ts';
import { isRetired } from './retired-objects.ts';
import { asStored, storeKey } from './stored-object-form.ts';

/** The result of a write; `body` is the written part as it goes out to partners. */
export interface Received {
  changed: Changed;
  /** The object, or the part that was written, was not there before (TRANS-19). */
  created: boolean;
  body: Buffer | undefined;
  /** Deviations from OCPI in the write that the hub let pass. */
  findings?: Judged[];
}

/** Receives every write: checks the resulting object, stores it durably, and returns the result (HUB-20, HUB-37). */
export async function receive(hub: Hub, given: Write): Promise<Received> {
  const row = editionOf(given).objectRow(given.module);
  if (given.method === 'DELETE')
    return { changed: await remove(hub, row, given), created: false, body: undefined };
  const { findings, ...read } = mended(row, given, stamped(given, hub.now()));
  return noting({ findings }, () => receiveMended(hub, row, given, read));
}

async function receiveMended(
  hub: Hub,
  row: ObjectRow,
  given: Write,
  { body, rating }: { body: Json; rating: Rating | undefined },
): Promise<Received> {
  const key = storeKey(given.module, given.owner, given.id, body, given.type);
  const about = await factsOfWrite(hub, row, key, given, body);
  let written: Buffer | undefined;
  let created = false;
  let findings: Judged[] = [];
  const decide = (standing: StoredObject | undefined, ended = 0): Decision => {
    if (given.pulled && !standing && ended > (given.begun ?? ended)) return { to: 'keep' };
    // The owner does not know that the hub has retired the object: its next write counts as new, whatever its time (SYNC-20).
    const old = standing && isRetired(standing) ? undefined : standing;
    const patched = old && patchedInPlace(row, given, old, body);
    if (patched) {
      findings = checkPart(row, given, body, patched.part);
      written = passedOn(row, given, body, patched.part, patched.content.bytes);
      const { edition, recipient, lookups } = old;
      const object = { ...(edition ? { edition } : {}), recipient, lookups, ...patched.content };
      return { to: 'store', object, form: formOf(hub, given, written), stands: true };
    }
    const before = old && needsBefore(row, given) ? contentIn(old, given) : undefined;
    const result = write(row, given.method as 'PUT', given.path, before, body);
    if (!result) throw unknownObject(row.unknown, missing(row, given, before));
    findings = given.valid ? [] : checkPart(row, given, body, rating ? undefined : result.part);
    settled(row, before, result.object);
    const isNormal =
      given.path.length === 0 && (rating === 'normal' || (given.valid && given.text !== undefined));
    const { object, bytes } = asStored(hub, given, result.object, isNormal);
    if (row.immutable && before) return unchangedOrRefused(given, before, object);
    const content = { lastUpdated: parseDateTime(asText(object.last_updated)) ?? 0, bytes: bytes() };
    if (given.pulled && old && !isNewer(given, old, content, object)) return { to: 'keep' };
    created = given.path.length === 0 ? !old : !before || !read(row, before, given.path);
    const { recipient, more } = outcomeOf(given, about, old, object);
    written = passedOn(row, given, body, object, content.bytes);
    return {
      to: 'store',
      object: {
        ...noteOf(given),
        bytes: content.bytes,
        lastUpdated: seenSince(row, content.lastUpdated, old, recipient, hub.now()),
        recipient,
        gone: isGone(row, object),
        lookups: {
          ...lookupsOf(given.owner, row, object, old, more, given.edition),
          ...nameLookups(given.owner, row, object, standing),
        },
      },
      form: isLate(row, old, recipient) ? undefined : formOf(hub, given, written),
      stands: given.method === 'PATCH' || given.path.length > 0,
    };
  };
  return noting(
    () => ({ findings }),
    async () => {
      const stored = await hub.store.objects.change(key, decide);
      const changed = await named(hub, row, key, stored, formOf(hub, given, written));
      const alarms = await afterWrite(hub, about, changed);
      return { changed, created, body: written, findings: alarms };
    },
  );
}

/**
 * Names a new object for readers who ignore case: of two ids that differ in case alone the object created later gives
 * up its name, before any partner gets it. `form` is how the object arrived.
 */
async function named(
  hub: Hub,
  row: ObjectRow,
  key: ObjectKey,
  changed: Changed,
  form: ArrivalForm | undefined,
): Promise<Changed> {
  const { outcome, after } = changed;
  if (!after) return changed;
  if (outcome !== 'created' || !(await isNameTaken(hub.store, key, after.created))) {
    await noteAlike(hub, after);
    return changed;
  }
  const again = await hub.store.objects.change(key, (now) => {
    if (!now) return { to: 'keep' };
    const { owner } = key;
    const names = nameLookups(owner, row, JSON.parse(now.bytes.toString()) as Json, undefined, true);
    return { to: 'store', object: { ...now, lookups: { ...now.lookups, ...names } }, form };
  });
  if (!again.after) return again;
  await noteAlike(hub, again.after);
  offerNaming(hub, again.after);
  return { outcome, after: again.after, changed: again.changed };
}

/** Tells whether a write depends on the stored object: a PUT of a whole object does not, except where the table has a final state. */
function needsBefore({ final }: ObjectRow, { method, path }: Write): boolean {
  return method !== 'PUT' || path.length > 0 || final !== undefined;
}

/** The written part as it goes out to partners: a whole object as it is stored. */
function passedOn(row: ObjectRow, given: Write, body: Json, object: Json, bytes: Buffer): Buffer {
  if (given.method === 'PATCH')
    return Buffer.from(
      JSON.stringify(editionOf(given).normalisePatch(partName(row, given.path.length), body)),
    );
  if (given.path.length === 0) return bytes;
  return Buffer.from(JSON.stringify(read(row, object, given.path)));
}

async function remove(hub: Hub, row: ObjectRow, given: Write): Promise<Changed> {
  return hub.store.objects.change(storeKey(given.module, given.owner, given.id, {}, given.type), (old) => {
    if (!old) throw unknownObject(row.unknown, what(given));
    return { to: 'delete', form: formOf(hub, given, undefined) };
  });
}

/**
 * The method, path and body of a push, with which other processes pass the change on; a pulled object has none and goes
 * out as a whole.
 */
function formOf(hub: Hub, given: Write, written: Buffer | undefined): ArrivalForm | undefined {
  const { cause, method, id, path, to } = given;
  if (!cause) return undefined;
  const isPart = method === 'PATCH' || path.length > 0;
  return {
    method,
    id,
    path,
    ...(isPart && written ? { body: written.toString() } : {}),
    ...noteOf(given),
    ...cause,
    ...(to ? { only: to, direct: true, origin: hub.store.processes.id } : {}),
  };
}

/**
 * The body of a PATCH, which gets the time of receipt where it has no `last_updated`, or delta pulls would miss the
 * change (HUB-04).
 */
function stamped(given: Write, now: number): Json {
  const { body } = given;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidAt(
      '',
      `must be a JSON object, got ${Array.isArray(body) ? 'a list' : JSON.stringify(body)}`,
    );
  if (given.method !== 'PATCH' || (body as Json).last_updated !== undefined) return body as Json;
  return { ...(body as Json), last_updated: formatDateTime(now) };
}

/**
 * The body after all repairs: those made for every partner (TRANS-80) and those of the partner's profile; it has a `rating` where it
 * was found to need none.
 */
function mended(
  row: ObjectRow,
  given: Write,
  body: Json,
): { body: Json; rating: Rating | undefined; findings: Judged[] } {
  const { mend, mendPlainly, rate } = editionOf(given);
  const name = partName(row, given.path.length);
  const patch = given.method === 'PATCH';
  const rating = given.valid || patch ? undefined : rate(name, body);
  if (rating || given.valid || given.strict) return { body, rating, findings: [] };
  const plainly = mendPlainly(name, body);
  const { value, findings } = mend(name, plainly.value, given.repairs ?? [], 'hub', patch);
  return { body: value as Json, rating, findings: [...plainly.findings, ...findings] };
}

/** Throws where a write changes a field with a final value, such as the status COMPLETED of a Session. */
function settled({ final }: ObjectRow, before: Json | undefined, after: Json): void {
  if (!final) return;
  const { field, value } = final;
  if (before?.[field] === value && after[field] !== value)
    throw invalidAt(
      `/${field}`,
      `must stay ${value} once it is (SES-16), got ${JSON.stringify(after[field])}`,
    );
}

/** Refuses a CDR with another content than the stored one; the same CDR again is accepted (CDR-09, CDR-10). */
function unchangedOrRefused(given: Write, before: Json, after: Json): { to: 'keep' } {
  if (isSame(given, before, { ...after, id: before.id })) return { to: 'keep' };
  throw invalidAt(
    '/id',
    `a CDR with the id "${asText(after.id)}" and another content is stored already; CDRs cannot be changed`,
  );
}

/**
 * Tells whether a pulled object differs from the stored one and is not older. The stored object is parsed only where
 * neither time nor bytes decide.
 */
function isNewer(given: Write, old: StoredObject, { lastUpdated, bytes }: Content, object: Json): boolean {
  const before = lastUpdated < old.lastUpdated ? timeOf(old) : old.lastUpdated;
  if (lastUpdated !== before) return lastUpdated > before;
  // The list may have been read before a write that came after its request, in the same second.
  if (old.changed > (given.begun ?? old.changed)) return false;
  return !bytes.equals(old.bytes) && !isSame(given, JSON.parse(old.bytes.toString()), object);
}

/**
 * Tells whether two states of an object are equal, apart from the owner's ids and empty lists in objects that an
 * earlier release stored.
 */
function isSame(given: Write, before: unknown, after: unknown): boolean {
  const { normalise, objectRow } = editionOf(given);
  const { object: name } = objectRow(given.module);
  const [old, now] = [before, after].map((one) =>
    markedInside(given, name, normalise(name, one), given.owner),
  );
  return isDeepStrictEqual(old, now);
}

/** An object as bytes, and its `last_updated` in milliseconds since 1970. */
type Content = Pick<StoredObject, 'lastUpdated' | 'bytes'>;

function isGone(row: ObjectRow, object: Json): boolean {
  // Other objects may have a field of that name too, with any content.
  const [part] = row.parts ?? [];
  if (!part?.removed) return false;
  const { field, value } = part.removed;
  return ((object[part.list] as Json[] | undefined) ?? []).every((one) => one[field] === value);
}

/** The name of the missing object, or of the first missing part on the path, for an error message. */
function missing(row: ObjectRow, given: Write, before: Json | undefined): string {
  const level = before
    ? given.path.findIndex((_, at) => !read(row, before, given.path.slice(0, at + 1)))
    : -1;
  return what({ ...given, path: before ? given.path.slice(0, level + 1) : [] });
}

function what(given: Write): string {
  const row = editionOf(given).objectRow(given.module);
  return `${partName(row, given.path.length)} ${[given.id, ...given.path].join('/')}`;
}
