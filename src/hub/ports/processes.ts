/**
 * The processes of a hub on one store. Everything that only one of them may do has a name; at every moment at most one
 * process answers for it, and when that one dies another does within seconds.
 */
export interface Processes {
  /** Names this process. */
  id: string;
  /** How many there are at present, as far as is known. */
  count(): number;
  /** Whether this process answers for what has this name. */
  isMine(name: string): boolean;
  /** Calls back when that may have changed. Before something is given to another process the call is waited for. */
  onMoved(call: () => Promise<unknown>): void;
  /** Tells all other processes; who is not listening at present never hears it. */
  tell(about: string, word: object): Promise<void>;
  /** Calls back with what other processes tell about something. */
  onWord<T extends object>(about: string, call: (word: T) => void): void;
}
