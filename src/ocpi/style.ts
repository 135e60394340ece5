/** How a partner wants to be written to, where it is not as 2.1.1 has it. */
export interface Style {
  /** Whether deviations in its answers are let pass and noted; else they are failures. */
  lenient: boolean;
  /** Tokens in `Authorization` go out in Base64 (TRANS-08). */
  expects_base64_token: boolean;
  /** URLs that end in a slash: the endpoints themselves (`lists`), or all (`always`). */
  trailing_slash: 'never' | 'lists' | 'always';
  /** Whether optional fields without value are written as null. */
  nulls: 'omitted' | 'explicit';
  /** Whether times lose their fractions of a second, and gain their `Z`. */
  dates: 'as_given' | 'whole_seconds';
  /** Whether enum values that 2.1.1-d2 has not become `OTHER` or `UNKNOWN`. */
  enums: 'as_given' | 'known_only';
}

/** 2.1.1 to the letter, as everybody is written to who was not found to need something else. */
export const plainStyle: Style = {
  lenient: false,
  expects_base64_token: false,
  trailing_slash: 'never',
  nulls: 'omitted',
  dates: 'as_given',
  enums: 'as_given',
};

/** What was found out about a partner's style. */
export type Lesson = Partial<Omit<Style, 'lenient'>>;

/** Who knows the styles of partners, by connection, and keeps what is learnt. */
export interface Manners {
  of(connection: string | null): Style;
  learn(connection: string | null, lesson: Lesson): Promise<void>;
}
