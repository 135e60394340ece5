import { highest, type Readiness } from '../readiness-profiles.ts';
import type { Report } from './json-report.ts';
import type { Mend } from './requirements-to-mend-first.ts';

/** Number of broken requirements that the first screen of a report shows. */
const first = 3;

/** The first line of a report: the profiles that the partner is ready for. */
export function readyLine({ readiness, totals }: Report): string {
  const ready = highest(readiness);
  if (ready.length > 0) return `Ready for ${ready.join(' and ')}`;
  if (readiness.some(({ verdict }) => verdict === 'not ready')) return 'Not ready yet';
  return totals.passed === 0 ? 'Nothing could be checked' : 'Nothing shows yet what it is ready for';
}

/** Divides the broken requirements of a report into the few shown first and the others. */
export function mendFirst({ mends }: Report): { now: Mend[]; later: Mend[] } {
  return { now: mends.slice(0, first), later: mends.slice(first) };
}

/** The title above the broken requirements that are shown first. */
export function mendTitle({ length }: Mend[]): string {
  return (
    ['Nothing is to be mended in what could be checked', 'Mend this first', 'Mend these two first'][length] ??
    'Mend these three first'
  );
}

/**
 * Says in words how much depends on a broken requirement: checks that failed or were skipped, and profiles that it
 * blocks.
 */
export function weightOf(
  { id, verdict, checks, consequences, blocks }: Mend,
  { readiness }: Pick<Report, 'readiness'>,
): string {
  const [lowest = '', ...above] = blocks;
  const some = above.length > 0 ? `${lowest} and ${above.length} more` : lowest;
  const kept = blocks.length === readiness.length ? 'every profile' : some;
  return [
    `${id} ${verdict === 'failed' ? 'failed' : 'is a warning'} in ${checks} ${checks === 1 ? 'check' : 'checks'}`,
    ...(consequences > 0 ? [`${consequences} more could not be made because of it`] : []),
    ...(blocks.length > 0 ? [`keeps it from ${kept}`] : []),
  ].join('; ');
}

/** The verdict on a profile in words, with the reason where the partner is not ready. */
export function readinessWords({ verdict, why, made, skipped }: Readiness): string {
  if (verdict === 'ready')
    return `ready: ${made} checks${skipped > 0 ? `, ${skipped} could not be made` : ''}`;
  return `${verdict}: ${why}`;
}
