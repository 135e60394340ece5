/** What of 2.1.1 and around it a partner is written to in (EXT-19). */
export interface Dialect {
  /** What the hub adds: its owner to each Location and Tariff, more wherever it can, or nothing, and then nothing foreign passes. */
  extensions: 'all' | 'owner' | 'none';
  /** Whether enum values that 2.1.1-d2 has not become what says the same, or go. */
  enums: 'as_given' | 'known_only';
  /** Properties and values that 2.1.1-d2 has not, and that this partner refuses by name (EXT-20). */
  drops: string[];
}

/** How a partner wants to be written to, where it is not as 2.1.1 has it. */
export interface Style extends Dialect {
  /** Whether deviations in its answers are let pass and noted; else they are failures. */
  lenient: boolean;
  /** Tokens in `Authorization` go out in Base64 (TRANS-08). */
  expects_base64_token: boolean;
  /** URLs that end in a slash: the endpoints themselves (`lists`), or all (`always`). */
  trailing_slash: 'never' | 'lists' | 'always';
  /** Whether optional fields without value are written: as null, lists as empty ones. */
  nulls: 'omitted' | 'explicit';
  /** Whether times lose their fractions of a second, and gain their `Z`. */
  dates: 'as_given' | 'whole_seconds';
}

/** As everybody is written to who was not found to need something else. */
export const plainStyle: Style = {
  lenient: false,
  expects_base64_token: false,
  trailing_slash: 'never',
  nulls: 'omitted',
  dates: 'as_given',
  enums: 'as_given',
  extensions: 'owner',
  drops: [],
};

/** What was found out about a partner's style. */
export type Lesson = Partial<Omit<Style, 'lenient'>>;

/** Who knows the styles of partners, by connection, and keeps what is learnt. */
export interface Manners {
  of(connection: string | null): Style;
  learn(connection: string | null, lesson: Lesson): Promise<void>;
}

/** What can be mended without guessing: numbers as text and the reverse, times with an offset, enum values. */
export type Repair = 'numbers' | 'dates' | 'enums';
