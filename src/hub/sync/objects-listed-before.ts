import { hash } from 'node:crypto';
import { objectRow } from '../../ocpi/editions/modules.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { KnownTexts } from '../../ocpi/words/read-list-by-known-texts.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionOf } from '../market/connection-index.ts';
import type { FiledFrom } from '../objects/owner-of-listed-object.ts';
import { type ListAgain, ListedBefore, type ListsBefore, type Remembered } from '../remembered-lists.ts';

/** A module of a partner, and the party in whose name the hub asks for the list. */
type ListName = Pick<FiledFrom, 'connection' | 'module'> & { party: Party };

/**
 * Begins to read a list of which the hub may remember what it was the last time. An object of it is unchanged as long as
 * its text, the stored object and its meaning stay the same.
 */
export function listAgain(hub: Hub, { most, lists }: ListsBefore, list: ListName): ListAgain {
  const name = `${list.connection.id} ${list.module} ${list.party}`;
  const meaning = meaningOf(hub, list);
  const before = lists.get(name);
  const now: Remembered = { objects: [], places: new Map() };
  const others = [...lists].reduce(
    (sum, [one, { objects }]) => (one === name ? sum : sum + objects.length),
    0,
  );
  // The registry may change while a list is read, and back.
  let same = true;
  const isSame = () => (same &&= meaningOf(hub, list) === meaning);
  return {
    knownTexts: recognising(before?.meaning === meaning ? before : { objects: [], places: new Map() }),
    async standing(objects, asked) {
      const listed = objects.filter((object) => object instanceof ListedBefore);
      if (!isSame() || listed.length === 0 || asked !== before?.asked) return new Set();
      const stand = await hub.store.objects.stand(listed.map(({ state }) => state));
      return new Set(listed.filter((_, at) => stand[at]));
    },
    add(object) {
      if (others + now.objects.length >= most || !isSmall(object) || now.places.has(object.digest)) return;
      now.places.set(object.digest, now.objects.push(object) - 1);
    },
    keep(asked) {
      const alive = new Set(hub.store.registry.read().connections.map(({ id }) => id));
      for (const one of lists.keys()) if (!alive.has(one.slice(0, one.indexOf(' ')))) lists.delete(one);
      if (isSame()) lists.set(name, { ...now, meaning, asked });
    },
  };
}

/** Tells whether an object takes little memory: where OCPI has no `uid` or `type`, a partner may have anything of any size there. */
function isSmall({ id, uid, type }: ListedBefore): boolean {
  return [id, uid, type].every((one) => one === undefined || (typeof one === 'string' && one.length < 256));
}

/**
 * Everything beside its text and the stored object by which an object is unchanged: the version of OCPI, the parties of
 * the platform, and the operator of Locations that name none.
 */
function meaningOf(hub: Hub, { connection, module }: ListName): string {
  const { edition, party, parties } = connection;
  const state = hub.store.registry.read();
  const { owner } = objectRow(module);
  const operators = parties.map((one) => connectionOf(state, owner, one)?.business);
  return JSON.stringify([edition, party, parties, operators]);
}

/**
 * Recognises objects by the digests of their texts: first the one that came next the last time, whose end need not be
 * looked for (3 µs for a Location, in place of 8).
 */
function recognising({ objects, places }: Remembered): KnownTexts {
  let next = 0;
  let misses = 0;
  return {
    expected(bytes, at) {
      const known = objects[next];
      // Where objects have changed one after another the next probably has too.
      if (!known || misses > 1) return undefined;
      const text = bytes.subarray(at, at + known.length);
      if (digestOf(text) !== known.digest) return undefined;
      next += 1;
      misses = 0;
      return { text, digest: known.digest, values: known.values, known };
    },
    of(text, values) {
      const digest = digestOf(text);
      const place = places.get(digest);
      // After an object that has changed the order goes on.
      next = 1 + (place ?? next);
      misses = place === undefined ? misses + 1 : 0;
      return { text, digest, values, known: place === undefined ? undefined : objects[place] };
    },
  };
}

/** SHA-256 as 32 characters: of a weaker digest a partner might know two texts, and of CRCs anybody does. */
function digestOf(text: Buffer): string {
  return hash('sha256', text, 'latin1' as 'hex');
}
