import { piece, writtenLike } from './replace-escaped-secrets.ts';

/**
 * Functions that replace a secret inside Base64 by its stand-in, at whatever offset of the encoded text it begins; in
 * Base64 for URLs too.
 */
export function base64Rewriters(secret: string, made: string): ((text: string) => string)[] {
  return [0, 2, 4].map((offset) => rewriterAt(bitsOf(secret, offset), bitsOf(made, offset)));
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The bits of a text in groups of six, as Base64 encodes it after `offset` bits of other text; `.` is a bit of the
 * other text.
 */
function bitsOf(text: string, offset: number): string[] {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const all = '.'.repeat(offset) + bits;
  return (all.match(/.{1,6}/g) ?? []).map((group) => group.padEnd(6, '.'));
}

function rewriterAt(old: string[], made: string[]): (text: string) => string {
  const whole = old.filter((group) => !group.includes('.'));
  const first = old[0]?.startsWith('.') ? 1 : 0;
  const pattern = new RegExp(
    [
      ...(first ? ['([A-Za-z0-9+/_-])'] : []),
      ...whole.map((group) => `(${pieceOf(letterOf(group))})`),
      ...(old.length > first + whole.length ? ['([A-Za-z0-9+/_-])'] : []),
    ].join(''),
    'g',
  );
  return (text) =>
    text.replace(pattern, (match: string, ...given: unknown[]) => {
      const pieces = given.slice(0, old.length) as string[];
      const isUrl = /[_-]/.test(match);
      const written = pieces.map((one, at) => {
        const group = old[at] ?? '';
        if (!group.includes('.')) return rewritten(one, letterOf(group), letterOf(made[at] ?? ''), isUrl);
        return merged(one, group, made[at] ?? '', isUrl);
      });
      return written.includes(undefined) ? match : written.join('');
    });
}

/**
 * Replaces the secret's bits in a letter of Base64 that also encodes a neighbour; `undefined` where the secret's bits
 * are not there.
 */
function merged(given: string, group: string, made: string, isUrl: boolean): string | undefined {
  const present = letters.indexOf(given.replace('-', '+').replace('_', '/')).toString(2).padStart(6, '0');
  if ([...group].some((bit, at) => bit !== '.' && bit !== present[at])) return undefined;
  const bits = [...made].map((bit, at) => (bit === '.' ? present[at] : bit)).join('');
  return forUrls(letterOf(bits), isUrl);
}

function rewritten(given: string, from: string, to: string, isUrl: boolean): string {
  const plain = forUrls(from, given === '-' || given === '_' || isUrl);
  return writtenLike(given, given === from ? from : plain, forUrls(to, isUrl));
}

function letterOf(bits: string): string {
  return letters[Number.parseInt(bits, 2)] ?? '';
}

function pieceOf(letter: string): string {
  if (letter === '+') return `${piece('+')}|${piece('-')}`;
  return letter === '/' ? `${piece('/')}|${piece('_')}` : piece(letter);
}

function forUrls(letter: string, isUrl: boolean): string {
  if (!isUrl) return letter;
  return letter.replace('+', '-').replace('/', '_');
}
