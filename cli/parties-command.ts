import type { Command } from 'commander';
import { type Connection, connectionNamed, partyName } from './find-connection-by-name.ts';
import { choice, type Listed, paged, pageOf, withRest } from './list-command-options.ts';
import { adminCommand, group } from './make-admin-command.ts';
import { card, table } from './print-table.ts';

/** `ocpi-hub parties`: lists the connected parties, with the state of the delivery to each. */
export function partiesCommand(): Command {
  return group('parties', 'see connections and their parties', 'ocpi-hub parties list', [
    paged(
      adminCommand<Filters>(
        'list',
        'connections, oldest first',
        'ocpi-hub parties list --role emsp --delivery behind',
        async ({ hub, options, print }) => {
          const { role, status, delivery, trouble } = options;
          const filters = { role, status, delivery, trouble };
          const rows = await pageOf<Connection>(hub, '/connections', options, filters);
          print(rows.all, () => withRest(table(rows.all, columns, none(options)), rows));
        },
      ),
    )
      .addOption(choice('--role <role>', 'only partners in this role', ['CPO', 'EMSP']))
      .addOption(choice('--status <status>', 'only those in this status', statuses))
      .addOption(
        choice('--delivery <state>', 'only with deliveries in this state', ['LIVE', 'BEHIND', 'DOWN', 'OFF']),
      )
      .addOption(choice('--trouble <kind>', 'only those that need a person for this', troubles)),
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

interface Filters extends Listed {
  role?: string;
  status?: string;
  delivery?: string;
  trouble?: string;
}

const troubles = ['registration_failed', 'sync_failed', 'retirement_waiting', 'behind', 'parked'];

const statuses = ['PENDING', 'REGISTERED', 'SUSPENDED', 'UNREGISTERED'];

function none({ role, status, delivery, trouble, search }: Filters): string {
  return role || status || delivery || trouble || search
    ? 'no connection fits'
    : 'no connections yet: make the first with "ocpi-hub connect"';
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

/** Prints all details of a connection. */
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
