import type { ObjectModuleId } from '../ocpi/editions/edition.ts';
import { formatDateTime } from '../ocpi/words/dates.ts';
import type { Finding } from '../ocpi/words/finding.ts';
import type { Party } from '../ocpi/words/party.ts';
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
  /** The time at which the modules with a temporary failure are tried again; null where none is. */
  again_at: string | null;
}

/** The report on the pull of one module, as the admin API shows it. */
export interface ModuleSync {
  module: ObjectModuleId;
  date_from: string | null;
  date_to: string;
  pages: number;
  received: number;
  /** Objects that the partner counts on the lists opened so far; null or absent where it does not tell. */
  expected?: number | null;
  stored: number;
  unchanged: number;
  rejected: number;
  removed: number;
  /** Objects that a complete list lacks and that stay until that is confirmed (SYNC-19). */
  held: number;
  error: string | null;
  /** Warnings for the operator, though nothing failed. */
  warnings: string[];
  /** The first objects that were not taken, at which place of the lists read they stood, and why (SYNC-22). */
  rejections: { place: number; id: string; findings: Finding[] }[];
}

/** The result for one object of a partner's list; `seen` names its owner and store id where they are known. */
export interface PulledObject {
  outcome: 'stored' | 'unchanged' | 'rejected';
  seen?: { owner: Party; id: string };
  rejection?: { id: string; findings: Finding[] };
}

/** An empty report. */
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

/** The syncs of the hub, whichever process runs them. */
export interface Syncs {
  /** Has a pull started, after `delay` milliseconds, and returns at once; a Refusal when the connection is not registered or does not offer a module. */
  start(connectionId: string, given: NewSync, delay?: number): Promise<Sync>;
  /** Newest first. */
  list(): Promise<Sync[]>;
  /** One sync; a Refusal when there is none with this id. */
  find(id: string): Promise<Sync>;
  /** Retires the objects that a full sync held back, and returns its report; a Refusal where none is held back (SYNC-19). */
  confirm(id: string): Promise<Sync>;
  /** Takes up the syncs that this process answers for and that nobody runs. */
  resume(): Promise<void>;
  stop(): void;
}
