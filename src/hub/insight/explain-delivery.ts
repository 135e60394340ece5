import { objectRow } from '../../ocpi/editions/modules.ts';
import { otherRole, type Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { settles } from '../market/connection-index.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import type { WhyView } from '../types.generated.ts';
import type { ObjectName, Reason } from './delivery-reason.ts';
import { type DeliveryStory, deliveryStory } from './delivery-story.ts';
import { agreementBetween, agreementReason } from './reasons-from-agreement.ts';
import { dialectReasons } from './reasons-from-dialect.ts';
import { evidenceReasons, heldReasons } from './reasons-from-evidence.ts';
import { type Intake, intakeOf, intakeReasons, titleOf } from './reasons-from-last-write.ts';
import { type Named, receiverReasons, resolveReceiver } from './reasons-from-receiver.ts';
import { asRead, versionReasons } from './reasons-from-version.ts';

/**
 * Explains why an object has or has not reached a receiver: a party such as `NL*EMP`, or the id of a connection. It
 * reads stored objects, the registry, the state of deliveries and the journal of exchanges, and changes nothing.
 */
export async function why(hub: Hub, object: ObjectName, to: string): Promise<WhyView> {
  const state = hub.store.registry.read();
  const role = otherRole(objectRow(object.module).owner);
  const receiver = resolveReceiver(state, role, to, partyPreferred(hub, state, object));
  const door = await intakeOf(hub, object);
  const agreement =
    objectRow(object.module).audience === 'driver' &&
    door.stored &&
    settles(state, object.owner, receiver.party, hub.now())
      ? []
      : agreementReason(state, object, receiver, hub.now());
  const obstacles = receiverReasons(object, door.stored, role, receiver);
  const held = await heldReasons(hub, object, door.stored);
  const read = await asRead(hub, door.stored, receiver);
  const version = versionReasons(read, receiver);
  if (read?.ledger.held !== undefined) obstacles.push(...version);
  const isBarred = obstacles.length + agreement.length + held.length > 0;
  const story = await deliveryStory(hub, object, door, receiver, isBarred);
  const hasIt =
    !door.refusedLast && story.reasons.some(({ code }) => code === 'delivered' || code === 'pulled');
  const reasons = hasIt
    ? [...story.reasons]
    : weighed([...intakeReasons(hub, object, door), ...held, ...agreement, ...obstacles, ...story.reasons]);
  const delivered = hasIt || isKnown(story, reasons, door, state, object, receiver) ? hasIt : null;
  const head = headOf(object, receiver.party, delivered, story.older);
  reasons.push(...(await evidenceReasons(hub, object, door.stored)));
  if (read?.ledger.held === undefined) reasons.push(...version);
  reasons.push(...dialectReasons(read?.object ?? door.stored, receiver, reasons));
  return { answer: `${head}: ${reasons[0]?.text ?? 'nobody knows why'}.`, delivered, reasons };
}

/** The first part of the answer; `delivered` is null where it is not known. */
function headOf(
  object: ObjectName,
  party: Party,
  delivered: boolean | null,
  older: string | undefined,
): string {
  const title = titleOf(object);
  if (delivered) return `${title} has reached ${party}`;
  if (older) return `${party} has an older version, of ${older}, of ${title}`;
  return delivered === null
    ? `It is not known whether ${title} has reached ${party}`
    : `${title} has not reached ${party}`;
}

/**
 * The reasons without which no other would matter: first who owner and receiver are, then whether they exchange
 * anything.
 */
const weights: Reason['code'][][] = [
  ['own_object', 'receiver_unknown', 'receiver_pending', 'wrong_role', 'owner_unknown'],
  [
    'no_agreement',
    'agreement_terminated',
    'agreement_suspended',
    'agreement_not_yet_valid',
    'agreement_expired',
  ],
];

function weighed(reasons: Reason[]): Reason[] {
  const weightOf = ({ code }: Reason) => {
    const at = weights.findIndex((codes) => codes.includes(code));
    return at < 0 ? weights.length : at;
  };
  return [...reasons].sort((one, other) => weightOf(one) - weightOf(other));
}

/** Reasons by which an object cannot have reached a receiver, whatever exchanges the journal has dropped. */
const certain: Reason['code'][] = [
  ...['own_object', 'receiver_unknown', 'wrong_role', 'owner_unknown', 'not_stored'],
  ...['receiver_pending', 'held_by_version', 'not_audience', 'held', 'no_agreement', 'refused_by_hub'],
] as Reason['code'][];

/** Tells whether it is known that a receiver lacks the newest state of an object. */
function isKnown(
  story: DeliveryStory,
  reasons: Reason[],
  { stored }: Intake,
  state: RegistryState,
  { module, owner }: ObjectName,
  { party }: Named,
): boolean {
  if (story.certain || reasons.some(({ code }) => certain.includes(code))) return true;
  // The object has changed since its owner and the receiver stopped exchanging data.
  const found = agreementBetween(state, module, owner, party, 0);
  const { after = Number.POSITIVE_INFINITY, status } = found?.agreement ?? {};
  return status !== 'ACTIVE' && stored !== undefined && stored.changed > after;
}

/** The party of a platform that has an agreement with the object's owner. */
function partyPreferred(hub: Hub, state: RegistryState, { module, owner }: ObjectName) {
  return (parties: Party[]) =>
    parties.find((party) => agreementBetween(state, module, owner, party, hub.now())?.inForce) ??
    parties.find((party) => agreementBetween(state, module, owner, party, hub.now()));
}
