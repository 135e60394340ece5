import type { SchemaVersion } from '../types/names.generated.ts';
import type { ModuleId, ModuleRow } from './basic-ocpi-types.ts';
import { modules as modules211 } from './modules-2.1.1.ts';
import { modules as modules221 } from './modules-2.2.1.ts';

/** The module table of each version of OCPI that has one, whether the hub speaks it or not. */
export const tables: Record<SchemaVersion, Record<ModuleId, ModuleRow>> = {
  '2.1.1': modules211,
  '2.2.1': modules221,
};

/** The version of a connection, an object or a dialect; 2.1.1 where none is stored with it. */
export function versionOf({ edition = '2.1.1' }: { edition?: SchemaVersion | undefined }): SchemaVersion {
  return edition;
}

/** Whether two partners, or a partner and an object, speak one version. */
export function isSameVersion(
  one: { edition?: SchemaVersion | undefined },
  other: { edition?: SchemaVersion | undefined },
): boolean {
  return versionOf(one) === versionOf(other);
}

/** Whether a version writes tokens in Base64, as all do since 2.2. */
export function writesBase64(of: { edition?: SchemaVersion | undefined }): boolean {
  return isSince22(of);
}

/** Whether a version compares ids without case, as all do since 2.2. */
export function ignoresCase(of: { edition?: SchemaVersion | undefined }): boolean {
  return isSince22(of);
}

/** Whether a version is 2.2 or a later one: the only other version that the hub knows is 2.1.1. */
function isSince22(of: { edition?: SchemaVersion | undefined }): boolean {
  return !isSameVersion(of, {});
}
