import type { Token } from '../../src/ocpi/types/2.1.1.generated.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import type { Platform } from '../platform/simulated-platform.ts';

/** The uid of the operator's own card, with which a car charges although no provider is connected. */
export const guestCard = 'GUEST-CARD';

/** The owner of the sessions of the guest card: no connection has this id, so no partner is told of them. */
export const nobody = 'nobody';

/** The operator's own card as a Token. */
export function guestToken({ name, clock }: Platform): Token {
  return {
    uid: guestCard,
    type: 'RFID',
    auth_id: guestCard,
    issuer: name,
    valid: true,
    whitelist: 'ALWAYS',
    last_updated: formatDateTime(clock.now()),
  };
}
