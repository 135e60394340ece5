import { readFile, rename } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Adapter } from 'lowdb';
import type { Agreement, Connection } from '../../hub/ports/connection-registry.ts';
import { format, isEarlier, readable } from './data-format-number.ts';
import type { Problem } from './problem-of-data-folder.ts';
import { replaceFiles } from './replace-files-atomically.ts';

/** The content of the registry's file; a file of an earlier release contains the agreements too. */
export interface RegistryFile {
  format: number;
  connections: Connection[];
  agreements?: Agreement[];
}

/**
 * The lowdb adapter of the registry: two files with the same content, so that one survives damage to the other. A read
 * makes them alike again where one is missing, damaged or, after a crash, older.
 */
export function registryFile(
  file: string,
  now: () => number,
  warn: (message: string) => void,
): Adapter<RegistryFile> {
  const spare = `${file}.bak`;

  async function read(): Promise<RegistryFile | null> {
    const { main, copy, use } = await bothFiles(file);
    if (use === 'main') {
      if (typeof copy === 'string' && copy !== missing)
        warn(`${spare} ${copy}: it is written anew from ${basename(file)}, which is whole`);
      else if (wasEdited(copy) && !wasEdited(main))
        warn(`${spare} was edited, which counts for nothing: it is written anew from ${basename(file)}`);
      await makeAlike(spare, file);
      return main as RegistryFile;
    }
    if (use === 'copy') {
      const aside = await setAside(main as string);
      warn(`${file} ${main}: its last good copy ${basename(spare)} is used instead${aside}`);
      await makeAlike(file, spare);
      return copy as RegistryFile;
    }
    if (use === 'neither') return null;
    throw new Error(use.refused);
  }

  /** Gives one of the two files the content of the other, which is whole. */
  async function makeAlike(one: string, whole: string): Promise<void> {
    const content = await readFile(whole);
    const is = await readFile(one).catch(() => undefined);
    if (is?.equals(content)) return;
    await replaceFiles([one], content).catch(({ message }: Error) =>
      warn(
        `${one} could not be written anew, so that only ${basename(whole)} has the connections: ${message}`,
      ),
    );
  }

  async function setAside(problem: string): Promise<string> {
    if (problem === missing) return '';
    const aside = `${file}.damaged-${new Date(now()).toISOString().replaceAll(':', '')}`;
    await rename(file, aside);
    return `; what is in it is kept as ${basename(aside)}`;
  }

  async function write(state: RegistryFile): Promise<void> {
    try {
      await replaceFiles([file, spare], bytesOf(state));
    } catch (cause) {
      const reason = (cause as Error).message;
      throw new Error(`${file} could not be written, connections stay as they are: ${reason}`, { cause });
    }
  }

  return { read, write };
}

/** Describes damage to the two files of a registry, and how the next read of it goes about that; changes nothing. */
export async function registryProblems(file: string): Promise<Problem[]> {
  const spare = `${file}.bak`;
  const { main, copy, use } = await bothFiles(file);
  if (use === 'neither') return [];
  if (use === 'main')
    return typeof copy === 'object'
      ? []
      : [{ of: spare, is: copy, cure: `written anew from ${basename(file)}` }];
  const is = typeof copy === 'object' ? `${main}` : `${main}, and its copy ${basename(spare)} ${copy}`;
  return [{ of: file, is, ...(use === 'copy' ? { cure: `made of its copy ${basename(spare)}` } : byHand) }];
}

/** The two files of a registry, each whole or described by its damage, and the one that counts. */
interface BothFiles {
  main: RegistryFile | string;
  copy: RegistryFile | string;
  /** `neither`: there is no registry yet. `refused`: the reason why only a person can decide, for the operator. */
  use: 'main' | 'copy' | 'neither' | { refused: string };
}

/** Reads the two files of a registry and decides which one counts. */
async function bothFiles(file: string): Promise<BothFiles> {
  const spare = `${file}.bak`;
  const [main, copy] = [await readOne(file), await readOne(spare)];
  const both = (use: BothFiles['use']) => ({ main, copy, use });
  if (typeof main === 'object') return both('main');
  const isWhole = typeof copy === 'object';
  if (isOurs(main) && !(isWhole && (await oneBitApart(file, spare)))) {
    const instead = isWhole ? basename(spare) : `a backup, since ${basename(spare)} ${copy},`;
    const edited = `. If you have edited it, take the line "checksum" out; if not, put ${instead} in its place`;
    return both({ refused: `${file} ${main}${main === altered ? edited : ''}` });
  }
  if (isWhole) return both('copy');
  if (main === missing && copy === missing) return both('neither');
  if (isOurs(copy) && copy !== altered) return both({ refused: `${spare} ${copy}` });
  return both({
    refused: `${file} ${main}, and its copy ${basename(spare)} ${copy}. Put one of them back from a backup; without either the hub begins with no connections`,
  });
}

