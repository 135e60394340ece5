import type { LookupAddress } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { candidates, readSystemNames, type SystemFiles, systemFiles } from './system-hosts-and-domains.ts';

/**
 * Finds the IP addresses of a host name; rejects with a code of getaddrinfo: `ENOTFOUND`, or `EAI_AGAIN` where no name
 * server answers.
 */
export type Resolve = (name: string) => Promise<LookupAddress[]>;

/** How names are looked up: `dns` by the name servers of the system, or by those listed (`10.0.0.53,[fd00::53]:5353`); `getaddrinfo` as the operating system does, two names at a time. */
export type NameService = string;

/** Tells whether a text is a valid name service setting. */
export function isNameService(text: string): boolean {
  return ['dns', 'getaddrinfo'].includes(text) || text.split(',').every(isServer);
}

function isServer(text: string): boolean {
  const [, bracketed, plain = bracketed, port] =
    /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  return isIP(plain ?? text) > 0 && Number(port ?? 53) < 65_536;
}

/** The settings of a resolver; times in milliseconds. */
export interface ResolverOptions {
  service?: NameService;
  files?: SystemFiles;
  /** Longest wait for the answer of DNS name servers, in milliseconds. */
  deadline?: number;
  /** Maximum number of names in the cache; the oldest entry is removed first. */
  most?: number;
  now?(): number;
}

/** Longest wait for name servers in milliseconds: below the connect timeout, so that the error names the look-up as its cause. */
const patience = 2500;

/** Bounds in milliseconds for the time that an answer stays in the cache: its TTL within them; a missing name stays for the least. */
const known = { least: 5_000, most: 60_000 };

/** IP addresses that have been found, and the time until which they are cached. */
interface Found {
  addresses: LookupAddress[];
  seconds: number;
}

/**
 * Makes a resolver in which names do not wait for each other, however many have silent name servers: it occupies no
 * thread of Node's pool. The hosts file comes first and the search domains of the system count; answers, and missing
 * names, are cached for a while (HUB-35: the connecting client checks the addresses).
 */
export function resolver(options: ResolverOptions = {}): Resolve {
  const { service = 'dns', files = systemFiles, deadline = patience, most = 1000, now = Date.now } = options;
  if (service === 'getaddrinfo') return (name) => lookup(name, { all: true });
  const servers = service === 'dns' ? undefined : service.split(',');
  const names = new Map<string, { found: Promise<Found>; until: number }>();
  return async (given) => {
    const name = given.toLowerCase();
    const family = isIP(name);
    if (family > 0) return [{ address: name, family }];
    const before = names.get(name);
    if (before && before.until > now()) return (await before.found).addresses;
    const found = find(name, { files, servers, deadline });
    // Callers that ask meanwhile wait for the same answer.
    const entry = { found, until: Number.POSITIVE_INFINITY };
    names.delete(name);
    names.set(name, entry);
    for (const oldest of names.keys()) {
      if (names.size <= most) break;
      names.delete(oldest);
    }
    const seconds = await found.then(
      (answer) => answer.seconds,
      () => 0,
    );
    entry.until = now() + Math.min(known.most, Math.max(known.least, seconds * 1000));
    return (await found).addresses;
  };
}

interface Means {
  files: SystemFiles;
  servers: string[] | undefined;
  deadline: number;
}

async function find(name: string, { files, servers, deadline }: Means): Promise<Found> {
  const system = await readSystemNames(files);
  const written =
    system.hosts.get(name.replace(/\.$/, '')) ?? (isLoopback(name) ? ['127.0.0.1', '::1'] : undefined);
  if (written)
    return { addresses: written.map((address) => ({ address, family: isIP(address) })), seconds: 0 };
  // A resolver for each name: it reads the system's name servers anew, and its requests end with it.
  const asked = new Resolver({ timeout: Math.ceil(deadline / 3), tries: 3 });
  if (servers) asked.setServers(servers);
  const late = setTimeout(() => asked.cancel(), deadline).unref();
  try {
    for (const candidate of candidates(name, system)) {
      const found = await addressesOf(asked, candidate);
      if (found.addresses.length > 0) return found;
    }
  } catch (error) {
    const { code } = error as { code?: string };
    throw failure('EAI_AGAIN', `no name server has told the address of ${name} (${code})`);
  } finally {
    clearTimeout(late);
    asked.cancel();
  }
  throw failure('ENOTFOUND', `${name} has no address`);
}

/** Whether a name means this machine whatever a name server says (RFC 6761). */
function isLoopback(name: string): boolean {
  return /^(.+\.)?localhost\.?$/.test(name);
}

/** Milliseconds that the addresses of one family are waited for once those of the other are there. */
const grace = 250;

/**
 * The addresses of a host name as it stands, IPv4 first, none where it has none; rejects where no name server can tell.
 */
async function addressesOf(asked: Resolver, name: string): Promise<Found> {
  const found: (LookupAddress & { ttl: number })[] = [];
  let failed: Error | undefined;
  await new Promise<void>((done) => {
    const gather = async (family: 4 | 6) => {
      const told = asked[`resolve${family}`](name, { ttl: true });
      const some = await told.catch((error: Error) => {
        if (!isNone(error)) failed = error;
        return [];
      });
      found.push(...some.map(({ address, ttl }) => ({ address, ttl, family })));
      if (some.length > 0) setTimeout(done, grace).unref();
    };
    void Promise.all([gather(4), gather(6)]).then(() => done());
  });
  if (found.length === 0 && failed) throw failed;
  return {
    addresses: found.map(({ address, family }) => ({ address, family })).sort((a, b) => a.family - b.family),
    seconds: Math.min(...found.map(({ ttl }) => ttl)),
  };
}

/** Tells whether an error means that the name has no such address, which is an answer and not a failure. */
function isNone({ code }: Error & { code?: string }): boolean {
  return code === 'ENOTFOUND' || code === 'ENODATA';
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
