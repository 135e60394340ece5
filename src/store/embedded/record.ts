import type { Decision, ObjectKey, StoredObject } from '../../hub/ports.ts';
import type { ObjectModuleId } from '../../ocpi/modules.ts';

/** What of an object is neither in its record's key nor its content. */
type Head = Omit<StoredObject, 'module' | 'created' | 'bytes'>;

/** What a decision says of an object. */
export type Content = Extract<Decision, { to: 'store' }>['object'];

/** An object and the record it is stored as. */
export interface Recorded {
  object: StoredObject;
  record: Buffer;
}

const lengthBytes = 4;

/** Makes the record of an object: length of the head, head as JSON, content. The object shares the record's memory. */
export function toRecord(key: ObjectKey, content: Content, created: number, changed: number): Recorded {
  const { module, owner, id } = key;
  const { lastUpdated, recipient, gone, bytes } = content;
  const lookups = { id, ...content.lookups };
  const head: Head = { owner, id, changed, lastUpdated, recipient, gone, lookups };
  const text = JSON.stringify(head);
  const start = lengthBytes + Buffer.byteLength(text);
  // Not from Node's shared pool: an object held in the cache would keep its neighbours in memory.
  const record = Buffer.allocUnsafeSlow(start + bytes.length);
  record.writeUInt32BE(start - lengthBytes);
  record.write(text, lengthBytes);
  bytes.copy(record, start);
  return { object: freeze({ module, created, ...head, bytes: record.subarray(start) }), record };
}

/** Reads a record back. */
export function fromRecord(module: ObjectModuleId, created: number, record: Buffer): StoredObject {
  const start = lengthBytes + record.readUInt32BE();
  const head = JSON.parse(record.toString('utf8', lengthBytes, start)) as Head;
  return freeze({ module, created, ...head, bytes: record.subarray(start) });
}

function freeze(object: StoredObject): StoredObject {
  Object.freeze(object.lookups);
  return Object.freeze(object);
}
