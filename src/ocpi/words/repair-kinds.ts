/**
 * Kinds of repair of a partner's JSON that need no guess: numbers as text and the reverse, times with an offset, enum
 * values.
 */
export type Repair = 'numbers' | 'dates' | 'enums';
