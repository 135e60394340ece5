import type { SchemaVersion } from '../types/names.generated.ts';

/** The part of a version of OCPI, and of the extensions to it, that a partner understands (EXT-19). */
export interface Dialect {
  /** The version; absent: 2.1.1. */
  edition?: SchemaVersion | undefined;
  /** Extensions that the partner gets: the owner's ids in Locations and Tariffs (`owner`), also in objects inside others (`all`), or none, and then nothing beyond the version passes. */
  extensions: 'all' | 'owner' | 'none';
  /** Enum values beyond the version: sent as given, or replaced by their nearest known value or left out. */
  enums: 'as_given' | 'known_only';
  /** Properties and values beyond the version that this partner refuses by name (EXT-20). */
  drops: string[];
}

/** The deviations from its version of OCPI that a partner needs in the requests it gets. */
export interface Style extends Dialect {
  /** Deviations in its answers are tolerated and noted; else they are failures. */
  lenient: boolean;
  /** Tokens in `Authorization` go out in Base64, or in plain form, whatever the version has (TRANS-08); absent: as the version has it. */
  expects_base64_token?: boolean | undefined;
  /** URLs that end in a slash: the endpoints themselves (`lists`), or all (`always`). */
  trailing_slash: 'never' | 'lists' | 'always';
  /** Optional fields without a value: left out, or written as null and empty lists. */
  nulls: 'omitted' | 'explicit';
  /** Times: sent as given, or without fractions of a second and with `Z`. */
  dates: 'as_given' | 'whole_seconds';
}

/** The style of partners that need nothing else. */
export const plainStyle: Style = {
  lenient: false,
  trailing_slash: 'never',
  nulls: 'omitted',
  dates: 'as_given',
  enums: 'as_given',
  extensions: 'owner',
  drops: [],
};

/** Settings of a partner's style that an exchange has taught. */
export type Lesson = Partial<Omit<Style, 'lenient' | 'edition'>>;

/** Looks up the style of a partner by its connection, and stores the lessons about it. */
export interface PartnerStyles {
  of(connection: string | null): Style;
  learn(connection: string | null, lesson: Lesson): Promise<void>;
}
