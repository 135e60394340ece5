import { isSameVersion } from '../../ocpi/editions/tables.ts';
import type { Hub } from '../hub.ts';
import type { Connection } from '../ports/registry.ts';

/** Milliseconds after a handshake in which a partner may still have to take note of its new tokens. */
const settling = 500;

/** A partner that has moved to another version gets everything anew in that version, but for what is over: a CDR may be billed twice. */
export function offerAnew(hub: Hub, before: Connection, after: Connection): void {
  if (before.status !== 'REGISTERED' || isSameVersion(before, after) || !after.options.push) return;
  hub.after(settling, () => {
    const failed = (error: unknown) => hub.log.error(error, 'what a partner has could not be offered anew');
    hub.deliver.resend(after, { stored: true, open: true }).catch(failed);
  });
}
