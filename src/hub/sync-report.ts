import type { ObjectModuleId } from '../ocpi/modules.ts';
import type { Finding } from '../ocpi/validation.ts';
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
}

/** What a pull of one module did, as the admin API shows it. */
export interface ModuleSync {
  module: ObjectModuleId;
  date_from: string | null;
  date_to: string;
  pages: number;
  received: number;
  stored: number;
  unchanged: number;
  rejected: number;
  removed: number;
  error: string | null;
  /** The first objects that were not taken, and why. */
  rejections: { id: string; findings: Finding[] }[];
}

/** The syncs of the hub, whichever process runs them. */
export interface Syncs {
  /** Has a pull started, after `delay` milliseconds, and returns at once; a Refusal when the connection is not registered or does not offer a module. */
  start(connectionId: string, given: NewSync, delay?: number): Promise<Sync>;
  /** Newest first. */
  list(): Promise<Sync[]>;
  /** One sync; a Refusal when there is none with this id. */
  find(id: string): Promise<Sync>;
  /** Takes up the syncs that this process answers for and that nobody runs. */
  resume(): Promise<void>;
  stop(): void;
}
