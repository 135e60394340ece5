import type { SchemaVersion } from '../types/names.generated.ts';
import type { Role } from '../words/party-id.ts';
import type { ObjectModuleId, OwnEndpoint, Side } from './basic-ocpi-types.ts';
import { edition211 } from './edition-2.1.1.ts';
import { edition221 } from './edition-2.2.1.ts';
import type { Edition } from './edition-type.ts';
import type { Facts } from './facts-of-object.ts';
import { versionOf } from './module-tables-by-version.ts';
import { moduleIds } from './modules.ts';
import { parsed } from './write-object-part.ts';

/** All versions of OCPI that the hub speaks, the best first. */
export const editions: readonly Edition[] = [edition221, edition211];

/** The versions for a platform about which nothing else is known: 2.1.1 alone. */
export const usualEditions: readonly Edition[] = [edition211];

/** The versions that a hub speaks with partners of a role, the best first. */
export function editionsWith(role: Role): readonly Edition[] {
  return editions.filter(({ partners }) => partners.includes(role));
}

/** One supported version, as the versions list names it. */
export interface Version {
  version: string;
  url: string;
}

/** The version of a connection or an object as an `Edition`; 2.1.1 where none is stored with it. */
export function editionOf(of: { edition?: SchemaVersion | undefined }): Edition {
  const version = versionOf(of);
  const known = editions.find((one) => one.version === version);
  if (!known) throw new Error(`OCPI ${version} is not spoken here`);
  return known;
}

/** The facts of a stored object. */
export function factsIn(object: {
  edition?: SchemaVersion | undefined;
  module: ObjectModuleId;
  bytes: Buffer;
}): Facts {
  return editionOf(object).facts(object.module, parsed(object.bytes));
}

/** Tells whether one of these versions of OCPI writes the token as this word of the Authorization header. */
export function isWrittenAs(word: string, token: string, spoken: readonly Edition[]): boolean {
  return spoken.some((one) => one.token.read(word).includes(token));
}

/** The field `edition` to be stored with an object: absent for 2.1.1, the default. */
export function noteOf(of: { edition?: SchemaVersion | undefined }): { edition?: SchemaVersion } {
  const { version } = editionOf(of);
  return version === editionOf({}).version ? {} : { edition: version };
}

/**
 * The best of the versions spoken here that a partner's list offers too, with the URL of its details; `undefined` where
 * there is none.
 */
export function bestOf(
  listed: (Partial<Version> | null)[],
  spoken: readonly Edition[],
): { edition: Edition; entry: Partial<Version> } | undefined {
  for (const edition of spoken) {
    const entry = listed.find((one) => one?.version === edition.version);
    if (entry) return { edition, entry };
  }
  return undefined;
}

/** The versions list of one interface, the oldest first (VER-01). */
export function versionsOf(base: string, side: Side, spoken: readonly Edition[]): Version[] {
  return spoken.toReversed().map(({ version }) => ({ version, url: `${base}/ocpi/${side}/${version}` }));
}

/** Version details of one interface: absolute URLs of `credentials` and of the modules given (VER-03 to VER-05, VER-07). */
export function detailsOf(
  { version, listed }: Pick<Edition, 'version' | 'listed'>,
  base: string,
  side: Side,
  offered: readonly string[] = moduleIds,
): { version: string; endpoints: OwnEndpoint[] } {
  return {
    version,
    endpoints: ['credentials', ...offered].map((identifier) =>
      listed({ identifier, url: `${base}/ocpi/${side}/${version}/${identifier}` }, side),
    ),
  };
}
