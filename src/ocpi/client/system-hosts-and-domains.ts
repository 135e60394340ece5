import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';

/** Host names and search domains that the operating system knows without a name server. */
export interface SystemNames {
  /** IP addresses by host name, in lower case, from the hosts file. */
  hosts: Map<string, string[]>;
  /** Search domains that complete a short name. */
  search: string[];
  /** Number of dots from which on a name is first tried without a search domain (`ndots`). */
  dots: number;
}

/** Paths of the hosts file and of `resolv.conf`. */
export interface SystemFiles {
  hosts: string;
  resolver: string;
}

const windows = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts');

/** Paths of these files on this system. */
export const systemFiles: SystemFiles = {
  hosts: process.platform === 'win32' ? windows : '/etc/hosts',
  resolver: '/etc/resolv.conf',
};

/** Reads the hosts file and the search domains anew; a missing file counts as empty. */
export async function readSystemNames({ hosts, resolver }: SystemFiles): Promise<SystemNames> {
  const [hostLines, resolverLines] = await Promise.all([linesOf(hosts), linesOf(resolver)]);
  const known: SystemNames = { hosts: new Map(), search: [], dots: 1 };
  for (const [address = '', ...names] of hostLines) {
    if (isIP(address) === 0) continue;
    for (const name of names.map((given) => given.toLowerCase()))
      known.hosts.set(name, [...(known.hosts.get(name) ?? []), address]);
  }
  for (const [word, ...values] of resolverLines) {
    // Of several lines `search` or `domain` in resolv.conf the last one counts.
    if (word === 'search' || word === 'domain') known.search = values;
    const dots = word === 'options' && values.find((value) => value.startsWith('ndots:'));
    if (dots) known.dots = Number(dots.slice('ndots:'.length)) || 0;
  }
  return known;
}

/**
 * The names to look up for one name, in order, until one of them has an address: as the system's own resolver does it.
 */
export function candidates(name: string, { search, dots }: Pick<SystemNames, 'search' | 'dots'>): string[] {
  if (name.endsWith('.')) return [name];
  const within = search
    .filter((domain) => domain !== '.')
    .map((domain) => `${name}.${domain.replace(/\.$/, '')}`);
  return name.split('.').length - 1 >= dots ? [name, ...within] : [...within, name];
}

async function linesOf(file: string): Promise<string[][]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .map((line) => line.replace(/[#;].*/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/));
}
