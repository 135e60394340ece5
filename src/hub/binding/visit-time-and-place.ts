import type { Facts } from '../../ocpi/editions/facts-of-object.ts';
import { after, type Visit } from './match-claim-to-visit.ts';

/**
 * Age in milliseconds, 90 days, beyond which the start of a newly reported Session counts as an error of the operator's
 * clock.
 */
const oldest = 90 * 24 * 3_600_000;

/**
 * Time and place of the visit that a Session or CDR reports; `received` is its time of receipt, which replaces an
 * unusable start.
 */
export function visitOf(of: Facts, received: number | undefined): Visit {
  const { begin: start, location, evses } = of;
  const isUsable =
    start !== undefined &&
    (received === undefined || (start > received - oldest && start <= received + after));
  return { start: isUsable ? start : undefined, received, location, evses };
}
