import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromName, toName } from './escape-text-for-postgres.ts';

test('what anybody uses as a name looks as it is', () => {
  for (const name of ['', 'RFID|0123', 'NL*ABC*E1', 'Straße 北京 😀', "O'Neill", '%_'])
    assert.equal(toName(name), name);
});

test('every text comes back, is different from every other, and can be stored', () => {
  const text = fc.string({ unit: 'binary' });
  const broken = fc
    .array(fc.constantFrom('a', '"', '\\', '\0', 'u', '\ud800', '\udc00', '\ufffd'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.oneof(text, broken), fc.oneof(text, broken), (one, other) => {
      assert.equal(fromName(toName(one)), one);
      assert.equal(toName(one) === toName(other), one === other);
      assert.ok(!toName(one).includes('\0') && Buffer.from(toName(one)).toString() === toName(one));
    }),
  );
});
