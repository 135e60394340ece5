import type { Authority } from '../../src/ocpi/rules/origins.ts';
import type { Check } from '../check.ts';
import type { Readiness } from '../profiles.ts';

/** A check with the rule that it is about. */
type JudgedCheck = Pick<Check, 'id' | 'verdict' | 'authority' | 'because'> & {
  requirement: { words: string; mend: string };
};

/** A requirement to mend, and how much hangs on it. */
export interface Mend {
  id: string;
  verdict: 'failed' | 'warned';
  words: string;
  mend: string;
  /** Checks in which it did not hold. */
  checks: number;
  /** Checks that could not be made because of it. */
  consequences: number;
  /** Profiles that it keeps the partner from. */
  blocks: string[];
}

/** Authorities that do not bind, the strongest first; those that bind weigh alike, before them. */
const lesser: Authority[] = ['should', 'example', 'contradiction', 'reader', 'advice', '2.2 backport'];

/**
 * All that is to be mended, what weighs most first: by the authority of the rule, then by the profiles that it blocks and the
 * checks that could not be made because of it, then in the order of the run, where the ground of the rest comes first.
 */
export function mendsByWeight(checks: JudgedCheck[], readiness: Readiness[]): Mend[] {
  const bad = checks.filter(({ verdict }) => verdict === 'failed' || verdict === 'warned');
  const ids = [...new Set(bad.map(({ id }) => id))];
  const mends = ids.map((id) => {
    const about = bad.filter((check) => check.id === id);
    const [first] = about as [JudgedCheck];
    const { words, mend } = first.requirement;
    const verdict = about.some((check) => check.verdict === 'failed')
      ? ('failed' as const)
      : ('warned' as const);
    const consequences = checks.filter(({ because }) => because === id).length;
    const blocks = readiness
      .filter((one) => one.verdict === 'not ready' && one.ids.includes(id))
      .map(({ profile }) => profile);
    const weight = [
      verdict === 'failed' ? 0 : 1,
      Math.min(...about.map(({ authority }) => lesser.indexOf(authority))),
      -blocks.length,
      -consequences,
    ];
    return { weight, told: { id, verdict, words, mend, checks: about.length, consequences, blocks } };
  });
  return mends.sort((a, b) => compared(a.weight, b.weight)).map(({ told }) => told);
}

/** Below zero when the first list comes first; equal ones stay in their order. */
function compared(a: number[], b: number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
