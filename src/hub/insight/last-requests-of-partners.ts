import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Notes } from '../ports/expiring-key-values.ts';
import { outcomeOf, type Seen, seenOf } from './judge-onboarding-step.ts';

/** The dependencies of the marks (notes of a partner's last requests). */
interface MarksOptions {
  notes: Notes;
  /** Milliseconds since 1970. */
  now(): number;
  /** Receives the error when marks cannot be stored. */
  failed(error: unknown): void;
}

/** Milliseconds by which a mark may be older than the newest exchange of its kind, which the journal still has. */
const every = 10 * 60_000;

/** Times, in milliseconds, for which the last request of a kind and a finding are remembered: 400 and 30 days. */
const memory = { way: 400 * 24 * 3_600_000, finding: 30 * 24 * 3_600_000 };

/**
 * Stores the last request of each kind of every partner, by outcome, and its last finding against each requirement, one
 * row each: a report knows them after the journal has dropped the exchanges.
 */
export function keepingMarks({ notes, now, failed }: MarksOptions): { note(exchange: Exchange): void } {
  const kept = new Map<string, number>();
  const isDue = (key: string, time: number, others: string[]) => {
    const last = kept.get(key);
    // It must always be noted rightly whether the partner's last request succeeded or failed.
    return (
      last === undefined || time - last >= every || others.some((other) => (kept.get(other) ?? 0) >= last)
    );
  };
  const keep = (key: string, seen: Seen, lasting: number) => {
    kept.set(key, Date.parse(seen.time));
    notes.put('seen', key, seen, now() + lasting).catch((error: unknown) => {
      kept.delete(key);
      failed(error);
    });
  };
  return {
    note(exchange) {
      const { connection, direction, module, method, findings } = exchange;
      if (connection === null || module === null) return;
      const time = Date.parse(exchange.time);
      const way = `${connection} ${direction} ${module} ${method}`;
      const outcome = String(outcomeOf(exchange));
      const others = outcomes.filter((one) => one !== outcome).map((one) => `${way} ${one}`);
      const key = `${way} ${outcome}`;
      if (isDue(key, time, others)) keep(key, { ...seenOf(exchange), findings: [] }, memory.way);
      for (const finding of findings) {
        const name = `${connection} finding ${finding.requirement ?? ''}`;
        if (isDue(name, time, [])) keep(name, { ...seenOf(exchange), findings: [finding] }, memory.finding);
      }
    },
  };
}

const outcomes = ['true', 'false', 'undefined'];

/**
 * The requests of a connection in the journal, and from the notes those before it, newest first; a request in both
 * counts once.
 */
export async function withMarks(notes: Notes, connection: string, traced: Seen[]): Promise<Seen[]> {
  const keyOf = ({ direction, request_id }: Seen) => `${direction} ${request_id}`;
  const inTrace = new Set(traced.map(keyOf));
  const before = new Map<string, Seen>();
  for (const { value: seen } of await notes.under<Seen>('seen', `${connection} `)) {
    if (inTrace.has(keyOf(seen))) continue;
    const findings = [...(before.get(keyOf(seen))?.findings ?? []), ...seen.findings];
    before.set(keyOf(seen), { ...seen, findings });
  }
  return [...traced, ...before.values()].sort((one, other) => (one.time < other.time ? 1 : -1));
}
