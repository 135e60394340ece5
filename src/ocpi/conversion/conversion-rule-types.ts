import type { Json } from '../editions/basic-ocpi-types.ts';
import type { Context } from './conversion-types.ts';

/** The direction of a conversion: `up` from 2.1.1 to 2.2.1, or `down`. */
export type Way = 'up' | 'down';

/** A conversion under way: its direction, known facts beside the object, and the ledger that it fills. */
export interface Passage {
  way: Way;
  context: Context;
  /** Notes a part of the owner's object that the conversion leaves out. */
  lose(pointer: string): void;
  /** Notes a value of the reader's object that nobody gave. */
  invent(pointer: string): void;
  note(sentence: string): void;
  hold(reason: string): void;
  /** Notes a property that the owner sent beyond its version. */
  take(pointer: string): void;
  /** Converts a value of a class or an enum; `undefined` where nothing of it is left. */
  convert(of: string | undefined, value: unknown, pointer: string): unknown;
}

/**
 * Completes an object that was converted by the table as far as possible; returns `undefined` where nothing of it is
 * left.
 */
export type Rule = (given: Json, carried: Json, passage: Passage, pointer: string) => Json | undefined;

/** The conversion rules of each direction between the versions, by class of OCPI. */
export type Rules = Record<Way, Record<string, Rule>>;
