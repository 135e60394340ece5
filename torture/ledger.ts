import { contractsOf, evil, isEvil, partnersOf, providerOf } from './common/market.ts';
import { apply, essence, type Json, keyOf, type Line, type Outcome, type Write } from './common/record.ts';

/** What was found in a round; all but the first three must be empty or 0. */
export interface Findings {
  acknowledged: number;
  delivered: number;
  sentTwice: number;
  /** Acknowledged, but not what the hub stores or a partner has; words for each. */
  lost: string[];
  /** Delivered, but not in the newest state. */
  stale: string[];
  /** With somebody it is not for. */
  leaked: string[];
  /** Of what an honest partner sent, not answered in time, or only that it had sent too much. */
  heldUp: string[];
}

/** When something was down that a fault had struck, in milliseconds since 1970. */
export interface Span {
  began: number;
  ended: number;
}

/** What the owners wrote, what the hub must therefore hold, and what each partner has made of what it got. */
export interface Ledger {
  /** Takes what a partner wrote down in a round; nobody is held up while something is down. */
  read(party: string, lines: Line[], findings: Findings, down?: Span[]): void;
  /** Compares what the hub shows a partner of a module with what may be there and with what the partner has. */
  compare(party: string, module: string, shown: Json[], since: string | undefined, findings: Findings): void;
}

/** Owners of the objects of a module. */
const ownedBy: Record<string, 'CPO' | 'EMSP'> = {
  locations: 'CPO',
  tariffs: 'CPO',
  sessions: 'CPO',
  cdrs: 'CPO',
  tokens: 'EMSP',
};

/** An empty ledger. */
export function openLedger(): Ledger {
  /** By object: the states it may have. One, where all writes were answered; more, where an answer was cut off. */
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

  /** What the evil partner sends is nobody's loss; but its card of a contract of another partner's is let in nowhere. */
  function judgeEvil(party: string, module: string, object: Json | undefined, findings: Findings): void {
    const whose = providerOf(object?.auth_id);
    if (module === 'tokens' && object?.valid !== false && partnersOf(party).includes(whose))
      findings.leaked.push(
        `${party} has the evil partner's card ${String(object?.uid)} of a contract of ${whose}`,
      );
  }

  return {
    read(party, lines, findings, down = []) {
      const outcomes = new Map<number, Outcome>();
      for (const line of lines) if (line.is === 'end') outcomes.set(line.n, line.outcome);
      for (const line of lines) {
        if (line.is === 'end' && isHeldUp(line.said) && !down.some((span) => overlap(span, line)))
          findings.heldUp.push(`write ${line.n} of ${party} was answered ${line.said}`);
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

/** An agreement joins the two, and of a driver's session only the driver's provider may know. */
function mayHave(party: string, module: string, owner: string, object: Json | undefined): boolean {
  if (!partnersOf(party).includes(owner)) return false;
  if (module !== 'sessions' && module !== 'cdrs') return true;
  return (
    object === undefined ||
    contractsOf(party).includes(String(object.auth_id)) ||
    providerOf(object.auth_id) === party
  );
}

/** The key of a listed object: only Locations and Tariffs say whose they are, a CDR and a Session in their location, a Token in its contract; the evil partner's are those that are always allowed. */
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