const byHand = { cure: 'put right by hand, as the start of the hub says', byHand: true } as const;

/** The bytes of the registry's file, in a form that people can read. */
function bytesOf({ format, connections }: RegistryFile): Buffer {
  const start = `{\n  "format": ${format},\n`;
  const rest = Buffer.concat([
    Buffer.from('  "connections": ['),
    ...connections.flatMap(entryBytes),
    Buffer.from('\n  ]\n}\n'),
  ]);
  return Buffer.concat([Buffer.from(`${start}  "checksum": "${checksum(start, rest)}",\n`), rest]);
}

/** The checksum of the registry's file without the line that contains it. */
function checksum(start: string, rest: string | Buffer): string {
  return crc32(rest, crc32(start)).toString(16).padStart(8, '0');
}

/**
 * The JSON bytes of an entry of the registry's file, cached because entries never change: a change of one entry
 * serialises only that one.
 */
function entryBytes(entry: object, index: number): Buffer[] {
  const known = written.get(entry);
  const bytes = known ?? Buffer.from(`\n${JSON.stringify(entry, undefined, 2)}`.replaceAll('\n', '\n    '));
  if (!known) written.set(entry, bytes);
  return index === 0 ? [bytes] : [comma, bytes];
}

const comma = Buffer.from(',');
const written = new WeakMap<object, Buffer>();

const missing = 'is missing';
const damaged = 'is damaged';
const altered = 'does not have its checksum: it was edited, or is damaged';

/**
 * Tells whether a file with this problem is, or may be, a registry, which a copy must not replace unless a single bit tells
 * them apart.
 */
function isOurs(problem: string): boolean {
  return problem !== missing && problem !== damaged;
}

/** Tells whether people have written a registry: the hub's own has a checksum. */
function wasEdited(registry: RegistryFile | string): boolean {
  return typeof registry === 'object' && !('checksum' in registry);
}

/** Tells whether two files differ in exactly one bit, as a disk or memory may flip it. */
async function oneBitApart(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((file) => readFile(file).catch(() => undefined)));
  if (!a || !b || a.length !== b.length) return false;
  const places = [...a.keys()].filter((at) => a[at] !== b[at]);
  const bits = places.map((at) => a[at]! ^ b[at]!);
  return bits.length === 1 && (bits[0]! & (bits[0]! - 1)) === 0;
}

/** Reads the registry from a file, or describes the damage of the file. */
async function readOne(file: string): Promise<RegistryFile | string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? missing : `cannot be read: ${message}`;
  }
  const content = parse(text);
  const complete = Array.isArray(content?.connections);
  if (typeof content?.format !== 'number') return damaged;
  if (content.format !== format && !isEarlier(content.format))
    return `has format ${content.format}; ${readable}`;
  if (!complete) return damaged;
  const foreign = Object.keys(content).find((name) => !members.includes(name));
  if (foreign !== undefined) return `has ${JSON.stringify(foreign)}, which no registry has`;
  return isAltered(text, content) ? altered : (content as RegistryFile);
}

/**
 * Tells whether the checksum in a registry file differs from that of its content; a file without one comes from an
 * earlier release, or was edited on purpose.
 */
function isAltered(text: string, content: object): boolean {
  if (!('checksum' in content)) return false;
  const [, start = '', sum, rest = ''] =
    /^([^"]*"format": \d+,\n) {2}"checksum": "([0-9a-f]{8})",\n(.*)$/s.exec(text) ?? [];
  return sum === undefined || checksum(start, rest) !== sum;
}

/** The members of a registry file, of earlier releases too; another name may be what is left of the checksum's. */
const members = ['format', 'checksum', 'connections', 'agreements'];

function parse(text: string): Partial<RegistryFile> | null | undefined {
  try {
    return JSON.parse(text) as Partial<RegistryFile> | null;
  } catch {
    return undefined;
  }
}
