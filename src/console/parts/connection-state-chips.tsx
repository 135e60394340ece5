import type { AgreementView, ConnectionView } from '../../hub/types.generated.ts';
import { Chip, type Tone } from './state-chip.tsx';

const statuses: Record<ConnectionView['status'], [Tone, string]> = {
  PENDING: ['info', 'Invited'],
  REGISTERED: ['good', 'Registered'],
  SUSPENDED: ['warn', 'Suspended'],
  UNREGISTERED: ['off', 'Unregistered'],
};

const deliveries: Record<ConnectionView['delivery']['state'], [Tone, string]> = {
  LIVE: ['good', 'Live'],
  BEHIND: ['warn', 'Behind'],
  DOWN: ['bad', 'Down'],
  OFF: ['off', 'Off'],
};

/** The status of a connection. */
export function ConnectionStatus({ status }: { status: ConnectionView['status'] }) {
  const [tone, word] = statuses[status];
  return <Chip tone={tone}>{word}</Chip>;
}

/** The state of the delivery to a partner. */
export function DeliveryState({ state }: { state: ConnectionView['delivery']['state'] }) {
  const [tone, word] = deliveries[state];
  return <Chip tone={tone}>{word}</Chip>;
}

/**
 * The present state of an agreement, as a word and a colour; an agreement in force waits where something is in the way
 * of a party.
 */
export function agreementState(
  { status, in_force, valid_from, valid_to, obstacles }: AgreementView,
  now = Date.now(),
): [Tone, string] {
  if (status === 'SUSPENDED') return ['warn', 'Suspended'];
  if (status === 'TERMINATED') return ['off', 'Terminated'];
  if (in_force) return obstacles.length > 0 ? ['warn', 'Waits'] : ['good', 'In force'];
  if (valid_from !== null && Date.parse(valid_from) > now) return ['info', 'Begins later'];
  return valid_to === null ? ['good', 'In force'] : ['off', 'Over'];
}
