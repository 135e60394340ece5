/**
 * The processes of a hub on one store. Everything that only one of them may do has a name; at every moment at most one
 * process answers for it, and when that one dies another does within seconds.
 */
export interface Processes {
  /** Names this process. */
  id: string;
  /** Number of running processes, as far as this one knows. */
  count(): number;
  /** Whether this process answers for a name. */
  isMine(name: string): boolean;
  /** Calls back when `isMine` may have changed. The call is awaited before a name goes to another process. */
  onMoved(call: () => Promise<unknown>): void;
  /** Sends a message about a subject to all other processes; a process that is not connected at present never gets it. */
  announce(about: string, message: object): Promise<void>;
  /** Calls back with each message that another process publishes about a subject. */
  subscribe<T extends object>(about: string, call: (message: T) => void): void;
}
