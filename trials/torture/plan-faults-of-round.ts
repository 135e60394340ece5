import { random } from './common/seeded-random.ts';
import { members } from './common/torture-parties.ts';

/** The damage between a kill of the hub and its restart; the store promises to survive each kind. */
export type Damage = 'none' | 'torn log' | 'torn registry';

/** A fault: the process to kill, after how many acknowledged messages of the round, and for how long. */
export interface Fault {
  after: number;
  /** Milliseconds between the last counted message and the kill of the process. */
  late: number;
  victim: string;
  /** Milliseconds from the kill of a process to its restart. */
  away: number;
  damage: Damage;
}

/** The plan of a round, derived from the seed alone: its faults, and the moments of administrative actions. */
export interface Plan {
  faults: Fault[];
  /**
   * Numbers of acknowledged messages after which an administrative action follows: a sync, an invitation, an agreement,
   * a handshake.
   */
  chores: number[];
}

/** The processes to kill and other faults, each with its relative frequency. */
export type Victims = Record<string, number>;

/** A fault that is neither a partner's nor the hub's: `kill` begins it, `start` ends it. */
export interface Victim {
  kill(): Promise<void>;
  start(): Promise<void>;
}

/**
 * The relative frequency of kills for a setup: a hub of one process with its own store; a database of the torture's
 * own; one of several processes.
 */
export function victimsOf(store: 'embedded' | 'postgres', ownDatabase: boolean, workers: number): Victims {
  if (store === 'embedded') return { hub: 60, partner: 40 };
  return {
    hub: 30,
    partner: 30,
    ...(ownDatabase ? { database: 25, connections: 20, backends: 15 } : {}),
    ...(workers > 1 ? { worker: 40 } : {}),
  };
}

/**
 * The plan of a round; the same for the same seed, round and victims. Only an embedded store can be damaged (`tear`).
 */
export function planOf(seed: string, round: number, victims: Victims, tear: boolean, messages: number): Plan {
  const { whole, pick, weighted } = random(seed, round, 'plan');
  const count = weighted({ 1: 3, 2: 5, 3: 2 });
  const faults = Array.from({ length: Number(count) }, (): Fault => {
    const kind = weighted(victims);
    const victim = kind === 'partner' ? pick(members).party : kind;
    const damage =
      kind === 'hub' && tear ? weighted({ none: 70, 'torn log': 20, 'torn registry': 10 }) : 'none';
    const away = ['hub', 'worker', 'backends'].includes(kind) ? 0 : whole(0, 400);
    return { after: whole(10, messages - 20), late: whole(0, 20), victim, away, damage };
  });
  faults.sort((a, b) => a.after - b.after);
  return { faults, chores: Array.from({ length: 4 }, () => whole(1, messages - 10)) };
}
