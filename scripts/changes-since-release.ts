import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { oneDocument, sourceOf } from '../src/ocpi/exports/schemas-to-export.ts';
import type { Schema } from '../src/ocpi/schemas/json-schema-type.ts';
import type { Level } from '../src/ocpi/schemas/strict-and-tolerant-schemas.ts';
import { type SchemaVersion, versions } from '../src/ocpi/types/names.generated.ts';
import { type Change, schemaChanges } from './schema-changes.ts';

/**
 * The file with the schemas and step sentences of the last release; `npx tsx scripts/note-released-schemas.ts` writes it at a
 * release.
 */
const file = new URL('../schemas/released.json', import.meta.url);

/** All that other projects build on: the schemas by version, level and name, and the sentences of the kit's steps. */
export interface Promised {
  schemas: Record<string, Record<string, Schema>>;
  sentences: string[];
}

/** The present schemas, together with these sentences of steps. */
export function promisedNow(sentences: string[]): Promised {
  const levels: Level[] = ['hub', 'strict'];
  const pairs = versions.flatMap((version: SchemaVersion) =>
    levels.map((level): [SchemaVersion, Level] => [version, level]),
  );
  return {
    schemas: Object.fromEntries(
      pairs.map(([version, level]) => [
        `${version} ${level}`,
        withoutWords(oneDocument(sourceOf({ version, level }), (one) => one)),
      ]),
    ),
    sentences,
  };
}

/** Changes of schemas and step sentences since the last release; none where there was no release. */
export function changesSinceRelease(now: Promised, then: Promised | undefined = promisedThen()): Change[] {
  if (!then) return [];
  const ofSchemas = Object.entries(now.schemas).flatMap(([which, schemas]) =>
    schemaChanges(then.schemas[which] ?? {}, schemas).map(({ place, ...rest }) => ({
      place: `${which} ${place}`,
      ...rest,
    })),
  );
  return [...ofSchemas, ...sentenceChanges(then.sentences, now.sentences)];
}

/** Changes of step sentences; a sentence that is removed or worded otherwise breaks the features that use it. */
function sentenceChanges(then: string[], now: string[]): Change[] {
  const gone = then.filter((one) => !now.includes(one));
  const fresh = now.filter((one) => !then.includes(one));
  return [
    ...gone.map((place) => ({ place, words: 'is no step any more', breaking: true })),
    ...fresh.map((place) => ({ place, words: 'is a step now', breaking: false })),
  ];
}

/** Complaints about breaking changes that the newest section of the changelog does not name. */
export function unlisted(changes: Change[], changelog: string): string[] {
  const [, section = ''] = changelog.split(/^## /m);
  return changes
    .filter(({ breaking, place }) => breaking && !section.includes(`\`${nameIn(place)}\``))
    .map(
      ({ place, words }) =>
        `${place} ${words}: the changelog must name \`${nameIn(place)}\`, for it breaks what others have built`,
    );
}

/** Stores the present schemas and step sentences as those of the last release. */
export function writeReleased(sentences: string[]): void {
  writeFileSync(file, `${JSON.stringify(promisedNow(sentences), null, 1)}\n`);
}

/** The name in the place of a change: `Location.name` of `2.1.1 hub Location.name`. */
function nameIn(place: string): string {
  return place.replace(/^\S+ (hub|strict) /, '');
}

function promisedThen(): Promised | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Promised) : undefined;
}

function withoutWords<T>(node: T): T {
  if (Array.isArray(node)) return node.map(withoutWords) as T;
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([key, value]) => typeof value === 'object' || !wordy.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutWords(value)])) as T;
}

const wordy = new Set([
  'description',
  'title',
  'x-expected',
  'x-mends',
  'x-normalise',
  'x-secret',
  'x-in-urls',
  'x-extension',
  'default',
]);
