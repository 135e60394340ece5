import { moduleRow } from '../editions/modules.ts';
import type { Outgoing } from '../messages/exchange.ts';

/** Bytes that an answer may have, decoded, by what was asked (TRANS-74); those of a list are the client's to say. */
const bytes = { plain: 65_536, handshake: 1_048_576 };

/** How large the answer to a request may be: that of a list is a page of objects, that of a push or command a few words. */
export function answerLimitOf({ method, module }: Pick<Outgoing, 'method' | 'module'>, list: number): number {
  if (module === null || module === 'versions' || module === 'credentials')
    return Math.min(list, bytes.handshake);
  if (method === 'GET' && moduleRow(module).object) return list;
  return Math.min(list, bytes.plain);
}
