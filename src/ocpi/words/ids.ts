import { randomUUID } from 'node:crypto';

/**
 * A random UUID. Node makes it of twenty pieces that all live as long as it does (510 bytes);
 * asking for lower case, which it has already, makes one text of them (65 bytes, in the same time).
 */
export function newUuid(): string {
  return randomUUID().toLowerCase();
}
