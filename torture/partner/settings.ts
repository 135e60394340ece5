/** What the torture tells a partner process when it starts it. */
export interface Settings {
  role: 'CPO' | 'EMSP';
  party: string;
  /** 0 takes a free one; a partner that is started again gets its old one. */
  port: number;
  /** File of its lines in this round. */
  file: string;
  round: number;
  /** How often it has been started before. */
  boot: number;
  seed: string;
  hub: string;
  /** What it calls the hub with; empty until it is registered. */
  tokenToHub: string;
  /** Milliseconds between two writes of one lane. */
  pause: number;
  /** Whether it is under load already. */
  loaded: boolean;
}

/** What the torture says to a partner. */
export type Order =
  | { do: 'registered'; tokenToHub: string }
  | { do: 'round'; file: string; round: number }
  /** Publish what commands and sessions need, and say when the hub has it. */
  | { do: 'publish' }
  | { do: 'load' }
  | { do: 'stop' };

/** What a partner says to the torture. */
export type Report = { is: 'listening'; port: number } | { is: 'acked' } | { is: 'idle' } | { is: 'ready' };
