import { moduleRow } from '../editions/modules.ts';
import type { Outgoing } from '../messages/request-and-answer-types.ts';

/** Largest decoded answer in bytes by kind of request (TRANS-74); the caller gives the limit of a list. */
const bytes = { plain: 65_536, handshake: 1_048_576 };

/** Tells the largest answer to a request in bytes: a list brings a page of objects, a push or a command brings a status. */
export function answerLimitOf({ method, module }: Pick<Outgoing, 'method' | 'module'>, list: number): number {
  if (module === null || module === 'versions' || module === 'credentials')
    return Math.min(list, bytes.handshake);
  if (method === 'GET' && moduleRow(module).object) return list;
  return Math.min(list, bytes.plain);
}
