import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type ObjectName, type SchemaVersion, versions } from '../types/names.generated.ts';
import type { Finding } from '../words/finding-type.ts';
import { checksOf } from './build-validators.ts';
import { isObjectFile, lookup, readSchemas, refsByName, type Schema, type Schemas } from './schemas.ts';
import { atLevel, type Level } from './strict-and-tolerant-schemas.ts';
import type { Checks } from './validator-types.ts';

const levels: Level[] = ['hub', 'strict'];

/** A version of OCPI with its golden objects. */
interface Version {
  version: SchemaVersion;
  checks: Checks;
  source: Schemas;
  hub: Schemas;
  goldens: { name: ObjectName; text: string }[];
}

const editions = versions.map((version): Version => {
  const source = readSchemas(version);
  const golden = new URL(`../../../schemas/golden/${version}/`, import.meta.url);
  const goldens = readdirSync(golden).map((file) => ({
    name: file.replace('.json', '') as ObjectName,
    text: readFileSync(new URL(file, golden), 'utf8'),
  }));
  return { version, checks: checksOf(version), source, hub: atLevel(source, 'hub'), goldens };
});

/** A property of a golden object: its place, and how to change it there. The strict check ignores an extension. */
interface Place {
  pointer: string;
  required: boolean;
  extension: boolean;
  schema: Schema;
  holder: Record<string, unknown>;
  property: string;
}

test('every schema is a JSON Schema', () => {
  const ajv = new Ajv2020({ strict: false });
  for (const schemas of [...editions.map(({ source }) => source), readSchemas('hub')])
    for (const [id, schema] of Object.entries(schemas))
      assert.ok(ajv.validateSchema(schema), `${id}: ${ajv.errorsText()}`);
});

/** Fields that golden objects must have in the strict check because of their other fields. */
const neededHere: Record<string, string[]> = {
  '2.2.1': ['cdr /credit_reference_id', 'location /opening_times/regular_hours', 'start-session /evse_uid'],
};

for (const edition of editions) {
  const { version, checks, source, hub, goldens } = edition;
  const needed = neededHere[version] ?? [];
  const folder = new URL(`../../../schemas/${version}/`, import.meta.url);

  test(`${version}: every object has a schema file with its own id, a title and a golden object`, () => {
    const files = Object.entries(source).filter(([, schema]) => isObjectFile(schema));
    assert.deepEqual(
      files.map(([id]) => id),
      goldens.map(({ name }) => `schema:/${version}/${name}.json`),
    );
    for (const [id, schema] of files) {
      assert.equal(
        checks.nameOf(schema.title ?? ''),
        id.replace(`schema:/${version}/`, '').replace('.json', ''),
      );
    }
  });

  test(`${version}: every file names itself, and every type and property says what it is`, () => {
    for (const file of readdirSync(folder)) {
      const schema = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Schema;
      assert.equal(schema.$id, file);
      assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
      for (const [name, described] of [['', schema], ...Object.entries(schema.$defs ?? {})] as [
        string,
        Schema,
      ][]) {
        assert.ok(described.description, `${file} ${name}`);
        for (const [property, { description }] of Object.entries(described.properties ?? {})) {
          assert.ok(description, `${file} ${name} ${property}`);
        }
      }
    }
  });

  test(`${version}: every schema compiles for both checks, for whole objects and for patches`, () => {
    for (const name of refsByName(source).keys()) {
      for (const level of levels) {
        assert.ok(Array.isArray(checks.check(name as ObjectName, null, level)), name);
        assert.ok(Array.isArray(checks.checkPatch(name as ObjectName, {}, level)), name);
      }
    }
  });

  test(`${version}: every golden object is valid for both checks, whole and as a patch`, () => {
    for (const { name, text } of goldens) {
      for (const level of levels) {
        assert.deepEqual(checks.check(name, JSON.parse(text), level), [], name);
        assert.deepEqual(checks.checkPatch(name, JSON.parse(text), level), [], name);
      }
    }
  });

  test(`${version}: the golden objects use every property of every schema`, () => {
    const used = new Set(
      goldens.flatMap(({ name, text }) => places(hub, name, JSON.parse(text)).map(({ schema }) => schema)),
    );
    for (const ref of refsByName(hub).values()) {
      for (const [name, property] of Object.entries(lookup(hub, ref).properties ?? {})) {
        assert.ok(used.has(property), `no golden object has ${name} of ${ref}`);
      }
    }
  });

  test(`${version}: a required field that is missing is reported, at every depth and by both checks @TRANS-22 @TRANS-44 @LOC-23`, () => {
    everywhere(edition, ({ name, pointer, required, extension, holder, property, problems }) => {
      delete holder[property];
      const missing = [{ pointer, message: 'is required' }];
      assert.deepEqual(problems('hub'), required ? missing : [], pointer);
      const strictly = (required && !extension) || needed.includes(`${name} ${pointer}`);
      assert.deepEqual(problems('strict'), strictly ? missing : [], `${name} ${pointer}`);
    });
  });

  test(`${version}: null means absent for an optional field, at every depth, and is refused for a required one @TRANS-70`, () => {
    everywhere(edition, ({ name, pointer, required, extension, holder, property, problems }) => {
      holder[property] = null;
      const places = (level: Level) => [...new Set(problems(level).map((finding) => finding.pointer))];
      assert.deepEqual(places('hub'), required ? [pointer] : [], `${name} ${pointer}`);
      const strictly = (required && !extension) || needed.includes(`${name} ${pointer}`);
      assert.deepEqual(places('strict'), strictly ? [pointer] : [], `${name} ${pointer}`);
    });
  });

  test(`${version}: an empty list means absent where a list may be absent, and is refused where it may not @TRANS-70`, () => {
    everywhere(edition, ({ pointer, required, holder, property, problems }) => {
      if (!Array.isArray(holder[property])) return;
      holder[property] = [];
      const expected = required ? [{ pointer, message: 'must have at least 1 entry' }] : [];
      if (property !== 'data') assert.deepEqual(problems('hub'), expected, pointer);
    });
  });

  test(`${version}: a value of the wrong type is reported once, at every depth`, () => {
    everywhere(edition, ({ pointer, holder, property, problems, name }) => {
      if (name === 'envelope' && property === 'data') return;
      holder[property] = typeof holder[property] === 'object' ? 'text' : { not: 'this' };
      assert.deepEqual(
        problems('hub').map((finding) => finding.pointer),
        [pointer],
        `${name} ${pointer}`,
      );
    });
  });

  test(`${version}: unknown properties are never refused, at any depth @TRANS-69`, () => {
    everywhere(edition, ({ holder, problems, name }) => {
      holder.not_in_any_table = { a: [1, null] };
      for (const level of levels) assert.deepEqual(problems(level), [], name);
    });
  });
}

