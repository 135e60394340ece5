import type { Command } from 'commander';
import { adminCommand, group } from './command.ts';
import { type Connection, connectionNamed, partyName } from './connections.ts';
import { card, table } from './table.ts';

/** `ocpi-hub parties`: the connected parties, and the state of the delivery to each. */
export function partiesCommand(): Command {
  return group('parties', 'see connections and their parties', 'ocpi-hub parties list', [
    adminCommand(
      'list',
      'all connections, oldest first',
      'ocpi-hub parties list --json',
      async ({ hub, print }) => {
        const all = await hub.ask<Connection[]>('GET', '/connections');
        print(all, () => table(all, columns, 'no connections yet: make the first with "ocpi-hub connect"'));
      },
    ),
    adminCommand(
      'show',
      'one connection: endpoints, options, delivery',
      "ocpi-hub parties show 'NL*ABC'",
      async ({ hub, print }, name = '') => {
        const found = await connectionNamed(hub, name);
        print(found, () => whole(found));
      },
    ).argument('<party>', 'party such as NL*ABC, or id of a connection'),
  ]);
}

const columns = {
  PARTY: partyName,
  ROLE: ({ role }: Connection) => role,
  NAME: ({ name }: Connection) => name,
  STATUS: ({ status }: Connection) => status,
  DELIVERY: ({ delivery }: Connection) => delivery.state,
  PENDING: ({ delivery }: Connection) => delivery.pending,
  DELIVERED: ({ delivery }: Connection) => delivery.delivered,
  FAILED: ({ delivery }: Connection) => delivery.failed,
  PARKED: ({ delivery }: Connection) => delivery.parked,
  ID: ({ id }: Connection) => id,
};

/** All details of a connection. */
export function whole(connection: Connection): string {
  const { id, role, name, parties, status, versions_url, endpoints, options, delivery } = connection;
  const { state, pending, delivered, failed, parked, behind_since, last_error } = delivery;
  return card({
    party: partyName(connection),
    'all parties': parties.length > 1 ? parties.map(partyName).join(', ') : '',
    role,
    name,
    status,
    id,
    versions: versions_url,
    endpoints: endpoints.map(({ identifier, url }) => `\n  ${identifier.padEnd(17)} ${url}`).join(''),
    options: Object.entries(options)
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(' '),
    delivery: `${state}: ${pending} pending, ${delivered} delivered, ${failed} failed, ${parked} parked`,
    'behind since': behind_since,
    'last error': last_error,
  });
}
