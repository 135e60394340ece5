import type { Reply } from '../messages/exchange.ts';
import { closedAddress } from './network.ts';

const codes =
  /^(E(NOTFOUND|AI_AGAIN|CONNREFUSED|HOSTUNREACH|NETUNREACH|TIMEDOUT|ADDRNOTAVAIL)|UND_ERR_CONNECT_TIMEOUT)\b/;

/** Whether the words of a reply say what lies behind an address, rather than what is wrong with a URL or an answer: a partner that could read them could look around in there. */
export function tellsOfAddress({ outcome, message }: Reply): boolean {
  return outcome === 'unreachable' && (message.endsWith(closedAddress) || codes.test(message));
}
