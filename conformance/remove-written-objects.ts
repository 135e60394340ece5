import { type Exchange, inShort, type Json, succeeded } from './http-exchange.ts';
import { send, type Trial, type Written } from './suite-run-state.ts';

/**
 * Removes from the partner every object that the suite wrote and that can be removed; the others stay in
 * `trial.written` (a CDR is permanent).
 */
export async function withdraw(trial: Trial): Promise<void> {
  if (trial.state !== 'registered') return;
  const newest = new Map(trial.written.map((one) => [`${one.kind} ${one.url}`, one]));
  const left: Written[] = [];
  for (const written of newest.values()) {
    const exchange = await takeBack(trial, written);
    const isGone = exchange && (succeeded(exchange) || exchange.answer.status === 404);
    if (!isGone) left.push({ ...written, why: exchange ? inShort(exchange) : 'a CDR cannot be taken back' });
  }
  trial.written = left;
}

/**
 * Removes one object: deletes a Tariff, makes a Token or Session invalid, and removes the EVSEs of a Location (LOC-20,
 * TOK-05).
 */
async function takeBack(trial: Trial, { kind, url, object }: Written): Promise<Exchange | undefined> {
  const last_updated = `${new Date().toISOString().slice(0, 19)}Z`;
  const json = (fields: Json) => ({ body: JSON.stringify(fields) });
  if (kind === 'Tariff') return send(trial, 'DELETE', url);
  if (kind === 'Token') return send(trial, 'PATCH', url, json({ valid: false, last_updated }));
  if (kind === 'Session') return send(trial, 'PATCH', url, json({ status: 'INVALID', last_updated }));
  if (kind === 'CDR') return undefined;
  const evses = Array.isArray(object.evses) ? (object.evses as Json[]) : [];
  const removed = evses.map((evse) => ({ ...evse, status: 'REMOVED', last_updated }));
  return send(trial, 'PUT', url, json({ ...object, evses: removed, last_updated }));
}
