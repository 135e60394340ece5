import { createHash } from 'node:crypto';
import { fateOf } from '../../ocpi/client/fate.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { type Delivery, type Parked, type Push, wholePush } from '../changes.ts';
import { connectionById } from '../market/directory.ts';
import type { ChangeRecord } from '../ports/objects.ts';
import type { Connection } from '../ports/registry.ts';
import type { Rests } from '../requests.ts';
import { type DeliverOptions, pass, receivers } from './copies.ts';
import { startFollower } from './follower.ts';
import type { Follower, Missed } from './following.ts';
import type { Item } from './item.ts';
import { type ParkedNotes, partsOf } from './parked-notes.ts';
import { type Parking, startParking } from './parking.ts';

/** The follower of a connection, and how it sends. */
export interface Followed extends Follower<Push, Delivery> {
  /** Sends one push out of turn. */
  send(push: Push): Promise<Delivery>;
}

/** What following a connection works with. */
export interface FollowOptions extends DeliverOptions {
  parked: ParkedNotes;
  /** Calls back after milliseconds; returns how to prevent it. */
  after(milliseconds: number, call: () => void): () => void;
  /** The pauses that partners have asked for. */
  rests: Rests;
  /** Attempts at one object before others of its owner are tried in its place. */
  patience: number;
}

/** Follows for one connection from a position on, with what was parked for it before. */
export function follow(options: FollowOptions, id: string, position: number, known: Parked[]): Followed {
  const { store, parked, after } = options;
  let parking: Parking | undefined;
  const send = async (push: Push): Promise<Delivery> => {
    const item = itemOf(push);
    const said = {
      dialect: dialectOf(connectionById(store.registry.read(), id)),
      content: () => digestOf(push),
    };
    if (isWhole(push) && !push.direct && parking?.isRefused(item, said))
      return { error: `${item.object}: not sent again as it was refused` };
    const delivery = await pass(options, id, push);
    const { error = null, reply, refused } = delivery;
    if (refused) await parking?.refuse(item, error, said).catch(() => undefined);
    else if (error === null) parking?.settle(item.object);
    // A bill that its sender sends again is one that the hub has: it must know that the receiver has not (HUB-37).
    else if (push.direct && push.method === 'POST' && reply && fateOf(reply) === 'moment')
      await parking?.giveBack(item, error).catch(() => undefined);
    return delivery;
  };
  const follower = startFollower<Push, Delivery>({
    position,
    patience: options.patience,
    pass: send,
    since: async (from, limit) => {
      const records = await store.objects.since(from, limit);
      // Nothing concerns a partner while it is suspended; it must not count as having it all.
      if (connectionById(store.registry.read(), id)?.status === 'SUSPENDED') throw new Error('suspended');
      return records.map((record) => missed(options, id, record));
    },
    rest: () => options.rests.left(id),
    catchesUp: () => connectionById(store.registry.read(), id)?.options.catch_up ?? false,
    now: options.now,
    after,
    parking(hooks) {
      parking = startParking({
        ...hooks,
        known,
        now: options.now,
        after,
        keep: (entry) => parked.keep(id, entry),
        drop: (object) => parked.drop(id, object),
        send: async (object) => {
          const key = partsOf({ object });
          const stored = await store.objects.get(key).catch(() => null);
          if (stored === null) return { down: true, error: 'the store does not answer' };
          const { item } = missed(options, id, { ...key, changed: stored?.changed ?? 0, object: stored });
          return item && send(item);
        },
      });
      return parking;
    },
  });
  return { ...follower, send };
}

/** What decides how an object is written to a partner. */
function dialectOf(connection: Connection | undefined): string {
  return JSON.stringify([connection?.profile, connection?.options]);
}

/** A digest that tells one content of an object from another. */
function digestOf({ body = Buffer.alloc(0) }: Push): string {
  return createHash('sha256').update(body).digest('base64');
}

function isWhole({ method, path }: Push): boolean {
  return method === 'POST' || (method === 'PUT' && path.length === 0);
}

/** A push as a follower takes it. */
export function itemOf(push: Push): Item<Push> {
  const { module, owner, id, changed } = push.object;
  return {
    item: push,
    object: `${module} ${owner} ${id}`,
    changed,
    bytes: push.body?.length,
    once: push.answerOf !== undefined,
  };
}

/** A change read back from the store as a push of the object's present state: whole, or a deletion (HUB-29). */
function missed(options: DeliverOptions, connection: string, record: ChangeRecord): Missed<Push> {
  const { module, owner, id, changed, object } = record;
  const place = { object: `${module} ${owner} ${id}`, changed };
  const deletion = {
    object: { module, owner, id, recipient: null, changed },
    method: 'DELETE' as const,
    id,
    path: [],
    body: undefined,
  };
  if (!object && !objectRow(module).receiver.object.includes('DELETE')) return place;
  const item: Push = object ? wholePush(object) : deletion;
  return receivers(options, item).some((receiver) => receiver.connection.id === connection)
    ? { ...place, item }
    : place;
}
