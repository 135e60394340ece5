import type { Decision, ObjectKey, StoredObject } from '../../hub/ports/object-store.ts';
import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';

/** The fields of an object that neither its record's key nor its content contains. */
type Head = Omit<StoredObject, 'module' | 'created' | 'bytes'>;

/** The content of an object in a decision to store it. */
export type Content = Extract<Decision, { to: 'store' }>['object'];

/** An object and the bytes of its record in the database. */
export interface Recorded {
  object: StoredObject;
  record: Buffer;
}

const lengthBytes = 4;

/** Encodes the record of an object: length of the head, head as JSON, content; the object shares its memory. */
export function toRecord(key: ObjectKey, content: Content, created: number, changed: number): Recorded {
  const { module, owner, id } = key;
  const { edition, lastUpdated, recipient, gone, bytes } = content;
  const lookups = { id, ...content.lookups };
  const said = edition === undefined ? {} : { edition };
  const head: Head = { owner, id, ...said, changed, lastUpdated, recipient, gone, lookups };
  const text = JSON.stringify(head);
  const start = lengthBytes + Buffer.byteLength(text);
  // The buffer is not from Node's shared pool: an object in the cache would keep its neighbours in memory.
  const record = Buffer.allocUnsafeSlow(start + bytes.length);
  record.writeUInt32BE(start - lengthBytes);
  record.write(text, lengthBytes);
  bytes.copy(record, start);
  return { object: freeze({ module, created, ...head, bytes: record.subarray(start) }), record };
}

/** Decodes the record of an object. */
export function fromRecord(module: ObjectModuleId, created: number, record: Buffer): StoredObject {
  const start = lengthBytes + record.readUInt32BE();
  const head = JSON.parse(record.toString('utf8', lengthBytes, start)) as Head;
  return freeze({ module, created, ...head, bytes: record.subarray(start) });
}

function freeze(object: StoredObject): StoredObject {
  Object.freeze(object.lookups);
  return Object.freeze(object);
}
