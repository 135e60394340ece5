import { highest, type Readiness } from '../profiles.ts';
import type { Mend } from './mend-first.ts';
import type { Report } from './report.ts';

/** Number of mends that the first screen shows. */
const first = 3;

/** The profiles that the partner is ready for, in one line. */
export function readyLine({ readiness, totals }: Report): string {
  const ready = highest(readiness);
  if (ready.length > 0) return `Ready for ${ready.join(' and ')}`;
  if (readiness.some(({ verdict }) => verdict === 'not ready')) return 'Not ready yet';
  return totals.passed === 0 ? 'Nothing could be checked' : 'Nothing shows yet what it is ready for';
}

/** Divides the mends into the first few and the rest. */
export function mendFirst({ mends }: Report): { now: Mend[]; later: Mend[] } {
  return { now: mends.slice(0, first), later: mends.slice(first) };
}

/** The title above the first mends. */
export function mendTitle({ length }: Mend[]): string {
  return (
    ['Nothing is to be mended in what could be checked', 'Mend this first', 'Mend these two first'][length] ??
    'Mend these three first'
  );
}

/** The weight of a mend, in words. */
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

/** A profile and why it is not reached. */
export function readinessWords({ verdict, why, made, skipped }: Readiness): string {
  if (verdict === 'ready')
    return `ready: ${made} checks${skipped > 0 ? `, ${skipped} could not be made` : ''}`;
  return `${verdict}: ${why}`;
}
