import { objectRow } from '../../ocpi/editions/modules.ts';
import { otherRole, type Party } from '../../ocpi/words/party.ts';
import type { Hub } from '../hub.ts';
import { settles } from '../market/directory.ts';
import type { RegistryState } from '../ports/registry.ts';
import type { WhyView } from '../types.generated.ts';
import type { ObjectName } from './reason.ts';
import { agreementBetween, agreementReason } from './why-agreement.ts';
import { deliveryReasons } from './why-delivery.ts';
import { dialectReasons } from './why-dialect.ts';
import { evidenceReasons, heldReasons } from './why-evidence.ts';
import { doorReasons, lookAtDoor, titleOf } from './why-object.ts';
import { receiverReasons, resolveReceiver } from './why-receiver.ts';

/**
 * Tells in words why an object has or has not reached a receiver: a party such as `NL*EMP`, or the id of a connection.
 * It looks at what is stored, at the registry, at the follower and at the trace, and changes nothing.
 */
export async function why(hub: Hub, object: ObjectName, to: string): Promise<WhyView> {
  const state = hub.store.registry.read();
  const role = otherRole(objectRow(object.module).owner);
  const receiver = resolveReceiver(state, role, to, partyPreferred(hub, state, object));
  const door = await lookAtDoor(hub, object);
  const obstacles = [
    ...receiverReasons(object, door.stored, role, receiver),
    ...(objectRow(object.module).audience === 'driver' &&
    door.stored &&
    settles(state, object.owner, receiver.party, hub.now())
      ? []
      : agreementReason(state, object, receiver, hub.now())),
  ];
  const held = await heldReasons(hub, object, door.stored);
  const delivery = await deliveryReasons(hub, object, door, receiver, obstacles.length + held.length > 0);
  const delivered =
    !door.refusedLast && delivery.some(({ code }) => code === 'delivered' || code === 'pulled');
  const reasons = delivered
    ? [...delivery]
    : [...doorReasons(hub, object, door), ...held, ...obstacles, ...delivery];
  reasons.push(...(await evidenceReasons(hub, object, door.stored)));
  reasons.push(...dialectReasons(door.stored, receiver, reasons));
  const verb = delivered ? 'has reached' : 'has not reached';
  return {
    answer: `${titleOf(object)} ${verb} ${receiver.party}: ${reasons[0]?.text ?? 'nobody knows why'}.`,
    delivered,
    reasons,
  };
}

/** Of a platform's parties, the one that shares an agreement with the owner. */
function partyPreferred(hub: Hub, state: RegistryState, { module, owner }: ObjectName) {
  return (parties: Party[]) =>
    parties.find((party) => agreementBetween(state, module, owner, party, hub.now())?.inForce) ??
    parties.find((party) => agreementBetween(state, module, owner, party, hub.now()));
}
