import { createHmac } from 'node:crypto';

/**
 * A text of the same length and alphabet that stands for a secret: the same for the same secret and key, never the secret
 * itself, and none of `taken` unless the alphabet is too small for another. Nobody without the key can tell whether a guess is right.
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

/** Draws at most; only a secret of one or two characters needs more than two. */
const rounds = 256;

/** Number of letters and digits from which on the punctuation of a token stays as it is: it shows the format of the token and is not secret. */
const enough = 8;

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
/** Signs that neither JSON nor URLs write in another way. */
const signs = '!$()*+,-.:;=@_~';

/** The alphabet of each character: of letters and digits the smallest that all of them are in, hexadecimal digits included. */
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

/** The sixteen characters around one beyond ASCII: as many bytes each. */
function neighbours(character: string): string[] {
  const first = (character.codePointAt(0) ?? 0) & ~15;
  return Array.from({ length: 16 }, (_, at) => String.fromCodePoint(first + at));
}

/** Numbers of 16 bits that follow from secret and key. */
function* numbersFor(secret: string, key: Buffer, round: number): Generator<number> {
  for (let block = 0; ; block += 1) {
    const bytes = createHmac('sha512', key).update(`${round} ${block} ${secret}`).digest();
    for (let at = 0; at < bytes.length; at += 2) yield bytes.readUInt16BE(at);
  }
}
