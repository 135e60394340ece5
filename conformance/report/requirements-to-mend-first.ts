import type { Authority } from '../../src/ocpi/rules/origins-of-rules.ts';
import type { Check } from '../check-and-verdict-types.ts';
import type { Readiness } from '../readiness-profiles.ts';

/** A check with the words of its requirement and how to mend a breach. */
type JudgedCheck = Pick<Check, 'id' | 'verdict' | 'authority' | 'because'> & {
  requirement: { words: string; mend: string };
};

/** A broken requirement in a report, and how much depends on it. */
export interface Mend {
  id: string;
  verdict: 'failed' | 'warned';
  words: string;
  mend: string;
  /** Number of checks that found the requirement broken. */
  checks: number;
  /** Number of checks that were skipped because the requirement is broken. */
  consequences: number;
  /** Profiles that the partner does not reach because of it. */
  blocks: string[];
}

/** Authorities of rules that do not bind, the strongest first; rules that bind come before them and weigh alike. */
const lesser: Authority[] = ['should', 'example', 'contradiction', 'reader', 'advice', '2.2 backport'];

/**
 * Lists the broken requirements in the order in which they are best mended: by the authority of the rule, then by the
 * profiles that it blocks and the checks that were skipped because of it, then in the order of the run, which begins
 * with what the rest builds on.
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

/** Compares two lists of numbers for sorting, smaller first; equal lists stay in their order. */
function compared(a: number[], b: number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
