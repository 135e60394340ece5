import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readExtensions } from './configured-extension-fields.ts';
import { lookup, readSchemas } from './schemas.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocpi-hub-extensions-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// biome-ignore format: a table
const wrong: [why: string, text: string, message: RegExp][] = [
  ['no JSON',                         '{',                                                                        /is not JSON: /],
  ['a list',                          '[]',                                                                       /must be a JSON Schema, an object/],
  ['fields in the wrong place',       '{"properties":{}}',                                                        /\/properties: is not known here; fields stand below \/\$defs/],
  ['nothing',                         '{"$defs":{}}',                                                             /\/\$defs: must hold at least one object/],
  ['another version',                 '{"x-versions":["3.0"],"$defs":{"Tariff":{"properties":{"a":{}}}}}',        /\/x-versions: must be a list of 2\.1\.1, 2\.2\.1, got \["3\.0"\]/],
  ['an object that is not there',     '{"$defs":{"Tarif":{"properties":{"a":{"type":"string"}}}}}',               /\/\$defs\/Tarif: OCPI 2\.1\.1 has no object of this name/],
  ['a field that is there',           '{"$defs":{"Tariff":{"properties":{"currency":{"type":"string"}}}}}',       /\/\$defs\/Tariff\/properties\/currency: Tariff has currency already/],
  ['a field of this hub',             '{"$defs":{"Tariff":{"properties":{"party_id":{"type":"string"}}}}}',       /Tariff has party_id already/],
  ['a field that must be there',      '{"$defs":{"Tariff":{"required":["a"],"properties":{"a":{"type":"string"}}}}}', /\/\$defs\/Tariff\/required: Tariff is OCPI's: only properties or enum/],
  ['a keyword that is not known',     '{"$defs":{"Tariff":{"properties":{"a":{"oneOf":[]}}}}}',                   /\/\$defs\/Tariff\/properties\/a\/oneOf: is not known here; known are /],
  ['a type that is not known',        '{"$defs":{"Tariff":{"properties":{"a":{"type":"text"}}}}}',                /\/\$defs\/Tariff\/properties\/a\/type: cannot be "text"/],
  ['a pattern that is none',          '{"$defs":{"Tariff":{"properties":{"a":{"type":"string","pattern":"("}}}}}', /\/pattern: cannot be "\("/],
  ['a reference to nothing',          '{"$defs":{"Tariff":{"properties":{"a":{"$ref":"#/$defs/Prize"}}}}}',       /\/\$defs\/Tariff\/properties\/a\/\$ref: OCPI 2\.1\.1 has no Prize, nor has the file/],
  ['a reference to elsewhere',        '{"$defs":{"Tariff":{"properties":{"a":{"$ref":"price.json"}}}}}',          /\/\$ref: cannot be "price\.json"/],
  ['required, but not a property',    '{"$defs":{"Price":{"type":"object","required":["b"],"properties":{"a":{}}}}}', /\/\$defs\/Price\/required: names b, which is none of the properties/],
  ['properties of an enum',           '{"$defs":{"Status":{"properties":{"a":{"type":"string"}}}}}',              /\/\$defs\/Status: Status has no properties in OCPI/],
  ['values of an object',             '{"$defs":{"Tariff":{"enum":["A"]}}}',                                      /\/\$defs\/Tariff: Tariff is no enum in OCPI/],
  ['a value that is there',           '{"$defs":{"Status":{"enum":["CHARGING"]}}}',                               /\/\$defs\/Status\/enum: Status has CHARGING already/],
];

for (const [why, text, message] of wrong)
  test(`a file of extension fields is refused: ${why}`, () => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, text);
    assert.throws(
      () => readSchemas('2.1.1', file),
      (error: Error) => {
        assert.equal(error.name, 'WrongExtensions');
        assert.match(error.message, message);
        assert.ok(error.message.startsWith(`HUB_EXTENSIONS ${file}: `), error.message);
        return !error.message.includes('\n');
      },
    );
  });

test('a file that is not there is named', () => {
  assert.throws(() => readExtensions(join(folder, 'none.json')), /none\.json: cannot be read: ENOENT/);
});

test('fields, values and types of somebody stand among those of OCPI, marked as extensions', () => {
  const file = join(folder, 'right.json');
  writeFileSync(
    file,
    '{"$defs":{"Tariff":{"properties":{"fee":{"$ref":"#/$defs/Fee"}}},"ConnectorType":{"enum":["MCS"]},"Fee":{"type":"object","properties":{"currency":{"$ref":"#/$defs/Currency"}}}}}',
  );
  const schemas = readSchemas('2.1.1', file);
  const at = (ref: string) => lookup(schemas, `schema:/2.1.1/${ref}`);
  assert.deepEqual(at('tariff.json').properties?.fee, {
    $ref: 'schema:/2.1.1/types.json#/$defs/Fee',
    'x-extension': true,
    'x-own': true,
  });
  assert.equal(
    at('types.json#/$defs/Fee').properties?.currency?.$ref,
    'schema:/2.1.1/types.json#/$defs/Currency',
  );
  assert.equal((at('types.json#/$defs/ConnectorType')['x-extension-values'] as string[]).at(-1), 'MCS');
  assert.equal(readSchemas('2.2.1', file)['schema:/2.2.1/tariff.json']?.properties?.fee, undefined);
  assert.equal(readSchemas('2.1.1', '')['schema:/2.1.1/tariff.json']?.properties?.fee, undefined);
});
