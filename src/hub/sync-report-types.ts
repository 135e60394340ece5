import type { ObjectModuleId } from '../ocpi/editions/basic-ocpi-types.ts';
import type { Finding } from '../ocpi/words/finding-type.ts';
import { formatDateTime } from '../ocpi/words/ocpi-datetime.ts';
import type { Party } from '../ocpi/words/party-id.ts';
import type { ObjectState } from './ports/object-store.ts';
import type { NewSync } from './types.generated.ts';

/** A pull of a partner's objects, as the admin API shows it; times are ISO 8601. */
export interface Sync {
  id: string;
  connection: string;
  type: 'full' | 'delta';
  status: 'RUNNING' | 'DONE' | 'FAILED';
  modules: ModuleSync[];
  started: string;
  finished: string | null;
  /** The time at which the hub tries the modules with a temporary failure again; null where there are none. */
  again_at: string | null;
}

/** The report on the pull of one module, as the admin API shows it. */
export interface ModuleSync {
  module: ObjectModuleId;
  date_from: string | null;
  date_to: string;
  pages: number;
  received: number;
  /** Number of objects, by the partner's count, on the lists opened so far; null or absent where it gives no count. */
  expected?: number | null;
  stored: number;
  unchanged: number;
  rejected: number;
  removed: number;
  /** Objects missing from a complete list that the hub keeps until its operator confirms their end (SYNC-19). */
  held: number;
  error: string | null;
  /** Warnings about the sync for the hub's operator, though nothing failed. */
  warnings: string[];
  /** The first objects that the hub did not take, with their place on the partner's lists and the reasons (SYNC-22). */
  rejections: { place: number; id: string; findings: Finding[] }[];
}

/** The result for one object of a partner's list; `seen` gives its owner and its id in the store if known. */
export interface PulledObject {
  outcome: 'stored' | 'unchanged' | 'rejected';
  seen?: { owner: Party; id: string };
  rejection?: { id: string; findings: Finding[] };
}

/** The report on an object that has not changed, and the state in which the hub has it. */
export interface Unchanged extends PulledObject {
  state: ObjectState;
}

/** The empty report of a module's sync that begins. */
export function newModuleSync(module: ObjectModuleId, now: number): ModuleSync {
  return {
    module,
    date_from: null,
    date_to: formatDateTime(now),
    pages: 0,
    received: 0,
    expected: null,
    stored: 0,
    unchanged: 0,
    rejected: 0,
    removed: 0,
    held: 0,
    error: null,
    warnings: [],
    rejections: [],
  };
}

/** The syncs of the hub, in all its processes. */
export interface Syncs {
  /**
   * Starts a pull from a partner, after `delay` milliseconds, and returns at once; throws a Refusal when the connection
   * is not registered or does not offer a module.
   */
  start(connectionId: string, given: NewSync, delay?: number): Promise<Sync>;
  /** All stored syncs (pulls of partners' objects), newest first. */
  list(): Promise<Sync[]>;
  /** Finds a sync by its id; throws a Refusal when there is none. */
  find(id: string): Promise<Sync>;
  /**
   * Retires the objects that a full sync kept for want of confirmation, and returns its report; throws a Refusal where
   * there are none (SYNC-19).
   */
  confirm(id: string): Promise<Sync>;
  /** Takes up the syncs that are this process's to run and that no process runs. */
  resume(): Promise<void>;
  stop(): void;
}
