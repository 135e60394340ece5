/** Any JSON object. */
export type Json = Record<string, unknown>;

/** A write by an owner to an object or to a part of it. */
export interface Write {
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  module: string;
  owner: string;
  id: string;
  /** The EVSE's uid in a write to an EVSE. */
  part?: string;
  body?: Json;
}

/**
 * A line that a partner records before it continues; a recorded line survives the partner's `kill -9`. `try` comes
 * before a request is sent, `end` after its answer: `acked`, `refused` (nothing has changed), or `unknown`. `got` comes
 * before a request of the hub is answered.
 */
export type Line =
  | { is: 'boot' }
  | { is: 'try'; n: number; write: Write }
  | { is: 'end'; n: number; outcome: Outcome; said: string; began: number; ended: number }
  | { is: 'got'; write: Write }
  | { is: 'offered'; id: string; body: Json }
  | { is: 'listed'; module: string; from: string | null; to: string | null }
  | { is: 'asked'; command: string }
  | { is: 'accepted'; command: string }
  | { is: 'told'; command: string; result: string }
  | { is: 'telling'; command: string; result: string }
  | { is: 'taken'; command: string; result: string };

export type Outcome = 'acked' | 'refused' | 'unknown';

/** The key of an object in the whole market. */
export function keyOf({ module, owner, id }: Pick<Write, 'module' | 'owner' | 'id'>): string {
  return `${module} ${owner} ${id}`;
}

/**
 * The content of an object after a write; `undefined` when it then has none. PUT replaces, PATCH merges, other parts
 * stay.
 */
export function apply(old: Json | undefined, { method, part, body }: Write): Json | undefined {
  if (method === 'DELETE') return undefined;
  if (part === undefined) return method === 'PATCH' ? old && { ...old, ...body } : body;
  if (!old) return undefined;
  const evses = (old.evses as Json[] | undefined) ?? [];
  const at = evses.findIndex(({ uid }) => uid === part);
  const before = at < 0 ? undefined : evses[at];
  if (method === 'PATCH' && !before) return old;
  const evse = method === 'PATCH' ? { ...before, ...body } : (body as Json);
  return { ...old, evses: at < 0 ? [...evses, evse] : evses.with(at, evse) };
}

/**
 * The part of an object that two views of it are compared by: everything but the hub's additions, names and times of
 * change.
 */
export function essence(object: Json | undefined): string {
  return (
    JSON.stringify(object, (name, value: unknown) => {
      if (['last_updated', 'country_code', 'party_id'].includes(name)) return undefined;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? 'nothing'
  );
}
