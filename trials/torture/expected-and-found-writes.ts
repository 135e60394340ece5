import {
  apply,
  essence,
  type Json,
  keyOf,
  type Line,
  type Outcome,
  type Write,
} from './common/partner-record-lines.ts';
import { contractsOf, evil, isEvil, partnersOf, providerOf } from './common/torture-parties.ts';
import { type Turns, unknownTurns } from './processor-waits.ts';

/**
 * The findings of a round; all but `acknowledged`, `delivered`, `sentTwice` and `heldUpByMachine` must be empty or 0.
 */
export interface Findings {
  acknowledged: number;
  delivered: number;
  sentTwice: number;
  /** Descriptions of acknowledged writes that the hub or a partner lacks. */
  lost: string[];
  /** Descriptions of objects that a partner has in an old state. */
  stale: string[];
  /** Descriptions of objects that a partner has although they are not for it. */
  leaked: string[];
  /** Descriptions of an honest partner's requests that the hub did not answer in time, or with 429. */
  heldUp: string[];
  /**
   * Descriptions of held-up requests during which the hub process waited for a processor more than half of the time.
   */
  heldUpByMachine: string[];
}

/** A period in which a process was down because of a fault, in milliseconds since 1970. */
export interface Span {
  began: number;
  ended: number;
}

/** The ledger of all owners' writes: the objects that the hub must store, and those that each partner has received. */
export interface Ledger {
  /**
   * Reads a partner's lines of a round; delays do not count while a process is down. `scheduled` tells how long the hub
   * ran and waited for a processor meanwhile.
   */
  read(
    party: string,
    lines: Line[],
    findings: Findings,
    down?: Span[],
    scheduled?: (span: Span) => Turns,
  ): void;
  /** Compares the hub's list of a module for a partner with the permitted states and with the partner's own copies. */
  compare(party: string, module: string, shown: Json[], since: string | undefined, findings: Findings): void;
}

/** The role that owns the objects of each module. */
const ownedBy: Record<string, 'CPO' | 'EMSP'> = {
  locations: 'CPO',
  tariffs: 'CPO',
  sessions: 'CPO',
  cdrs: 'CPO',
  tokens: 'EMSP',
};

