import type { LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { type NameService, type Resolve, resolver } from './dns-resolver.ts';

/** The networks and schemes that outgoing requests may use. */
export interface Reach {
  /** Loopback, private and other addresses that are not on the public internet. */
  privateNetworks: boolean;
  /** URLs without TLS, which show the token to everybody on the way. */
  plainHttp: boolean;
  /** Networks that are allowed whatever else is forbidden, such as `10.20.0.0/16`. */
  networks?: string[];
  /** The resolver of host names; by default one that asks the system's name servers. */
  names?: NameService;
}

/** The checks of URLs and addresses that every outgoing request passes. */
export interface Border {
  /** The reason why a URL may not be called; `undefined` when it may. Host names are checked when they are resolved. */
  refuses(url: URL): string | undefined;
  /** A DNS look-up that returns only allowed addresses, so that the client connects to the very address that was checked (HUB-35). */
  lookup: LookupFunction;
}

/** Error text for a URL whose address is not allowed. */
export const closedAddress = 'its address is not open to partners';

/** Builds the checks from the allowed networks; every request passes the same ones, redirected or not. */
export function borderOf(
  { privateNetworks, plainHttp, networks = [], names }: Reach,
  resolve: Resolve = resolver({ service: names }),
): Border {
  const open = blockList(networks);
  const isOpen = (address: string) =>
    contains(open, address) || (!contains(never, address) && (privateNetworks || !isPrivateAddress(address)));
  return {
    refuses(url) {
      if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'its scheme is not http or https';
      if (url.protocol === 'http:' && !plainHttp) return 'it is not https';
      if (url.username !== '' || url.password !== '') return 'it holds a user name or password';
      const host = url.hostname.replace(/^\[|\]$/g, '');
      return isIP(host) === 0 || isOpen(host) ? undefined : closedAddress;
    },
    lookup: (hostname, options, callback) => {
      const open = (addresses: LookupAddress[]) => {
        const found = addresses.filter(
          ({ address, family }) =>
            isOpen(address) && (!options.family || familyOf(options.family) === family),
        );
        const [first] = found;
        if (!first) throw noneOpen(hostname);
        return { first, found };
      };
      resolve(hostname)
        .then(open)
        .then(
          ({ first, found }) =>
            options.all
              ? (callback as unknown as (error: null, all: LookupAddress[]) => void)(null, found)
              : callback(null, first.address, first.family),
          (error: NodeJS.ErrnoException) => callback(error, '', 0),
        );
    },
  };
}

function noneOpen(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no public address`), { code: 'ENOTFOUND' });
}

/** Whether an IP address is loopback, private, link-local or otherwise not on the public internet. */
export function isPrivateAddress(address: string): boolean {
  return contains(closed, address);
}

/** An address or network as `10.0.0.0/8`, `fd00::/8` or `127.0.0.1`; `undefined` for anything else. */
export function readNetwork(
  text: string,
): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (version === 0 || more.length > 0 || prefix < 0 || prefix > longest) return undefined;
  return { address, prefix, family: version === 6 ? 'ipv6' : 'ipv4' };
}

/** Whether an address lies in one of these networks. */
export function isWithin(networks: string[]): (address: string) => boolean {
  const list = blockList(networks);
  return (address) => isIP(address) !== 0 && contains(list, address);
}

const ofThisMachine = isWithin(['127.0.0.0/8', '::1']);

/** Whether a host, as in a URL or as an address to listen on, is this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || ofThisMachine(host.replace(/^\[|\]$/g, ''));
}

function familyOf(family: number | 'IPv4' | 'IPv6'): number {
  return family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family;
}

function contains(list: BlockList, address: string): boolean {
  // An IPv4 address mapped into IPv6 is checked as that IPv4 address, in whichever way it is written.
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function blockList(networks: string[]): BlockList {
  const list = new BlockList();
  for (const text of networks) {
    const network = readNetwork(text);
    if (network) list.addSubnet(network.address, network.prefix, network.family);
  }
  return list;
}

const closed = blockList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]);

/**
 * Addresses that are never called: the metadata services of clouds give a machine's identity and credentials to any
 * local caller.
 */
const never = blockList([
  '169.254.0.0/16',
  '100.100.100.200/32',
  '192.0.0.192/32',
  'fe80::/10',
  'fd00:ec2::254/128',
  '224.0.0.0/4',
  'ff00::/8',
  '255.255.255.255/32',
]);
