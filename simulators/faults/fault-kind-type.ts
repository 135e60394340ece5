import type { Request, Response } from 'express';
import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import type { Outgoing, Reply } from '../../src/ocpi/messages/request-and-answer-types.ts';

/**
 * A kind of fault of a simulated partner: a sentence for people and its effects, at least one of the functions or
 * `asked`.
 */
export interface FaultKind {
  /** One sentence: the behaviour of a partner with this fault. */
  does: string;
  /** Requirements that a partner with this fault violates, for tests that expect a check to fail. */
  breaks?: string;
  /** The rule for the fault's `value`; a kind without a rule takes none. */
  value?: ValueRule;
  /**
   * The conditions under which `--adversary` adds the fault at random; only faults that every partner must tolerate
   * have them.
   */
  mild?: Mild;
  /** Acts on a request before the simulator looks at it; true when the fault has dealt with the answer. */
  arrives?(req: Request, res: Response, value: Value, timing: Timing): boolean | Promise<boolean>;
  /** Changes the simulator's finished answer. */
  answers?(answer: Spoken, value: Value): void;
  /** Changes the data of the simulator's answer, or the body of a message that it sends. */
  content?(content: unknown, about: About, value: Value): unknown;
  /** Sends the simulator's message in another way; `forward` is the ordinary one. */
  sends?(request: Outgoing, value: Value, forward: Forward, timing: Timing): Promise<Reply>;
  /** Whether the simulator's code asks for the fault by name where it decides something. */
  asked?: true;
}

/** The rule for the `value` of a fault. */
export type ValueRule =
  | { is: string; default: number; min: number; max: number }
  | { is: string; default: string; oneOf: readonly string[] }
  | { is: string; default: string; shape: RegExp };

/** The value of a fault, or the default of its kind, in the type that its rule demands. */
export type Value = number | string;

/** The messages, and the value, with which `--adversary` adds a harmless fault at random. */
export interface Mild {
  value?: Value;
  direction?: Direction;
  method?: string;
}

/** `IN` for requests that arrive and their answers, `OUT` for requests that are sent. */
export type Direction = 'IN' | 'OUT';

/** The message whose content a fault changes. */
export interface About {
  module: string;
  method: string;
  direction: Direction;
}

/** The simulator's answer before it is sent, as faults may change it. */
export interface Spoken {
  method: string;
  module: string;
  /** The absolute URL as the partner called it. */
  url: URL;
  http: number;
  headers: Record<string, string>;
  /** The response envelope of the simulator's answer, which faults may change. */
  envelope: Json;
  /** A text that a fault sends in place of the response envelope. */
  text?: string;
}

/** Sends a message of the simulator in the ordinary way. */
export type Forward = (request: Outgoing) => Promise<Reply>;

/** The clock by which faults delay messages, in milliseconds. */
export interface Timing {
  now(): number;
  after(milliseconds: number, task: () => void): () => void;
}

/** Rows of the table of faults, by name. */
export type FaultTable = Record<string, FaultKind>;
