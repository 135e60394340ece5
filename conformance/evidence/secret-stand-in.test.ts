import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { standIn } from './secret-stand-in.ts';

const key = Buffer.alloc(32, 7);

/** The alphabets of tokens that real systems use; a stand-in has the alphabet of its token. */
// biome-ignore format: a table
const alphabets: [name: string, alphabet: RegExp, characters: string][] = [
  ['digits',                    /^[0-9]+$/,          '0123456789'],
  ['hexadecimal, lower case',   /^[0-9a-f]+$/,       '0123456789abcdef'],
  ['hexadecimal, upper case',   /^[0-9A-F]+$/,       '0123456789ABCDEF'],
  ['letters in lower case',     /^[a-z]+$/,          'abcdefghijklmnopqrstuvwxyz'],
  ['letters in upper case',     /^[A-Z]+$/,          'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['letters and digits',        /^[0-9A-Za-z]+$/,    '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'],
  ['base64url',                 /^[0-9A-Za-z_-]+$/,  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-'],
  ['Base64',                    /^[0-9A-Za-z+/=]+$/, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/='],
];

for (const [name, alphabet, characters] of alphabets)
  test(`a stand-in for ${name} has the same length and alphabet, and is another text`, () => {
    const tokens = fc.string({
      unit: fc.constantFrom(...characters),
      minLength: 12,
      maxLength: 64,
    });
    fc.assert(
      fc.property(tokens, (token) => {
        const made = standIn(token, key);
        assert.equal(made.length, token.length);
        if (/[0-9A-Za-z]{8}/.test(token)) assert.match(made, alphabet);
        assert.notEqual(made, token);
        assert.equal(standIn(token, key), made);
      }),
      { numRuns: 300 },
    );
  });

test('any text of a token, however short or odd, has a stand-in of its length in visible ASCII', () => {
  const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit: visible, minLength: 1, maxLength: 64 }), (token) => {
      const made = standIn(token, key);
      assert.equal(made.length, token.length);
      assert.match(made, /^[\x21-\x7e]+$/);
      assert.notEqual(made, token);
    }),
    { numRuns: 2000 },
  );
});

test('other tokens have other stand-ins: 20,000 of eight digits and as many of 43 characters', () => {
  const eight = Array.from({ length: 20_000 }, (_, at) => String(10_000_000 + at));
  const taken = new Set<string>();
  for (const token of eight) taken.add(standIn(token, key, taken));
  assert.equal(taken.size, 20_000);
  const long = eight.map((token) => standIn(`${token}-abcdefghijklmnopqrstuvwxyzABCDEFGH`, key));
  assert.equal(new Set(long).size, 20_000);
});

test('all tokens of one digit but one get stand-ins of their own where there is one left', () => {
  const taken = new Set<string>();
  for (const token of '01234567') taken.add(standIn(token, key, taken));
  assert.equal(taken.size, 8);
});

test('another key makes other stand-ins', () => {
  assert.notEqual(standIn('a-token-of-a-partner', key), standIn('a-token-of-a-partner', Buffer.alloc(32, 8)));
});

test('the form of a UUID stays', () => {
  const made = standIn('123e4567-e89b-12d3-a456-426614174000', key);
  assert.match(made, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
});

test('letters beyond ASCII have stand-ins of as many bytes', () => {
  for (const token of ['ключ', 'clé', '鍵鍵', '🔑🔑']) {
    const made = standIn(token, key);
    assert.equal(Buffer.byteLength(made), Buffer.byteLength(token));
    assert.notEqual(made, token);
  }
});
