import type { Json } from '../editions/edition.ts';
import type { Context } from './ledger.ts';

/** The way of a conversion: from 2.1.1 to 2.2.1, or back. */
export type Way = 'up' | 'down';

/** A conversion under way: its direction, what is known beside the object, and the ledger that it fills. */
export interface Passage {
  way: Way;
  context: Context;
  /** Notes a part of the owner's object that is left out. */
  lose(pointer: string): void;
  /** Notes a value of the reader's object that nobody gave. */
  invent(pointer: string): void;
  note(sentence: string): void;
  hold(reason: string): void;
  /** Notes a property that the owner sent beyond its version. */
  take(pointer: string): void;
  /** Converts a value of a class or an enum; `undefined` where nothing is left of it. */
  convert(of: string | undefined, value: unknown, pointer: string): unknown;
}

/** Completes an object that the table has carried over as far as it can; `undefined` where nothing is left of it. */
export type Rule = (given: Json, carried: Json, passage: Passage, pointer: string) => Json | undefined;

/** The rules of each way, by class. */
export type Rules = Record<Way, Record<string, Rule>>;
