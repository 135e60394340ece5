import type { Reply } from '../messages/request-and-answer-types.ts';
import { closedAddress } from './allowed-networks.ts';

const codes =
  /^(E(NOTFOUND|AI_AGAIN|CONNREFUSED|HOSTUNREACH|NETUNREACH|TIMEDOUT|ADDRNOTAVAIL)|UND_ERR_CONNECT_TIMEOUT)\b/;

/** Tells whether the message of a reply reveals what answers at an address. A partner that reads such messages could scan the hub's own network. */
export function revealsNetwork({ outcome, message }: Reply): boolean {
  return outcome === 'unreachable' && (message.endsWith(closedAddress) || codes.test(message));
}
