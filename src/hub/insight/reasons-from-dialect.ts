import { inDialect } from '../../ocpi/client/object-in-partner-dialect.ts';
import { changeFinding } from '../../ocpi/client/request-body-in-style.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { leftOut } from '../../ocpi/schemas/replace-nonstandard-parts.ts';
import { dialectOf, learntOf } from '../market/learnt-partner-profile.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { Reason } from './delivery-reason.ts';
import type { Named } from './reasons-from-receiver.ts';

/** Most changes of an object by the receiver's dialect that are listed; further ones are only counted. */
const most = 10;

/** The changes that the receiver's dialect makes to an object (EXT-19) and, where its content may be the reason for a refusal, the option that decides (EXT-23). */
export function dialectReasons(
  stored: StoredObject | undefined,
  { party, connection }: Named,
  reasons: Reason[],
): Reason[] {
  if (!connection || !stored) return [];
  const { object } = objectRow(stored.module);
  const dialect = dialectOf(connection);
  const { changes } = inDialect(
    JSON.parse(stored.bytes.toString()),
    { object, owner: stored.owner },
    dialect,
  );
  const option = `option extensions "${dialect.extensions}"${learntOf(connection).includes('extensions') ? ', learnt from a refusal' : ''}`;
  if (changes.length > 0) {
    const words = changes.slice(0, most).map((one) => `${changeFinding(one).message} at ${one.pointer}`);
    const withheld = changes.some(({ kind, to }) => kind === 'value' && to === leftOut);
    const more = changes.length > most ? `, and ${changes.length - most} more` : '';
    const text = `${party} is told ${withheld ? 'less' : 'otherwise'} (${option}): ${words.join(', ')}${more}`;
    return [{ code: 'dialect', text }];
  }
  const open = reasons.some(({ code }) => ['refused_by_partner', 'pulled', 'not_pushed'].includes(code));
  if (!open || dialect.extensions === 'none') return [];
  const text = `should the system of ${party} refuse or drop what has unknown fields, the ${option} is to be "none" ("ocpi-hub options '${party}' extensions=none")`;
  return [{ code: 'dialect', text }];
}
