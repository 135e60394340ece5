import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { endpointOf } from '../../ocpi/editions/endpoint-urls.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import { otherRole, type Party, parseParty, type Role } from '../../ocpi/words/party-id.ts';
import { connectionById, connectionOf } from '../market/connection-index.ts';
import type { Connection, RegistryState } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import { Refusal } from '../refusal-error.ts';
import type { ObjectName, Reason } from './delivery-reason.ts';

/** The receiver that the operator named: a party, and its connection where it has or had one. */
export interface Named {
  party: Party;
  connection: Connection | undefined;
}

const roleNames = { CPO: 'operators', EMSP: 'providers' };

/** The receiver that `to` names: a party, or the id of a connection, from whose parties `preferred` picks one. */
export function resolveReceiver(
  state: RegistryState,
  role: Role,
  to: string,
  preferred: (parties: Party[]) => Party | undefined,
): Named {
  const connection = connectionById(state, to);
  if (connection) return { party: preferred(connection.parties) ?? connection.party, connection };
  const party = parseParty(to);
  if (party) return { party, connection: connectionNamed(state, role, party) };
  const message = `must be a party such as NL*EMP, or the id of a connection; got "${to.slice(0, 60)}"`;
  throw new Refusal('invalid', `the query is not valid: ?to ${message}`, [{ pointer: '?to', message }]);
}

/** A party's live connection in the receiving role, else its last one in that role, else any of its connections. */
function connectionNamed(state: RegistryState, role: Role, party: Party): Connection | undefined {
  const known = state.connections.filter(({ parties }) => parties.includes(party));
  return (
    connectionOf(state, role, party) ??
    known.findLast((connection) => connection.role === role) ??
    connectionOf(state, otherRole(role), party)
  );
}

/** The reasons in the receiver's connection why an object cannot arrive. */
export function receiverReasons(
  { module, owner }: ObjectName,
  stored: StoredObject | undefined,
  role: Role,
  { party, connection }: Named,
): Reason[] {
  if (party === owner)
    return [{ code: 'own_object', text: `${party} owns it; nobody is sent his own objects` }];
  if (!connection) return [{ code: 'receiver_unknown', text: `no connection is known for ${party}` }];
  if (connection.role !== role) {
    const text = `${module} go to ${roleNames[role]}; ${party} is connected as one of the ${roleNames[connection.role]}`;
    return [{ code: 'wrong_role', text }];
  }
  return [...bindingReasons(stored, party), ...stateReasons(module, party, connection)];
}

/** The reasons from the provider to which a Session or CDR is bound (ROUTE-20, ROUTE-35). */
function bindingReasons(stored: StoredObject | undefined, party: Party): Reason[] {
  const bound = stored?.recipient;
  if (!bound || bound === party) return [];
  return [{ code: 'not_audience', text: `it is for ${bound} alone, whose driver it is about` }];
}

function stateReasons(module: ObjectModuleId, party: Party, connection: Connection): Reason[] {
  const { status, options, endpoints } = connection;
  if (status === 'PENDING')
    return [{ code: 'receiver_pending', text: `${party} has been invited and has not registered yet` }];
  if (status === 'UNREGISTERED')
    return [{ code: 'receiver_unregistered', text: `the connection of ${party} has ended` }];
  const suspended: Reason = {
    code: 'receiver_suspended',
    text: `the connection of ${party} is suspended; it gets what it missed when it is resumed`,
  };
  const off: Reason = {
    code: 'push_off',
    text: `pushing is switched off for ${party} (option push); it has to pull`,
  };
  const offered = endpoints.map(({ identifier }) => identifier).join(', ') || 'nothing';
  const missing: Reason = {
    code: 'module_not_offered',
    text: `${party} does not offer the module ${module}, only ${offered}`,
  };
  return [
    ...(status === 'SUSPENDED' ? [suspended] : []),
    ...(options.push ? [] : [off]),
    ...(endpointOf(endpoints, module) && takes(connection, module) ? [] : [missing]),
  ];
}

function takes(connection: Connection, module: ObjectModuleId): boolean {
  const { list, object } = editionOf(connection).objectRow(module).receiver;
  return [...list, ...object].some((method) => method !== 'GET');
}
