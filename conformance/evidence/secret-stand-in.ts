import { createHmac } from 'node:crypto';

/**
 * A text of the same length and alphabet that replaces a secret in evidence: always the same for one secret and key,
 * never the secret itself, and none of `taken` unless the alphabet is too small for another. Without the key nobody can
 * test a guess.
 */
export function standIn(secret: string, key: Buffer, taken: ReadonlySet<string> = new Set()): string {
  const characters = [...secret];
  const alphabets = characters.map(alphabetsOf(characters));
  let spare = secret;
  for (let round = 0; round < rounds; round += 1) {
    const numbers = numbersFor(secret, key, round);
    const drawn = alphabets
      .map((alphabet) => alphabet[(numbers.next().value as number) % alphabet.length] ?? '')
      .join('');
    if (drawn === secret) continue;
    if (!taken.has(drawn)) return drawn;
    spare = drawn;
  }
  return spare;
}

/** Maximum number of draws of a stand-in; only a secret of one or two characters needs more than two. */
const rounds = 256;

/** Number of letters and digits from which on the punctuation of a token stays as it is: it shows the format of the token and is not secret. */
const enough = 8;

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
/** Punctuation that neither JSON nor URLs escape. */
const signs = '!$()*+,-.:;=@_~';

/**
 * The alphabet for each character of a secret: the smallest that contains all its letters and digits, hexadecimal
 * digits included.
 */
function alphabetsOf(characters: string[]): (character: string) => string[] {
  const plain = characters.filter((one) => /^[0-9A-Za-z]$/.test(one)).join('');
  const has = (pattern: RegExp) => pattern.test(plain);
  const isHex = /^([0-9a-f]+|[0-9A-F]+)$/.test(plain);
  const letters = isHex ? 'abcdef' : lower;
  const drawn = [
    ...(has(/\d/) ? digits : ''),
    ...(has(/[a-z]/) ? letters : ''),
    ...(has(/[A-Z]/) ? letters.toUpperCase() : ''),
  ];
  return (character) => {
    if (/^[0-9A-Za-z]$/.test(character)) return drawn;
    if (plain.length >= enough) return [character];
    return character <= '~' ? [...signs] : neighbours(character);
  };
}

/** The sixteen Unicode characters around a character beyond ASCII, which have as many bytes in UTF-8. */
function neighbours(character: string): string[] {
  const first = (character.codePointAt(0) ?? 0) & ~15;
  return Array.from({ length: 16 }, (_, at) => String.fromCodePoint(first + at));
}

/** Endless 16-bit numbers that the secret and the key determine. */
function* numbersFor(secret: string, key: Buffer, round: number): Generator<number> {
  for (let block = 0; ; block += 1) {
    const bytes = createHmac('sha512', key).update(`${round} ${block} ${secret}`).digest();
    for (let at = 0; at < bytes.length; at += 2) yield bytes.readUInt16BE(at);
  }
}
