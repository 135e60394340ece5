/** Settings of a partner process. */
export interface Settings {
  role: 'CPO' | 'EMSP';
  party: string;
  port: number;
  /** The file for the partner's lines in this round. */
  file: string;
  /** The file of the writes that the partner has received in all rounds. */
  copies: string;
  round: number;
  /** Number of earlier starts of the partner's process. */
  boot: number;
  seed: string;
  hub: string;
  /** The token with which the partner calls the hub; empty until it is registered. */
  tokenToHub: string;
  /** Milliseconds between two writes of one of the partner's writers. */
  pause: number;
  /** Whether the partner writes from its start. */
  loaded: boolean;
}

/** An order of the torture to a partner. */
export type Order =
  | { do: 'registered'; tokenToHub: string }
  | { do: 'round'; file: string; round: number }
  /** Orders the partner to publish the objects that commands and sessions need, and to report when the hub has them. */
  | { do: 'publish' }
  | { do: 'load' }
  | { do: 'stop' };

/** A report of a partner to the torture. */
export type Report = { is: 'listening' } | { is: 'acked' } | { is: 'idle' } | { is: 'ready' };
