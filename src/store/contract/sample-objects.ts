import type {
  Changed,
  Decision,
  ListQuery,
  ObjectKey,
  Objects,
  StoredObject,
} from '../../hub/ports/object-store.ts';
import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';

type Content = Extract<Decision, { to: 'store' }>['object'];

export const abc: Party = 'NL*ABC';
export const xyz: Party = 'DE*XYZ';
export const emp: Party = 'FR*EMP';
export const oth: Party = 'BE*OTH';

/** The key of a Tariff of party ABC in the store, with other fields on request. */
export function keyOf(id: string, rest: Partial<ObjectKey> = {}): ObjectKey {
  return { module: 'tariffs', owner: abc, id, ...rest };
}

/** A decision to store content that everybody may see, with other fields on request. */
export function storing(text = '{}', rest: Partial<Content> = {}): Decision {
  const bytes = Buffer.from(text);
  return {
    to: 'store',
    object: { lastUpdated: 0, recipient: null, gone: false, lookups: {}, ...rest, bytes },
  };
}

/** Stores an object, whatever the store had before under its key. */
export function put(
  objects: Objects,
  key: ObjectKey,
  text?: string,
  rest?: Partial<Content>,
): Promise<Changed> {
  return objects.change(key, () => storing(text, rest));
}

export function remove(objects: Objects, key: ObjectKey): Promise<Changed> {
  return objects.change(key, () => ({ to: 'delete' }));
}

export function keep(objects: Objects, key: ObjectKey): Promise<Changed> {
  return objects.change(key, () => ({ to: 'keep' }));
}

/** A query for the Tariffs of party ABC, with other fields on request. */
export function query(rest: Partial<ListQuery> = {}): ListQuery {
  return { module: 'tariffs', visible: [{ owner: abc }], offset: 0, limit: 1000, ...rest };
}

export function text({ bytes }: StoredObject): string {
  return bytes.toString();
}

export function ids(objects: readonly { id: string }[]): string[] {
  return objects.map(({ id }) => id);
}

/** The ids `first0`, `first1` and so on. */
export function numbered(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, nth) => `${first}${nth}`);
}

/** An exchange of a partner with the hub, with other fields on request. */
export function exchange(id: string, rest: Partial<Exchange> = {}): Exchange {
  return {
    id,
    time: '2026-11-22T12:00:00.000Z',
    direction: 'IN',
    connection: 'k3',
    module: 'locations',
    method: 'PUT',
    url: '/ocpi/emsp/2.1.1/locations/NL/ABC/LOC1',
    http_status: 200,
    ocpi_status: 1000,
    duration_ms: 1.5,
    request_id: `r-${id}`,
    correlation_id: `c-${id}`,
    parent_id: null,
    from: abc,
    to: emp,
    findings: [],
    error: null,
    request: { headers: { authorization: 'Token ***' }, body: '{"name":"Straße"}' },
    response: { headers: {}, body: null },
    ...rest,
  };
}
