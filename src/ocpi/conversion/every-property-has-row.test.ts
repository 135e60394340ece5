import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSchemas, type Schema } from '../schemas/schemas.ts';
import type { SchemaVersion } from '../types/names.generated.ts';
import { enums } from './enum-value-table.ts';
import { classes } from './property-table.ts';

const versions: SchemaVersion[] = ['2.1.1', '2.2.1'];

test('every property of both versions has a row, and every row a property', () => {
  versions.forEach((version, side) => {
    const defined = [...objectsIn(version)].flatMap(([name, schema]) =>
      Object.entries(schema.properties ?? {})
        .filter(([, property]) => property['x-extension'] !== true)
        .map(([property]) => `${name}.${property}`),
    );
    const rows = Object.values(classes).flatMap(({ names, rows }) =>
      rows.filter((row) => row[side] !== '').map((row) => `${names[side]}.${row[side]}`),
    );
    const known = new Set(rows);
    assert.deepEqual(
      defined.filter((name) => !known.has(name)).sort(),
      [],
      `${version}: properties without a row`,
    );
    const all = new Set(
      [...objectsIn(version)].flatMap(([name, { properties = {} }]) =>
        Object.keys(properties).map((property) => `${name}.${property}`),
      ),
    );
    assert.deepEqual(
      [...known].filter((name) => !all.has(name)).sort(),
      [],
      `${version}: rows without a property`,
    );
  });
});

test('every value of every enum of both versions has a place, and every place a value', () => {
  versions.forEach((version, side) => {
    for (const [name, schema] of enumsIn(version)) {
      const defined = (schema.enum ?? []).map(String);
      const tables = Object.values(enums).filter(({ names }) => names[side] === name);
      assert.ok(tables.length > 0, `${version}: ${name} has no table`);
      for (const table of tables) {
        const alone = Object.keys((side === 0 ? table.up : table.down) ?? {});
        assert.deepEqual(
          [...table.same, ...alone].sort(),
          [...defined].sort(),
          `${version}: values of ${name}`,
        );
      }
    }
  });
});

test('a value that is replaced is replaced by one that the other version has', () => {
  for (const { names, same, up = {}, down = {} } of Object.values(enums))
    for (const fate of [...Object.values(up), ...Object.values(down)])
      if (typeof fate === 'object')
        assert.ok(
          [...same, ...Object.keys(up), ...Object.keys(down)].includes(fate.to),
          `${names.join()} ${fate.to}`,
        );
});

/** The objects and classes with properties in the schemas of a version, by their name. */
function objectsIn(version: SchemaVersion): Map<string, Schema> {
  return all(version, (schema) => schema.properties !== undefined);
}

function enumsIn(version: SchemaVersion): Map<string, Schema> {
  return all(version, (schema) => schema.enum !== undefined);
}

function all(version: SchemaVersion, is: (schema: Schema) => boolean): Map<string, Schema> {
  const found = new Map<string, Schema>();
  for (const [id, schema] of Object.entries(readSchemas(version))) {
    if (is(schema)) found.set(id.replace(/^.*\/|\.json$/g, ''), schema);
    for (const [name, def] of Object.entries(schema.$defs ?? {})) if (is(def)) found.set(name, def);
  }
  return found;
}
