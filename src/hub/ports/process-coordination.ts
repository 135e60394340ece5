/**
 * The processes of a hub on one store. All work that only one of them may do has a name; at every moment at most one
 * process is responsible for a name, and when that one dies another takes over within seconds.
 */
export interface Processes {
  /** Id of this process among those of the hub. */
  id: string;
  /** Number of running processes of the hub, as far as this one knows. */
  count(): number;
  /** Tells whether this process is responsible for a name. */
  isMine(name: string): boolean;
  /** Calls a function when `isMine` may have changed. The call is awaited before a name goes to another process. */
  onMoved(call: () => Promise<unknown>): void;
  /** Sends a message about a subject to all other processes; a process that is not connected at present never gets it. */
  announce(about: string, message: object): Promise<void>;
  /** Calls a function with each message that another process publishes about a subject. */
  subscribe<T extends object>(about: string, call: (message: T) => void): void;
}
