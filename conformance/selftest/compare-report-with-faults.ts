import type { Check } from '../check-and-verdict-types.ts';

/** The difference between a report of a test partner and the faults that the partner really has. */
export interface Comparison {
  /** Ids of requirements that the partner breaks and the report does not show. */
  missed: string[];
  /**
   * Ids of requirements that the report shows as broken although the partner meets them; a check that had an error of
   * its own is named so.
   */
  wrong: string[];
  /** Ids by which a correct partner fails: it may be warned at most. */
  failing: string[];
  /** Whether fewer than half of the checks of a correct partner passed: then the report shows nothing. */
  unseen: boolean;
  /** Whether the report says exactly what the planted faults make it say. */
  asExpected: boolean;
}

/**
 * Compares a report's checks with the ids that must fail or warn, and no others; a `correct` partner may not fail.
 * Where one partner has several faults (`several`), one may hide another: a requirement is not missed that was skipped
 * with its reason, wholly or in part, because of the other fault.
 */
export function compare(
  checks: Pick<Check, 'id' | 'verdict' | 'because'>[],
  wanted: string[],
  correct: boolean,
  several = false,
): Comparison {
  const bad = checks.filter(({ verdict }) => ['failed', 'warned', 'broken'].includes(verdict));
  const flagged = [
    ...new Set(bad.map(({ id, verdict }) => (verdict === 'broken' ? `${id} (suite broken)` : id))),
  ];
  const isMasked = (id: string) => {
    const about = checks.filter((check) => check.id === id);
    const isBehind = ({ verdict, because }: (typeof about)[number]) =>
      verdict === 'skipped' && because !== undefined && wanted.includes(because);
    return several && (about.some(isBehind) || about.every(({ verdict }) => verdict === 'skipped'));
  };
  const missed = wanted.filter((id) => !flagged.includes(id) && !isMasked(id));
  const wrong = flagged.filter((id) => !wanted.includes(id));
  const failing = correct ? bad.filter(({ verdict }) => verdict !== 'warned').map(({ id }) => id) : [];
  const passed = checks.filter(({ verdict }) => verdict === 'passed').length;
  const unseen = correct && passed * 2 < checks.length;
  const asExpected = missed.length + wrong.length + failing.length === 0 && !unseen;
  return { missed, wrong, failing, unseen, asExpected };
}
