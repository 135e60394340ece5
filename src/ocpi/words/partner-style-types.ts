import type { SchemaVersion } from '../types/names.generated.ts';

/** The variant of OCPI that a partner understands: the version, and which extensions of it (EXT-19). */
export interface Dialect {
  /** The version of OCPI; 2.1.1 when absent. */
  edition?: SchemaVersion | undefined;
  /**
   * Extensions that the partner gets: the owner's ids in Locations and Tariffs (`owner`), also in nested objects
   * (`all`), or none, and then nothing beyond the version is sent.
   */
  extensions: 'all' | 'owner' | 'none';
  /** Enum values beyond the version: sent as given, or replaced by their nearest known value or left out. */
  enums: 'as_given' | 'known_only';
  /** Properties and values beyond the version that this partner refuses by name (EXT-20). */
  drops: string[];
}

/** The style in which a partner needs requests written, where it deviates from its version of OCPI. */
export interface Style extends Dialect {
  /** Whether deviations in the partner's answers are tolerated and noted; otherwise they are failures. */
  lenient: boolean;
  /**
   * Whether tokens in `Authorization` are sent in Base64 or in plain form, whatever the version demands (TRANS-08);
   * when absent, as the version demands.
   */
  expects_base64_token?: boolean | undefined;
  /** URLs that the partner needs with a slash at their end: the endpoints themselves (`lists`), or all (`always`). */
  trailing_slash: 'never' | 'lists' | 'always';
  /** Optional fields without a value: left out, or written as null and empty lists. */
  nulls: 'omitted' | 'explicit';
  /** The form in which times are sent to the partner: as given, or without fractions of a second and with `Z`. */
  dates: 'as_given' | 'whole_seconds';
}

/** The style for a partner that keeps to its version of OCPI. */
export const plainStyle: Style = {
  lenient: false,
  trailing_slash: 'never',
  nulls: 'omitted',
  dates: 'as_given',
  enums: 'as_given',
  extensions: 'owner',
  drops: [],
};

/** Settings of a partner's style that the hub has learnt from an exchange. */
export type Lesson = Partial<Omit<Style, 'lenient' | 'edition'>>;

/** Looks up the style of a partner by its connection, and stores newly learnt settings. */
export interface PartnerStyles {
  of(connection: string | null): Style;
  learn(connection: string | null, lesson: Lesson): Promise<void>;
}
