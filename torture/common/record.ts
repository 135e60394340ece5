/** Any JSON object. */
export type Json = Record<string, unknown>;

/** A write of an owner to an object or to a part of it. */
export interface Write {
  method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  module: string;
  owner: string;
  id: string;
  /** EVSE uid, where the write is for an EVSE. */
  part?: string;
  body?: Json;
}

/**
 * What a partner writes down, one line each, before it goes on: a line that is there survives its `kill -9`.
 * `try` stands before a request leaves, `end` after its answer: `acked`, `refused` (nothing has changed), or `unknown`.
 * `got` stands before a request of the hub is answered.
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

/** Names an object in the whole market. */
export function keyOf({ module, owner, id }: Pick<Write, 'module' | 'owner' | 'id'>): string {
  return `${module} ${owner} ${id}`;
}

/** The content of an object after a write; `undefined` where there is none then. PUT replaces, PATCH merges, siblings stay. */
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

/** What two views of an object are compared by: all but what the hub adds, names and times of change. */
export function essence(object: Json | undefined): string {
  return (
    JSON.stringify(object, (name, value: unknown) => {
      if (['last_updated', 'country_code', 'party_id'].includes(name)) return undefined;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? 'nothing'
  );
}