/** An empty ledger. */
export function openLedger(): Ledger {
  /** The possible states of each object: one if all writes were answered, more if an answer was cut off. */
  const possible = new Map<string, (Json | undefined)[]>();
  const replicas = new Map<string, Map<string, Json>>();
  const replicaOf = (party: string) => {
    const known = replicas.get(party) ?? new Map<string, Json>();
    replicas.set(party, known);
    return known;
  };

  function wrote(write: Write, outcome: Outcome, findings: Findings): void {
    const key = keyOf(write);
    const before = possible.get(key) ?? [undefined];
    if (outcome === 'acked') findings.acknowledged += 1;
    if (outcome === 'refused') return;
    const after = before.map((state) => apply(state, write));
    possible.set(key, distinct(outcome === 'acked' ? after : [...before, ...after]));
  }

  function got(party: string, write: Write, findings: Findings): void {
    if (isEvil(write.owner)) return judgeEvil(party, write.module, write.body, findings);
    const replica = replicaOf(party);
    const key = keyOf(write);
    const before = replica.get(key);
    const after = apply(before, write);
    findings.delivered += 1;
    if (essence(before) === essence(after)) findings.sentTwice += 1;
    if (after) replica.set(key, after);
    else replica.delete(key);
    if (!mayHave(party, write.module, write.owner, after))
      findings.leaked.push(`${party} got ${write.method} ${key}`);
  }

  /**
   * Judges an object of the malicious partner: its loss is no failure, but its card with another partner's contract
   * must be refused everywhere.
   */
  function judgeEvil(party: string, module: string, object: Json | undefined, findings: Findings): void {
    const whose = providerOf(object?.auth_id);
    if (module === 'tokens' && object?.valid !== false && partnersOf(party).includes(whose))
      findings.leaked.push(
        `${party} has the evil partner's card ${String(object?.uid)} of a contract of ${whose}`,
      );
  }

  return {
    read(party, lines, findings, down = [], scheduled = () => unknownTurns) {
      const outcomes = new Map<number, Outcome>();
      for (const line of lines) if (line.is === 'end') outcomes.set(line.n, line.outcome);
      for (const line of lines) {
        if (line.is === 'end' && isHeldUp(line.said) && !down.some((span) => overlap(span, line))) {
          const { words, starved } = scheduled(line);
          const held = starved && !line.said.startsWith('429 ') ? findings.heldUpByMachine : findings.heldUp;
          held.push(`write ${line.n} of ${party} was answered ${line.said}; ${words}`);
        }
        if (line.is === 'try') wrote(line.write, outcomes.get(line.n) ?? 'unknown', findings);
        if (line.is === 'offered')
          possible.set(keyOf({ module: 'tariffs', owner: party, id: line.id }), [line.body]);
        if (line.is === 'got') got(party, line.write, findings);
      }
    },
    compare(party, module, shown, since, findings) {
      const hub = new Map(shown.map((object) => [keyShown(module, object), object]));
      for (const [key, object] of hub)
        if (isEvil(key.split(' ')[1] ?? '')) judgeEvil(party, module, object, findings);
        else if (!mayHave(party, module, key.split(' ')[1] ?? '', object))
          findings.leaked.push(`${party} is shown ${key}`);
      const replica = replicaOf(party);
      const within = (object: Json | undefined) => !since || !object || String(object.last_updated) >= since;
      for (const [key, states] of possible) {
        const [of, owner = ''] = key.split(' ');
        if (of !== module || !partnersOf(party).includes(owner)) continue;
        const visible = states.filter((state) => state === undefined || mayHave(party, module, owner, state));
        if (visible.length === 0 || !states.some(within)) continue;
        const stored = hub.get(key);
        if (!visible.some((state) => essence(state) === essence(stored)))
          findings.lost.push(
            `${key} in the hub: ${brief(stored)}, possible ${states.map(brief).join(' or ')}`,
          );
        else if (visible.length === states.length) possible.set(key, [stored]);
        const has = replica.get(key);
        if (essence(has) === essence(stored)) continue;
        (has || !stored ? findings.stale : findings.lost).push(
          `${key} at ${party}: ${brief(has)}, in the hub ${brief(stored)}`,
        );
      }
    },
  };
}

function overlap(one: Span, other: Span): boolean {
  return one.began <= other.ended && other.began <= one.ended;
}

function isHeldUp(said: string): boolean {
  return said.startsWith('429 ') || /TIMEOUT/.test(said);
}

/**
 * Whether a party may have an object: the owner and it have an agreement, and only the driver's provider may have a
 * session.
 */
function mayHave(party: string, module: string, owner: string, object: Json | undefined): boolean {
  if (!partnersOf(party).includes(owner)) return false;
  if (module !== 'sessions' && module !== 'cdrs') return true;
  return (
    object === undefined ||
    contractsOf(party).includes(String(object.auth_id)) ||
    providerOf(object.auth_id) === party
  );
}

/**
 * The key of a listed object: only Locations and Tariffs name their owner, a CDR and a Session name it in their
 * location, a Token by its contract; objects of the malicious partner are those that are always permitted.
 */
function keyShown(module: string, object: Json): string {
  const place = (object.location ?? object) as Json;
  const holder = object.whitelist === 'ALWAYS' ? evil.EMSP : providerOf(object.auth_id);
  const owner = ownedBy[module] === 'EMSP' ? holder : String(place.party_id);
  return keyOf({ module, owner, id: String(module === 'tokens' ? object.uid : object.id) });
}

function distinct(states: (Json | undefined)[]): (Json | undefined)[] {
  return [...new Map(states.map((state) => [essence(state), state])).values()];
}

function brief(object: Json | undefined): string {
  if (!object) return 'nothing';
  return [
    ...new Set(JSON.stringify(object).match(/"v\d+"|"kwh":\d+|"volume":\d+|"status":"[A-Z]+"/g) ?? []),
  ].join(' ');
}
