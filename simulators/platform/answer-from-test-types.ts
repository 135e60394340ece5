/** A message that has reached a simulator and has no answer yet. */
export interface Message {
  module: string;
  method: string;
  path: string;
  /** Header names in lower case, as they came. */
  headers: Record<string, string>;
  /** The message's body, parsed where it is JSON, else text; `undefined` without one. */
  body: unknown;
}

/** An answer that a test gives in place of the simulator. */
export interface AnswerByHand {
  /** HTTP status of the answer that a test gives, 200 by default. */
  http?: number;
  headers?: Record<string, string>;
  /** OCPI status code of the answer that a test gives, 1000 by default. */
  status_code?: number;
  status_message?: string;
  data?: unknown;
  /** The whole body of the answer in place of an envelope. */
  text?: string;
}
