import { readPage } from '../../ocpi/messages/paging.ts';
import type { Answer, Inbound } from '../../ocpi/messages/request-and-answer-types.ts';
import { otherRole, type Party, partyId } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection, ConnectionStatus } from '../ports/connection-registry.ts';
import { connectionOf, partnersOf } from './connection-index.ts';
import type { HubCaller } from './sender-and-addressee.ts';

/** The names of connection states in a hub's list of parties. */
const states: Record<ConnectionStatus, string> = {
  PENDING: 'PLANNED',
  REGISTERED: 'CONNECTED',
  SUSPENDED: 'SUSPENDED',
  UNREGISTERED: 'OFFLINE',
};

/**
 * A page of the parties with which a partner has agreements, and of no others: the owners of the objects it is to
 * expect.
 */
export async function listParties(hub: Hub, { caller, query }: Inbound<HubCaller>): Promise<Answer> {
  const { role, parties } = caller.connection;
  const { offset, limit, from = 0, to = Number.POSITIVE_INFINITY } = readPage(query);
  const state = hub.store.registry.read();
  const others = new Set(parties.flatMap((party) => partnersOf(state, role, party, hub.now())));
  const all = [...others]
    .flatMap((party) => entryOf(party, connectionOf(state, otherRole(role), party)) ?? [])
    .filter(({ last_updated }) => {
      const time = Date.parse(last_updated);
      return time >= from && time < to;
    });
  const page = all.slice(offset, offset + limit);
  const objects = page.map((one) => Buffer.from(JSON.stringify(one)));
  return { page: { total: all.length, offset, limit, objects } };
}

function entryOf(party: Party, connection: Connection | undefined) {
  if (!connection) return undefined;
  const { role, status, updated } = connection;
  return { ...partyId(party), role, status: states[status], last_updated: updated };
}
