import { idOf, partsOf } from '../hub/delivery/stored-parked-objects.ts';
import type { Hub } from '../hub/hub-dependencies.ts';
import { connectionById } from '../hub/market/connection-index.ts';
import { findConnection } from '../hub/partners/connections.ts';
import type { Connection } from '../hub/ports/connection-registry.ts';
import type { Parked } from '../hub/push-types.ts';
import type { NewResend, ParkedView, ResendView } from '../hub/types.generated.ts';
import { objectModules, objectRow } from '../ocpi/editions/modules.ts';
import { type Party, partyId, partyOf } from '../ocpi/words/party-id.ts';
import { type Listing, namesOf, pageOf, partyParameter } from './list-filters-and-paging.ts';
import type { AdminAnswer, AdminRequest, Handler } from './route-types.ts';

/** An object that a partner has not accepted although it accepted others, with the partner's connection. */
interface Row {
  entry: Parked;
  connection: Connection;
}

/** The search, filters and orders of the list of objects that partners have not accepted. */
export const listing: Listing<Row> = {
  searched: 'id, owner and error of the object, and name, parties and id of the partner',
  texts: ({ entry, connection }, hub) => [
    ...[entry.object, entry.error, connection.id, connection.name, ...connection.parties],
    ...namesOf(hub, objectRow(partsOf(entry).module).owner, partsOf(entry).owner),
  ],
  filters: [
    {
      ...{ name: 'module', kind: 'text', description: 'Module of the object', oneOf: objectModules },
      fits: ({ entry }, value) => partsOf(entry).module === value,
    },
    {
      ...{ name: 'state', kind: 'text', description: 'State', oneOf: ['PARKED', 'REFUSED', 'RETURNED'] },
      fits: ({ entry }, value) => entry.state === value,
    },
    {
      ...{ ...partyParameter, name: 'owner', description: 'Owner of the object' },
      fits: ({ entry }, value) => partsOf(entry).owner === value.toUpperCase(),
    },
    {
      ...{ ...partyParameter, description: 'One of the parties of the partner' },
      fits: ({ connection }, value) => connection.parties.includes(value.toUpperCase() as Party),
    },
  ],
  orders: {
    since: ({ entry }) => entry.since,
    attempts: ({ entry }) => entry.attempts,
    module: ({ entry }) => partsOf(entry).module,
    owner: ({ entry }) => partsOf(entry).owner,
    state: ({ entry }) => entry.state,
  },
};

/** Lists the objects that a partner has not accepted although others went through, the longest waiting first. */
export const list: Handler = async ({ hub }, request) => {
  const connection = findConnection(hub, request.params.id ?? '');
  const parked = await hub.deliver.parked(connection);
  return shown(
    hub,
    parked.map((entry) => ({ entry, connection })),
    request,
  );
};

/** Lists the objects that partners have not accepted, of all partners, the longest waiting first. */
export const listAll: Handler = async ({ hub }, request) => {
  const state = hub.store.registry.read();
  const parked = await hub.deliver.allParked();
  const rows = parked.flatMap(({ connection: id, entry }) => {
    const connection = connectionById(state, id);
    return connection ? [{ entry, connection }] : [];
  });
  return shown(hub, rows, request);
};

function shown(hub: Hub, all: Row[], request: AdminRequest): AdminAnswer {
  const { rows, headers } = pageOf(all, listing, hub, request);
  return { headers, body: rows.map(view) };
}

/** Sends objects that a partner has not accepted to it again at once: one that is named, or all that the hub stores. */
export const resend: Handler = async ({ hub }, { params, body }) => {
  const connection = findConnection(hub, params.id ?? '');
  const { module, country_code, party_id, id, stored } = body as NewResend;
  const owner = country_code && party_id ? partyOf({ country_code, party_id }) : undefined;
  const { errors, ...counts } = await hub.deliver.resend(connection, { module, owner, id, stored });
  const named = errors.map(({ object, error }) => {
    const { owner: whose, module: of } = partsOf({ object });
    const told = masked(error, connection.tokenToThem) ?? '';
    return { module: of, ...partyId(whose), id: idOf({ object }), error: told };
  });
  return { status: 202, body: { ...counts, errors: named } satisfies ResendView };
};

function masked(error: string | null, token: string | null): string | null {
  return token && error ? error.replaceAll(token, '***') : error;
}

function view({ entry, connection: { id, party, tokenToThem: token } }: Row): ParkedView {
  const { module, owner } = partsOf(entry);
  return {
    connection: id,
    partner: partyId(party),
    module,
    ...partyId(owner),
    id: idOf(entry),
    state: entry.state,
    changed: entry.changed,
    since: new Date(entry.since).toISOString(),
    attempts: entry.attempts,
    last_attempt: new Date(entry.tried).toISOString(),
    next_attempt: entry.state === 'PARKED' ? new Date(entry.next).toISOString() : null,
    error: masked(entry.error, token),
  };
}