test('an extension is checked by the hub and does not exist for the strict check @TRANS-69 @EXT-01 @EXT-02 @EXT-03 @EXT-11', () => {
  const extensions = new Set<string>();
  everywhere(editions[0] as Version, ({ name, pointer, schema, holder, property, problems }) => {
    if (!schema['x-extension']) return;
    extensions.add(`${name} ${pointer.replace(/\/\d+/g, '')}`);
    holder[property] = ['not this'];
    assert.equal(problems('hub').length, 1, pointer);
    assert.deepEqual(problems('strict'), [], pointer);
  });
  assert.deepEqual(
    [...extensions],
    [
      'authorization-info /token',
      'authorization-info /authorization_reference',
      'cdr /authorization_reference',
      'cdr /charging_periods/tariff_id',
      'connector /max_electric_power',
      'evse /connectors/max_electric_power',
      'location /country_code',
      'location /party_id',
      'reserve-now /authorization_reference',
      'session /authorization_reference',
      'session /charging_periods/tariff_id',
      'start-session /connector_id',
      'start-session /authorization_reference',
      'tariff /country_code',
      'tariff /party_id',
    ],
  );
});

/** Runs `visit` for each property of each golden object, every time with a fresh copy that `visit` may change. */
function everywhere(
  { checks, hub, goldens }: Version,
  visit: (place: Place & { name: ObjectName; problems: (level: Level) => Finding[] }) => void,
): void {
  for (const { name, text } of goldens) {
    const count = places(hub, name, JSON.parse(text)).length;
    for (let index = 0; index < count; index += 1) {
      const object = JSON.parse(text);
      const place = places(hub, name, object)[index];
      assert.ok(place);
      visit({ ...place, name, problems: (level) => checks.check(name, object, level) });
    }
  }
}

function places(hub: Schemas, name: ObjectName, object: unknown): Place[] {
  return placesIn(hub, lookup(hub, refsByName(hub).get(name) ?? ''), object, '');
}

function placesIn(
  hub: Schemas,
  schema: Schema,
  value: unknown,
  pointer: string,
  inExtension = false,
): Place[] {
  if (schema.$ref) return placesIn(hub, lookup(hub, schema.$ref), value, pointer, inExtension);
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) =>
      placesIn(hub, schema.items ?? {}, entry, `${pointer}/${index}`, inExtension),
    );
  }
  return Object.entries(schema.properties ?? {})
    .filter(([property]) => Object.hasOwn(value as object, property))
    .flatMap(([property, inner]) => {
      const holder = value as Record<string, unknown>;
      const below = `${pointer}/${property}`;
      const required =
        schema.required?.includes(property) || mandatoryHere(schema, holder).includes(property);
      const extension = inExtension || Boolean(inner['x-extension']);
      return [
        { pointer: below, required, extension, schema: inner, holder, property },
        ...placesIn(hub, inner, holder[property], below, extension),
      ];
    });
}

/** Fields that this object must have because of its other fields: `profile` with ACCEPTED (CP-09). */
function mandatoryHere(schema: Schema, holder: Record<string, unknown>): string[] {
  return schema.title === 'ActiveChargingProfileResult' && holder.result === 'ACCEPTED' ? ['profile'] : [];
}
