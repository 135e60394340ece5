import type { Client } from 'pg';
import { locks } from './advisory-locks.ts';

/** Number of shards into which the hub's background work is divided; at most so many processes share it. */
const count = 64;

/**
 * Milliseconds since the database's last answer for which a process may rely on its shards; the server ends a session
 * only after a longer silence.
 */
const trustMs = 6_000;

/**
 * The shards of this process, each a part of the hub's work that one process does at a time. A process has a shard
 * while its listening session holds an advisory lock of PostgreSQL.
 */
export interface Shards {
  isMine(name: string): boolean;
  onMoved(call: () => Promise<unknown>): void;
  /** The present, in milliseconds, by the clock of the shards. */
  now(): number;
  /**
   * Takes free shards up to a fair share among so many processes, and begins to give up the surplus. The session
   * answered a query that was sent at the time `asked`, in milliseconds: it had the shards then. Resolves when the
   * shards held are known.
   */
  share(client: Client, processes: number, asked: number): Promise<void>;
  /**
   * Tells for how many milliseconds the database has run without losing the sessions of all processes. Another process
   * may trust its shards and not know yet that its session is lost: a process that has just started, and cannot know of
   * that one, takes no shard before that time is up.
   */
  databaseRunsFor(milliseconds: number): void;
  /** Gives up all shards, before the process ends its session. */
  leave(): Promise<void>;
  /** Is called when the session has ended, and its locks with it. */
  lost(): void;
}

/** Starts without any shard; a shard is given up through `unlock` after all listeners have stopped using it. */
export function openShards(
  unlock: (shards: number[]) => Promise<void>,
  now = () => performance.now(),
): Shards {
  const held = new Set<number>();
  const leaving = new Set<number>();
  const listeners: (() => Promise<unknown>)[] = [];
  let confirmed = Number.NEGATIVE_INFINITY;
  let others = false;
  let isNew = true;
  let waitsUntil = Number.NEGATIVE_INFINITY;
  const moved = async () => void (await Promise.all(listeners.map((call) => call())));

  async function share(client: Client, processes: number, asked: number): Promise<void> {
    const present = now();
    // Work that was left alone while the process did not trust its shards has to be looked at again.
    const isTrustedAgain = held.size > 0 && present - confirmed >= trustMs;
    const fair = Math.ceil(count / Math.max(1, processes));
    const wanted = present < waitsUntil ? 0 : fair - held.size - leaving.size;
    others = processes > 1;
    if (wanted > 0) {
      const free = Array.from({ length: count }, (_, shard) => shard).filter((shard) => !held.has(shard));
      const { rows } = await client.query<{ shard: number }>({
        ...take,
        values: [free.filter((shard) => !leaving.has(shard)), locks.shards, wanted],
      });
      for (const { shard } of rows) held.add(shard);
      confirmed = present;
      if (rows.length > 0 || isTrustedAgain) void moved();
      return;
    }
    // The process may have stood still since the answer came, and its session may have ended meanwhile.
    confirmed = asked;
    if (isTrustedAgain) void moved();
    if (wanted < 0 && leaving.size === 0) void giveUp([...held].slice(wanted));
  }

  async function giveUp(shards: number[]): Promise<void> {
    for (const shard of shards) {
      held.delete(shard);
      leaving.add(shard);
    }
    await moved();
    const still = shards.filter((shard) => leaving.has(shard));
    // An error here needs no handling: the session ends with it.
    if (still.length > 0) await unlock(still).catch(() => undefined);
    for (const shard of shards) leaving.delete(shard);
  }

  function databaseRunsFor(milliseconds: number): void {
    if (isNew) waitsUntil = now() + trustMs - milliseconds;
    isNew = false;
  }

  /**
   * Forgets all shards. A database that has gone down has ended the sessions of all processes, and a process that
   * stands still does not know yet. Where there may be one, this process takes no shard before that one trusts its
   * shards no more.
   */
  function lost(): void {
    if (others) waitsUntil = now() + trustMs;
    held.clear();
    leaving.clear();
    void moved();
  }

  return {
    now,
    isMine: (name) => held.has(shardOf(name)) && now() - confirmed < trustMs,
    onMoved: (call) => void listeners.push(call),
    share,
    databaseRunsFor,
    leave: () => giveUp([...held]),
    lost,
  };
}

/** The shard to which the name of some work belongs, by the FNV-1a hash of the name. */
function shardOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % count;
}

/** SQL statement: tries to lock one shard after the other until there are enough. */
const take = {
  name: 'take shards',
  text: 'SELECT shard FROM unnest($1::integer[]) AS shard WHERE pg_try_advisory_lock($2, shard) LIMIT $3',
};

/** SQL statement: unlocks shards; the values are the shards and the first number of their locks. */
export const giveBack = {
  name: 'give back shards',
  text: 'SELECT pg_advisory_unlock($2, shard) FROM unnest($1::integer[]) AS shard',
};
