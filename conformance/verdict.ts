import { requirement } from '../src/ocpi/rules/catalogue.ts';
import type { Authority, Side } from '../src/ocpi/rules/origins.ts';
import type { Check, Found, Verdict } from './check.ts';
import type { PartnerRole } from './options.ts';
import { standstill } from './stalls.ts';

/** The facts that decide a verdict. */
export interface Outcome {
  id: string;
  role: PartnerRole;
  /** Of the check, where it is not that of its requirement. */
  authority?: Authority | undefined;
  /** The status that Cucumber reports. */
  status: string | undefined;
  /** The reason why the check was not made. */
  unmet?: string | undefined;
  findings: Found[];
  /** Milliseconds of the longest standstill of the suite itself meanwhile. */
  stood?: number;
}

/**
 * The verdict of a check: a partner fails only by what binds its own side, and by nothing while the suite itself stood still, since a
 * partner that waits for an answer may give up meanwhile.
 */
export function concluded(outcome: Outcome): Verdict {
  const { id, role, authority, status, unmet, findings } = outcome;
  if (isOursAlone(outcome)) return 'skipped';
  if (findings.length > 0) {
    const rule = requirement(id);
    const ofCheck = authority ?? rule.authority;
    const binds = findings.some((found) => fails(found.authority ?? ofCheck, rule.side, role));
    return binds ? 'failed' : 'warned';
  }
  if (unmet !== undefined) return 'skipped';
  return status === 'PASSED' ? 'passed' : 'broken';
}

/** Whether what was found may come from a standstill of the suite itself. */
export function isOursAlone({ findings, stood = 0 }: Pick<Outcome, 'findings' | 'stood'>): boolean {
  return findings.length > 0 && stood > standstill;
}

/** Whether the breach of a sentence of this authority, which binds this side, fails a partner of this role. */
function fails(authority: Authority, side: Side, role: PartnerRole): boolean {
  return ['must', 'indicative', 'format'].includes(authority) && (side === 'both' || side === role);
}

/**
 * The checks as they stand when all is known: what was skipped, failed or passed without that which it needs is skipped because of it,
 * and so is a refusal whose positive twin was not taken.
 * A cause is named only where it was found; one whose own cause was found passes that on.
 */
export function settled(checks: Check[]): Check[] {
  const bad = new Set(
    checks.filter(({ verdict }) => verdict === 'failed' || verdict === 'warned').map(({ id }) => id),
  );
  const wanting = (id: string, seen: string[] = []): string | undefined => {
    if (seen.includes(id)) return undefined;
    const about = checks.filter((check) => check.id === id);
    for (const { needs, because } of about)
      for (const need of [...needs, ...(because ? [because] : [])]) {
        const cause = wanting(need, [...seen, id]);
        if (cause) return cause;
      }
    return bad.has(id) ? id : undefined;
  };
  return checks.map(({ because, ...check }) => {
    const named = because === undefined ? [] : [because];
    const twins = check.verdict === 'passed' ? check.twins : [];
    const cause = [...check.needs, ...twins, ...named].map((need) => wanting(need, [check.id])).find(Boolean);
    if (!cause) return check;
    if (check.verdict === 'skipped') return { ...check, because: cause };
    if (check.verdict === 'broken') return check;
    const reason = `it says nothing while ${cause} does not hold`;
    return { ...check, verdict: 'skipped' as const, findings: [], reason, because: cause };
  });
}
