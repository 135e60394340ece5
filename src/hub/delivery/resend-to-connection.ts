import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import { factsIn } from '../../ocpi/editions/supported-versions.ts';
import { otherRole } from '../../ocpi/words/party-id.ts';
import { wholePush } from '../full-object-push.ts';
import { connectionById } from '../market/connection-index.ts';
import { visibleTo } from '../market/object-visibility.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { Store } from '../ports/store.ts';
import type { Parked, ParkedFilter, Passed, Resent } from '../push-types.ts';
import { storedPages } from '../read-stored-objects-in-pages.ts';
import type { Follower } from './deliver-to-one-partner.ts';
import { itemOf, type Market, type Outbound, objectName, outboundTo } from './recipients-of-change.ts';
import { fits, type ParkedNotes } from './stored-parked-objects.ts';

/**
 * Number of objects of a resend that are on their way at a time; the next ones wait until the partner has answered to
 * these.
 */
const pageSize = 100;

/** Most failed objects that a resend reports by name. */
const mostErrors = 20;

/** One resend of objects to one connection. */
export interface Sending {
  options: Market & { store: Pick<Store, 'objects'>; parked: Pick<ParkedNotes, 'of'> };
  follower: Pick<Follower<Outbound, Passed>, 'resend' | 'parking' | 'take'>;
  id: string;
  filter: ParkedFilter;
  tally: Tally;
}

/** Numbers of objects that a partner took and did not take in a resend. */
export interface Tally {
  /** Adds a number of objects that are to be sent. */
  expect(objects: number): void;
  /** Counts the partner's answer to one object; with `undefined` the partner gets the object later from the store. */
  count(object: string, result: Passed | undefined): void;
  /** Counts one object less that the resend has to send. */
  skip(): void;
  read(): Resent;
}

/** An empty tally. */
export function newTally(): Tally {
  let [objects, taken, failed] = [0, 0, 0];
  const errors: Resent['errors'] = [];
  return {
    expect: (more) => void (objects += more),
    skip: () => void (objects -= 1),
    count(object, result) {
      if (!result) return;
      if (result.error === undefined) taken += 1;
      else {
        failed += 1;
        if (errors.length < mostErrors) errors.push({ object, error: result.error });
      }
    },
    read: () => ({ objects, taken, failed, waiting: objects - taken - failed, errors: [...errors] }),
  };
}

/**
 * Tries again at once the noted objects that fit; an object whose note shows another attempt afterwards has failed
 * again.
 */
export async function resendNoted(
  { options, follower, id, filter, tally }: Sending,
  noted: Parked[],
): Promise<void> {
  tally.expect(noted.length);
  follower.resend(fits(filter));
  await follower.parking.idle();
  const after = new Map((await options.parked.of(id)).map((entry) => [entry.object, entry]));
  for (const { object, attempts } of noted) {
    const left = after.get(object);
    const failed = left && left.attempts > attempts ? { error: left.error ?? 'it was not taken' } : undefined;
    tally.count(object, left ? failed : {});
  }
}

/**
 * Sends the one object that the filter names, or with `stored` all objects that fit and the partner may have, even
 * those it has already.
 */
export async function resendStored(sending: Sending): Promise<void> {
  const { options, filter, tally } = sending;
  if (filter.id !== undefined) {
    const modules = filter.module ? [filter.module] : objectModules;
    const found = await Promise.all(
      modules.map((module) => options.store.objects.find(module, 'id', filter.id ?? '')),
    );
    const named = found.flat().filter(({ owner }) => filter.owner === undefined || filter.owner === owner);
    tally.expect(named.length);
    return sendAll(sending, named);
  }
  if (!filter.stored) return;
  for await (const page of pagesFor(sending)) await sendAll(sending, page);
}

/** All stored objects that the partner may have and that fit the filter, page after page. */
async function* pagesFor({ options, id, filter, tally }: Sending): AsyncGenerator<StoredObject[]> {
  const { store, now } = options;
  const state = store.registry.read();
  const { role, parties } = connectionById(state, id) ?? { role: 'CPO' as const, parties: [] };
  const modules = objectModules.filter(
    (module) =>
      objectRow(module).owner === otherRole(role) &&
      (filter.module === undefined || filter.module === module),
  );
  for (const module of modules) {
    const visible = visibleTo(state, module, parties, now(), filter.owner);
    let isFirst = true;
    for await (const page of storedPages(store.objects, { module, visible }, pageSize)) {
      if (isFirst) tally.expect(page.total);
      isFirst = false;
      const sent = page.objects.filter((object) => !filter.open || isOpen(object));
      for (let left = page.objects.length - sent.length; left > 0; left -= 1) tally.skip();
      yield sent;
    }
  }
}

/** Tells whether an object may still change: no CDR does, and no Session that has ended. */
function isOpen(object: StoredObject): boolean {
  const { immutable, final } = objectRow(object.module);
  return !immutable && (final === undefined || factsIn(object)[final.field as 'status'] !== final.value);
}

async function sendAll({ options, follower, id, tally }: Sending, objects: StoredObject[]): Promise<void> {
  await Promise.all(
    objects.map(async (object) => {
      const push = outboundTo(options, id, wholePush(object));
      if (push.to.size === 0) return tally.skip();
      tally.count(objectName(object), await follower.take({ ...itemOf(push), again: true }));
    }),
  );
}
