import type { Parked } from '../hub/changes.ts';
import { idOf, partsOf } from '../hub/delivery/parked-notes.ts';
import { findConnection } from '../hub/partners/connections.ts';
import type { NewResend, ParkedView, ResendView } from '../hub/types.generated.ts';
import { partyId, partyOf } from '../ocpi/words/party.ts';
import type { Handler } from './route.ts';

/** Lists the objects that a partner has not accepted although others went through, the longest waiting first. */
export const list: Handler = async ({ hub }, { params }) => {
  const connection = findConnection(hub, params.id ?? '');
  const parked = await hub.deliver.parked(connection);
  return { body: parked.map((entry) => view(entry, connection.tokenToThem)) };
};

/** Sends parked or refused objects again at once. */
export const resend: Handler = async ({ hub }, { params, body }) => {
  const connection = findConnection(hub, params.id ?? '');
  const { module, country_code, party_id, id } = body as NewResend;
  const owner = country_code && party_id ? partyOf({ country_code, party_id }) : undefined;
  const objects = await hub.deliver.resend(connection, { module, owner, id });
  return { status: 202, body: { objects } satisfies ResendView };
};

function view(entry: Parked, token: string | null): ParkedView {
  const { module, owner } = partsOf(entry);
  return {
    module,
    ...partyId(owner),
    id: idOf(entry),
    state: entry.state,
    changed: entry.changed,
    since: new Date(entry.since).toISOString(),
    attempts: entry.attempts,
    last_attempt: new Date(entry.tried).toISOString(),
    next_attempt: entry.state === 'PARKED' ? new Date(entry.next).toISOString() : null,
    error: token && entry.error ? entry.error.replaceAll(token, '***') : entry.error,
  };
}
