import type { Request, Response } from 'express';
import type { Outgoing, Reply } from '../../src/ocpi/client.ts';
import type { Json } from '../../src/ocpi/parts.ts';

/** A kind of unpleasantness: a sentence for people, and what it changes; at least one of the functions, or `asked`. */
export interface FaultKind {
  /** One sentence: what a partner with this fault does. */
  does: string;
  /** Requirements that such a partner does not keep, for those who plant it to see a check fail. */
  breaks?: string;
  /** What `value` is; kinds without take none. */
  value?: ValueRule;
  /** How it is mixed in by `--adversary`: only what every partner has to bear. */
  mild?: Mild;
  /** Before a request is looked at; true when it has dealt with the answer. */
  arrives?(req: Request, res: Response, value: Value, timing: Timing): boolean | Promise<boolean>;
  /** Changes the answer that is ready. */
  answers?(answer: Spoken, value: Value): void;
  /** What becomes of the data of an answer, or of the body of a message that is sent. */
  content?(content: unknown, about: About, value: Value): unknown;
  /** Sends a message in its own way; `forward` is the ordinary one. */
  sends?(request: Outgoing, value: Value, forward: Forward, timing: Timing): Promise<Reply>;
  /** Asked for by name where the partner decides something. */
  asked?: true;
}

/** What a kind of fault takes as `value`. */
export type ValueRule =
  | { is: string; default: number; min: number; max: number }
  | { is: string; default: string; oneOf: readonly string[] }
  | { is: string; default: string; shape: RegExp };

/** The value a fault was given, or the default of its kind; of the type that its rule says. */
export type Value = number | string;

/** Where and with which value a harmless fault is mixed in. */
export interface Mild {
  value?: Value;
  direction?: Direction;
  method?: string;
}

/** `IN` for requests that arrive and their answers, `OUT` for requests that are sent. */
export type Direction = 'IN' | 'OUT';

/** A message whose content is changed. */
export interface About {
  module: string;
  method: string;
  direction: Direction;
}

/** An answer on its way out. */
export interface Spoken {
  method: string;
  module: string;
  /** As the partner called it: absolute. */
  url: URL;
  http: number;
  headers: Record<string, string>;
  /** The envelope, to be changed at will. */
  envelope: Json;
  /** Sent instead of the envelope when it is set. */
  text?: string;
}

/** Sends a message on. */
export type Forward = (request: Outgoing) => Promise<Reply>;

/** Time as faults see it. Milliseconds. */
export interface Timing {
  now(): number;
  after(milliseconds: number, task: () => void): () => void;
}

/** Rows of the table of faults, by name. */
export type FaultTable = Record<string, FaultKind>;
