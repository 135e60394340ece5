import { isSameVersion } from '../../ocpi/editions/module-tables-by-version.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';

/** Milliseconds after a handshake in which a partner may still be storing its new tokens. */
const settling = 500;

/**
 * Sends a partner that has moved to another version all its objects again in that version, except those that are final:
 * a CDR may be billed twice.
 */
export function offerAnew(hub: Hub, before: Connection, after: Connection): void {
  if (before.status !== 'REGISTERED' || isSameVersion(before, after) || !after.options.push) return;
  hub.after(settling, () => {
    const failed = (error: unknown) => hub.log.error(error, 'what a partner has could not be offered anew');
    hub.deliver.resend(after, { stored: true, open: true }).catch(failed);
  });
}
