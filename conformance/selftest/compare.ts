import type { Check } from '../check.ts';

/** How a report of a partner compares with what is true of it. */
export interface Comparison {
  /** Ids that are broken and were not flagged. */
  missed: string[];
  /** Ids that were flagged and are not broken; checks that broke themselves are named so. */
  wrong: string[];
  /** Ids by which a correct partner fails: it may be warned at most. */
  failing: string[];
  /** A correct partner of whom not even half could be checked: it has shown nothing. */
  unseen: boolean;
  /** Nothing of the above. */
  asExpected: boolean;
}

/**
 * Compares checks with the ids that must fail or warn, and nothing else; nobody who is `correct` may fail. Where several faults
 * are planted in one partner (`several`), one may keep the suite from seeing another: what was skipped whole, with its reason, or in part
 * because of what the other one breaks, is not missed.
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
