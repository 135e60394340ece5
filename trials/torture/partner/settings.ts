/** Settings of a partner process. */
export interface Settings {
  role: 'CPO' | 'EMSP';
  party: string;
  /** The port: 0 takes a free one; a restarted partner gets its old one. */
  port: number;
  /** The file for its lines in this round. */
  file: string;
  /** The file of what it has received in all rounds. */
  copies: string;
  round: number;
  /** Number of earlier starts. */
  boot: number;
  seed: string;
  hub: string;
  /** The token with which it calls the hub; empty until it is registered. */
  tokenToHub: string;
  /** Milliseconds between two writes of one writer. */
  pause: number;
  /** Whether it starts with load. */
  loaded: boolean;
}

/** An order of the torture to a partner. */
export type Order =
  | { do: 'registered'; tokenToHub: string }
  | { do: 'round'; file: string; round: number }
  /** Publish the objects that commands and sessions need, and report when the hub has them. */
  | { do: 'publish' }
  | { do: 'load' }
  | { do: 'stop' };

/** A report of a partner to the torture. */
export type Report = { is: 'listening'; port: number } | { is: 'acked' } | { is: 'idle' } | { is: 'ready' };
