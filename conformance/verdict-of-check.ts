import type { Authority, Side } from '../src/ocpi/rules/origins-of-rules.ts';
import { requirement } from '../src/ocpi/rules/requirement-catalogue.ts';
import type { Check, Found, Verdict } from './check-and-verdict-types.ts';
import { standstill } from './process-stalls.ts';
import type { PartnerRole } from './run-options.ts';

/** The facts about a check that decide its verdict. */
export interface Outcome {
  id: string;
  role: PartnerRole;
  /** Authority of the check, where it differs from its requirement's. */
  authority?: Authority | undefined;
  /** The status of the check's scenario in Cucumber. */
  status: string | undefined;
  /** The reason why the conformance check was not made: its precondition did not hold. */
  unmet?: string | undefined;
  findings: Found[];
  /** Milliseconds of the longest standstill of the suite itself during the check. */
  stood?: number;
}

/**
 * The verdict of a check: only a breach of a rule that binds the partner's own side fails it. While the suite itself
 * stood still nothing does, since a partner that waits for an answer may give up meanwhile.
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

/** Whether the findings of a check may come from a standstill of the suite itself. */
export function isOursAlone({ findings, stood = 0 }: Pick<Outcome, 'findings' | 'stood'>): boolean {
  return findings.length > 0 && stood > standstill;
}

/** Whether the breach of a rule of this authority, which binds this side, fails a partner of this role. */
function fails(authority: Authority, side: Side, role: PartnerRole): boolean {
  return ['must', 'indicative', 'format'].includes(authority) && (side === 'both' || side === role);
}

/**
 * The verdicts at the end of a run: a check whose needs were found broken becomes `skipped` because of them, and so
 * does a passed refusal where the partner refuses the same object without the fault. Only a requirement that was found
 * broken is named as a cause; where that one has a broken cause itself, the latter is named.
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
