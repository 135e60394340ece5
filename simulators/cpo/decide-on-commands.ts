import { OcpiError } from '../../src/ocpi/messages/ocpi-errors.ts';
import type {
  Capability,
  CommandResponseType,
  CommandType,
  EVSE,
  Location,
  ReserveNow,
  StartSession,
  StopSession,
  Token,
  UnlockConnector,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import { parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { keyOf } from '../platform/object-store.ts';
import { evseOf, freeEvses, isOpenFor, locationOf } from './find-evses.ts';
import { madeOf, oddityOf } from './misbehaviour-of-test-evses.ts';
import { type Operator, spare } from './operator-state.ts';
import { plugIn } from './plug-in-car.ts';
import { reservationOf, reserve } from './reserve-evse.ts';
import { waitForCable } from './session-without-cable.ts';

/** A function with which an operator decides about a command of a connection. */
export type Command<T> = (operator: Operator, connection: string, body: T) => Decision;

/**
 * The direct answer to a command or, when the command is accepted, the action of the charge point, which gives the
 * result (CMD-12, CMD-13).
 */
export type Decision = CommandResponseType | (() => CommandResponseType);

/** The operator's decision about each command. */
export const commands = {
  START_SESSION: startSession,
  STOP_SESSION: stopSession,
  RESERVE_NOW: reserveNow,
  UNLOCK_CONNECTOR: unlockConnector,
};

function startSession(operator: Operator, connection: string, command: StartSession): Decision {
  const { platform } = operator;
  const place = placeOf(operator, command, 'REMOTE_START_STOP_CAPABLE');
  if (typeof place === 'string') return place;
  const { location, evse } = place;
  if (!isOpenFor(operator, evse, command.token.uid)) return 'REJECTED';
  if (command.connector_id != null && !evse.connectors.some(({ id }) => id === command.connector_id))
    return 'REJECTED';
  return atEvse(evse.uid, 'START_SESSION', () => {
    const now = evseOf(locationOf(platform, location.id), evse.uid);
    if (!now || !isOpenFor(operator, now, command.token.uid)) return 'REJECTED';
    spare(operator, connection, command);
    if (oddityOf(evse.uid)?.noCable) {
      waitForCable(operator, connection, command, evse.uid);
      return 'ACCEPTED';
    }
    plugIn(operator, {
      token: command.token,
      connection,
      authMethod: 'COMMAND',
      reference: command.authorization_reference,
      location,
      evse: now,
      connectorId: command.connector_id,
    });
    return 'ACCEPTED';
  });
}

function stopSession(operator: Operator, connection: string, { session_id }: StopSession): Decision {
  const { platform, charges } = operator;
  const session = platform.own.sessions.get(keyOf('sessions', platform.party, { id: session_id }));
  if (session?.connection !== connection) return 'UNKNOWN_SESSION';
  const charge = charges.get(session_id);
  if (!charge) return 'REJECTED';
  return atEvse(charge.evseUid, 'STOP_SESSION', () => {
    charge.stop.abort();
    return 'ACCEPTED';
  });
}

function reserveNow(operator: Operator, connection: string, command: ReserveNow): Decision {
  const { platform } = operator;
  const before = reservationOf(operator, connection, command);
  const place = placeOf(
    operator,
    { ...command, evse_uid: command.evse_uid ?? before?.evseUid },
    'RESERVABLE',
  );
  if (typeof place === 'string') return place;
  const { location, evse } = place;
  const isFree = evse.status === 'AVAILABLE' || before?.evseUid === evse.uid;
  const isFuture = (parseDateTime(command.expiry_date) ?? 0) > platform.clock.now();
  if (!isFree || !isFuture) return 'REJECTED';
  return atEvse(evse.uid, 'RESERVE_NOW', () => {
    const status = evseOf(locationOf(platform, location.id), evse.uid)?.status;
    if (status !== 'AVAILABLE' && reservationOf(operator, connection, command)?.evseUid !== evse.uid)
      return 'REJECTED';
    spare(operator, connection, command);
    reserve(operator, connection, command, evse.uid);
    return 'ACCEPTED';
  });
}

function unlockConnector(operator: Operator, _connection: string, command: UnlockConnector): Decision {
  const place = placeOf(operator, command, 'UNLOCK_CAPABLE');
  if (typeof place === 'string') return place;
  if (!place.evse.connectors.some(({ id }) => id === command.connector_id)) return 'REJECTED';
  return atEvse(place.evse.uid, 'UNLOCK_CONNECTOR', () => {
    for (const charge of operator.charges.values())
      if (charge.evseUid === place.evse.uid) charge.stop.abort();
    return 'ACCEPTED';
  });
}

/** The action of the charge point on an accepted command, unless the EVSE is one for tests that does nothing. */
function atEvse(uid: string, command: CommandType, act: () => CommandResponseType): Decision {
  return () => madeOf(uid, command) ?? act();
}

/**
 * The EVSE that a command names, or any free one if it names none (CMD-21); else the reason of the refusal (CMD-07,
 * CMD-08, CMD-10).
 */
function placeOf(
  operator: Operator,
  { location_id, evse_uid, token }: { location_id: string; evse_uid?: string | null; token?: Token },
  capability: Capability,
): { location: Location; evse: EVSE } | 'REJECTED' | 'NOT_SUPPORTED' {
  const location = locationOf(operator.platform, location_id);
  if (!location) throw new OcpiError('unknownCommandLocation', `unknown location ${location_id}`);
  if (evse_uid == null)
    return (
      freeEvses(operator, { tokenUid: token?.uid, locationId: location_id, capability })[0] ?? 'REJECTED'
    );
  const evse = evseOf(location, evse_uid);
  if (!evse || evse.status === 'REMOVED') return 'REJECTED';
  return evse.capabilities?.includes(capability) ? { location, evse } : 'NOT_SUPPORTED';
}
