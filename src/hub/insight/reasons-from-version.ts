import { versionOf } from '../../ocpi/editions/module-tables-by-version.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Translated } from '../object-translation-types.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { Reason } from './delivery-reason.ts';
import type { Named } from './reasons-from-receiver.ts';

/** Most places in an object, changed by its conversion to another version, that are listed; further ones are only counted. */
const most = 10;

/** An object as a receiver of another version of OCPI reads it; `undefined` where both speak one version. */
export async function asRead(
  { translations }: Pick<Hub, 'translations'>,
  stored: StoredObject | undefined,
  { connection }: Named,
): Promise<Translated | undefined> {
  if (!stored || !connection || translations.isSame(stored, connection)) return undefined;
  return translations.of(stored, connection);
}

/** The reasons why an object cannot be expressed in the receiver's version, or what it loses by the conversion. */
export function versionReasons(read: Translated | undefined, { party, connection }: Named): Reason[] {
  if (!read || !connection) return [];
  const { lost, invented, notes, held } = read.ledger;
  const version = `OCPI ${versionOf(connection)}`;
  if (held !== undefined) return [{ code: 'held_by_version', text: `${party} reads ${version}: ${held}` }];
  const said = [
    ...(lost.length > 0 ? [`lost ${listed(lost)}`] : []),
    ...(invented.length > 0 ? [`made up ${listed(invented)}`] : []),
    ...notes,
  ];
  const text = `${party} reads it in ${version}: ${said.join('; ') || 'nothing is lost'}`;
  return [{ code: 'converted', text }];
}

function listed(pointers: string[]): string {
  const shown = pointers.slice(0, most).join(', ');
  return pointers.length > most ? `${shown} and ${pointers.length - most} more` : shown;
}
