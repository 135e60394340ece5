import type { ObjectModuleId } from '../../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../../../src/ocpi/words/party-id.ts';
import type { Message } from '../network/simulated-network.ts';
import { type Json, kinds, type Versions } from './sample-objects.ts';
import type { Handler, Partner, Said } from './simulated-partner.ts';
import { wires } from './wire-by-version.ts';

/** A partner's copy of an object of somebody else. */
export interface Copy {
  module: ObjectModuleId;
  owner: Party;
  id: string;
  body: Json;
  deleted: boolean;
}

/** The copies that a partner has of others' objects. */
export interface Received {
  all: Map<string, Copy>;
  /** Answers a push of the hub as the receiver's interface does, and stores the object. */
  take(
    module: ObjectModuleId,
    request: Pick<Parameters<Handler>[0], 'method' | 'parts' | 'body' | 'message'>,
  ): Said | undefined;
  /** Stores an object of a list that the partner has pulled. */
  pulled(module: ObjectModuleId, object: Json): void;
}

/**
 * Called with each object that a partner receives: its versions before and after, and for a push its sender and its
 * time by the world's clock.
 */
export type Came = (copy: Copy, before: Versions | undefined, after: Versions, push?: Sending) => void;

/** The sender of a message, and the time at which it was sent. */
type Sending = Pick<Message, 'from' | 'sent'>;

/** The copies of a partner, none yet; `gone` is called with each that is withdrawn. */
export function receivedBy(
  { version }: Pick<Partner, 'version'>,
  came: Came,
  gone: (copy: Copy) => void,
): Received {
  const wire = wires[version];
  const all = new Map<string, Copy>();
  const patches = new Set<string>();
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
    take(module, { method, parts, body: given, message }) {
      const body = given && wire.read(module, given);
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
      // A PATCH that the network brings once more adds nothing once more.
      const request = message.headers['x-request-id'] ?? '';
      if (wire.appends[module] && patches.has(request)) return {};
      patches.add(request);
      keep(
        module,
        owner,
        id,
        part === undefined
          ? patched(known.body, body, wire.appends[module])
          : withPart(known.body, part, method, body),
        message,
      );
      return {};
    },
    pulled(module, given) {
      const object = wire.read(module, given);
      keep(module, kinds[module].owner(object), String(object.id ?? object.uid), object);
    },
  };
}

/** The key of an object among those of all owners. */
export function keyOf(module: ObjectModuleId, owner: Party, id: string): string {
  return `${module} ${owner} ${id}`;
}

function patched(body: Json, patch: Json, appends?: string): Json {
  const next = { ...body, ...patch };
  if (appends === undefined || patch[appends] === undefined) return next;
  return { ...next, [appends]: [...((body[appends] ?? []) as Json[]), ...(patch[appends] as Json[])] };
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
