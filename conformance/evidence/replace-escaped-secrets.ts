/**
 * Finds a secret letter by letter, each as it is or escaped as in URLs and JSON, and writes a stand-in with the same
 * escapes.
 */
export interface Rewriting {
  pattern: RegExp;
  /** The text that replaces a found secret, given how each of its characters was written. */
  rewrite(pieces: string[]): string[];
}

/** Finds `from` in any spelling and case, and writes `to`, which has as many characters, in the same spelling. */
export function rewriting(from: string, to: string): Rewriting {
  const old = [...from];
  const made = [...to];
  return {
    pattern: new RegExp(old.map((character) => `(${piece(character)})`).join(''), 'gi'),
    rewrite(pieces) {
      const isHexLower = /%[0-9a-f]?[a-f]/.test(pieces.join(''));
      const isIn = (form: string[]) => pieces.every((given, at) => given.length > 1 || given === form[at]);
      const cases = [(text: string) => text, upper, lower];
      const inCase = cases.find((change) => isIn(old.map(change))) ?? upper;
      return pieces.map((given, at) =>
        writtenLike(given, inCase(old[at] ?? ''), inCase(made[at] ?? ''), isHexLower),
      );
    },
  };
}

const upper = (text: string) => text.toUpperCase();
const lower = (text: string) => text.toLowerCase();

/** A pattern for the spellings of one character: itself, percent-encoded once or twice, escaped as in JSON. */
export function piece(character: string): string {
  const percent = bytesOf(character)
    .map((byte) => `%(?:25)?${anyCase(byte)}`)
    .join('');
  const units = character
    .split('')
    .map((unit) => `\\\\u${anyCase(hex(unit.charCodeAt(0), 4))}`)
    .join('');
  return `${literal(character)}|${percent}|${units}|\\\\${literal(character)}`;
}

/** Writes the character `to` in the spelling in which `given` writes the character `from`. */
export function writtenLike(given: string, from: string, to: string, isHexLower = false): string {
  if (given === from) return to;
  if (given.length > from.length && given.startsWith('%')) {
    const percent = given.startsWith('%25') && given.length > 3 * bytesOf(from).length ? '%25' : '%';
    return bytesOf(to)
      .map((byte) => percent + (isHexLower ? byte : byte.toUpperCase()))
      .join('');
  }
  if (/^\\u/i.test(given) && given.length > 2)
    return to
      .split('')
      .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join('');
  if (given.startsWith('\\') && given !== '\\') return from === to ? given : to;
  return to;
}

function bytesOf(character: string): string[] {
  return [...Buffer.from(character)].map((byte) => hex(byte, 2));
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
