import type { ObjectModuleId } from '../../../src/ocpi/editions/edition.ts';
import type { Party } from '../../../src/ocpi/words/party.ts';
import type { Message } from '../network/network.ts';
import { type Json, kinds, type Versions } from './objects.ts';
import type { Handler, Said } from './partner.ts';

/** An object of somebody else, as a partner has been told it. */
export interface Copy {
  module: ObjectModuleId;
  owner: Party;
  id: string;
  body: Json;
  deleted: boolean;
}

/** The objects of others that a partner has received. */
export interface Received {
  all: Map<string, Copy>;
  /** Takes a push, as a receiver's interface does. */
  take(
    module: ObjectModuleId,
    request: Pick<Parameters<Handler>[0], 'method' | 'parts' | 'body' | 'message'>,
  ): Said | undefined;
  /** Takes an object of a list that was pulled. */
  pulled(module: ObjectModuleId, object: Json): void;
}

/** Told of each object that came, before and after, and of its push: who sent it and when, in true time. */
export type Came = (copy: Copy, before: Versions | undefined, after: Versions, push?: Sending) => void;

/** The sender of a message, and the time. */
type Sending = Pick<Message, 'from' | 'sent'>;

/** Nothing received yet; `gone` is told of what is withdrawn. */
export function receivedBy(came: Came, gone: (copy: Copy) => void): Received {
  const all = new Map<string, Copy>();
  const keep = (module: ObjectModuleId, owner: Party, id: string, body: Json, push?: Sending) => {
    const key = keyOf(module, owner, id);
    const known = all.get(key);
    const before = known && !known.deleted ? kinds[module].versions(known.body) : undefined;
    const copy: Copy = { module, owner, id, body, deleted: false };
    all.set(key, copy);
    came(copy, before, kinds[module].versions(body), push);
  };

  return {
    all,
    take(module, { method, parts, body, message }) {
      if (method === 'POST' && body) {
        keep(module, kinds[module].owner(body), String(body.id), body, message);
        return { headers: { location: 'https://elsewhere.world/' } };
      }
      const [country = '', party = '', id = '', part] = parts;
      const owner = `${country}*${party}` as Party;
      const known = all.get(keyOf(module, owner, id));
      if (method === 'GET') return known && !known.deleted ? { data: known.body } : undefined;
      if (method === 'DELETE') {
        if (!known || known.deleted) return undefined;
        known.deleted = true;
        gone(known);
        return {};
      }
      if (!body) return { http: 400, code: 2001 };
      if (method === 'PUT' && part === undefined) {
        keep(module, owner, id, body, message);
        return {};
      }
      if (!known || known.deleted) return undefined;
      keep(
        module,
        owner,
        id,
        part === undefined ? { ...known.body, ...body } : withPart(known.body, part, method, body),
        message,
      );
      return {};
    },
    pulled: (module, object) =>
      keep(module, kinds[module].owner(object), String(object.id ?? object.uid), object),
  };
}

/** The name of an object among all of all owners. */
export function keyOf(module: ObjectModuleId, owner: Party, id: string): string {
  return `${module} ${owner} ${id}`;
}

function withPart(location: Json, uid: string, method: string, part: Json): Json {
  const evses = location.evses as Json[];
  const known = evses.find((evse) => evse.uid === uid);
  const next = method === 'PATCH' ? { ...known, ...part } : part;
  return {
    ...location,
    evses: known ? evses.map((evse) => (evse === known ? next : evse)) : [...evses, next],
  };
}
