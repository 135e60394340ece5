import { isSignedBy } from './ed25519-signer.ts';
import { form, type SignedAs } from './evidence-of-run.ts';
import { type Entry, hashOf, origin } from './hash-chain.ts';

/** A signature found in a bundle of evidence. */
export interface Signature {
  as: SignedAs;
  name?: string;
  /** Time at which the evidence was signed, by the signer's own clock. */
  time: string;
  key: string;
}

/** The outcome of a verification: the first error in the bundle, and the signatures before it that hold. */
export interface Verification {
  /** Number of entries in the bundle of evidence, those of signatures included. */
  entries: number;
  /**
   * The first entry, counted from 0, that differs from what was signed, its kind as far as it can be read, and the
   * error in words.
   */
  problem?: { entry: number; kind: string; words: string };
  head?: Entry;
  result?: Entry;
  exchanges: number;
  checks: number;
  signatures: Signature[];
  /** The hash of the last entry of the evidence, on which the next signature builds. */
  last: string;
}

/** Checks every hash and signature of a bundle without network; `undefined` for a file that is no bundle. */
export function verificationOf(file: Buffer): Verification | undefined {
  const lines = linesOf(file);
  if (!lines.some(isEntry)) return undefined;
  const made: Verification = { entries: lines.length, exchanges: 0, checks: 0, signatures: [], last: origin };
  const entries: Entry[] = [];
  for (const [entry, line] of lines.entries()) {
    const read = readLine(line, made.last);
    const words = 'words' in read ? read.words : misplaced(entries, read.entry, made.last);
    if (words !== undefined) return { ...made, problem: { entry, kind: kindOf(line), words } };
    if ('entry' in read) note(made, entries, read.entry);
    made.last = hashIn(line);
  }
  const last = entries.at(-1);
  if (last?.kind !== 'signature')
    return {
      ...made,
      problem: {
        entry: entries.length - 1,
        kind: last?.kind ?? 'unreadable',
        words: 'is the last one, and nobody signed it: the end is missing',
      },
    };
  return made;
}

/** Splits a file into lines without their line feeds; a last line without a line feed gets one byte too many. */
function linesOf(file: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < file.length; ) {
    const end = file.indexOf(10, at);
    // The additional byte makes the hash of a line that is cut off wrong.
    lines.push(end < 0 ? Buffer.concat([file.subarray(at), Buffer.from([0])]) : file.subarray(at, end));
    at = end < 0 ? file.length : end + 1;
  }
  return lines;
}

function isEntry(line: Buffer): boolean {
  return /^[0-9a-f]{64} \{"kind":"/.test(line.subarray(0, 80).toString('latin1'));
}

function hashIn(line: Buffer): string {
  return line.subarray(0, 64).toString('latin1');
}

function kindOf(line: Buffer): string {
  return /^.{65}\{"kind":"([a-z]+)"/s.exec(line.subarray(0, 100).toString('latin1'))?.[1] ?? 'unreadable';
}

function readLine(line: Buffer, previous: string): { entry: Entry } | { words: string } {
  const json = line.subarray(65);
  if (line[64] !== 32 || hashOf(previous, json) !== hashIn(line))
    return { words: 'does not agree with its hash: it was changed, or one before it was taken out or moved' };
  try {
    return { entry: JSON.parse(json.toString()) as Entry };
  } catch {
    return { words: 'is no JSON' };
  }
}

/**
 * The reason why an entry may not follow the entries before it; `last` is the hash of the entry before it. `undefined`
 * where it may.
 */
function misplaced(before: Entry[], entry: Entry, last: string): string | undefined {
  const previous = before.at(-1);
  if (previous === undefined)
    return entry.kind === 'head' && entry.form === form ? undefined : `is no head of the form ${form}`;
  if (!follows[entry.kind]?.includes(previous.kind)) return `cannot stand behind a ${previous.kind}`;
  const isFirst = !before.some(({ kind }) => kind === 'signature');
  if (entry.kind === 'statement' && (entry.as === 'suite') !== isFirst)
    return 'is not of the suite first, and of others behind it';
  if (entry.kind === 'statement' && entry.entries !== before.length)
    return `speaks of ${String(entry.entries)} entries`;
  if (entry.kind === 'signature' && !isSignedBy(String(previous.key), last, String(entry.value)))
    return 'was not made by the key in the statement before it';
  return undefined;
}

/** The kinds of entries that may follow an entry of each kind in a bundle of evidence. */
const follows: Record<Entry['kind'], Entry['kind'][]> = {
  head: [],
  exchange: ['head', 'exchange'],
  check: ['head', 'exchange', 'check'],
  result: ['head', 'exchange', 'check'],
  statement: ['result', 'signature'],
  signature: ['statement'],
};

function note(made: Verification, entries: Entry[], entry: Entry): void {
  const statement = entries.at(-1);
  if (entry.kind === 'head') made.head = entry;
  if (entry.kind === 'result') made.result = entry;
  if (entry.kind === 'exchange') made.exchanges += 1;
  if (entry.kind === 'check') made.checks += 1;
  if (entry.kind === 'signature') {
    const { as, name, time, key } = statement as unknown as Signature;
    made.signatures.push({ as, name, time, key });
  }
  entries.push(entry);
}
