import { members } from './common/market.ts';
import { random } from './common/random.ts';

/** What may be broken between a kill of the hub and its next start; each is something the store promises to survive. */
export type Damage = 'none' | 'torn log' | 'torn registry';

/** One fault: who is killed, after how many acknowledged messages of the round, and how long it stays away. */
export interface Fault {
  after: number;
  /** Milliseconds between the message and the kill. */
  late: number;
  victim: string;
  /** Milliseconds until it is started again. */
  away: number;
  damage: Damage;
}

/** The faults of one round and when the admin API is used meanwhile, made of the seed alone. */
export interface Plan {
  faults: Fault[];
  /** Acknowledged messages after which the operator of the hub works: a sync, an invitation, an agreement, a handshake. */
  chores: number[];
}

/** What can be killed: how often which, compared with the others. */
export type Victims = Record<string, number>;

/** Who is killed how often: a hub in one process, on its own store; a database that is the torture's own; one of several processes. */
export function victimsOf(store: 'embedded' | 'postgres', ownDatabase: boolean, workers: number): Victims {
  if (store === 'embedded') return { hub: 60, partner: 40 };
  return {
    hub: 30,
    partner: 30,
    ...(ownDatabase ? { database: 25 } : {}),
    ...(workers > 1 ? { worker: 40 } : {}),
  };
}

/** The plan of a round; the same for the same seed, round and victims. Only an embedded store has something to `tear`. */
export function planOf(seed: string, round: number, victims: Victims, tear: boolean, messages: number): Plan {
  const { whole, pick, weighted } = random(seed, round, 'plan');
  const count = weighted({ 1: 3, 2: 5, 3: 2 });
  const faults = Array.from({ length: Number(count) }, (): Fault => {
    const kind = weighted(victims);
    const victim = kind === 'partner' ? pick(members).party : kind;
    const damage =
      kind === 'hub' && tear ? weighted({ none: 70, 'torn log': 20, 'torn registry': 10 }) : 'none';
    const away = kind === 'partner' || kind === 'database' ? whole(0, 400) : 0;
    return { after: whole(10, messages - 20), late: whole(0, 20), victim, away, damage };
  });
  faults.sort((a, b) => a.after - b.after);
  return { faults, chores: Array.from({ length: 4 }, () => whole(1, messages - 10)) };
}
