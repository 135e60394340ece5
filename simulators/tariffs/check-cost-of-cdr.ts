import Fraction from 'fraction.js';
import type { CDR, Tariff } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import { parseDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { costOf, type Line } from './cost-of-session.ts';
import { courseOf, volumeOf, zoneOf } from './course-of-charging-session.ts';
import { exact, fourDecimals } from './exact-decimals.ts';
import { looksAtClock } from './tariff-restrictions.ts';
import { holes } from './times-without-price.ts';

/** The expected cost of a CDR beside the stated one. */
export interface CostCheck {
  cdr: string;
  currency: string;
  /** The expected cost without VAT. */
  cost_expected: number;
  cost_stated: number;
  /** Difference of the CDR's stated cost and the expected one: positive where the CDR costs more. */
  difference: number;
  /** Whether the CDR is a credit: its cost is negative, and takes back the expected one. */
  credit: boolean;
  /** Whether the stated and the expected cost are the same to half a cent. */
  agrees: boolean;
  breakdown: Line[];
  /**
   * Contradictions within the CDR or with its Tariff: currency, and totals that differ from the sum of its periods
   * (CDR-15).
   */
  findings: Finding[];
  /** Assumptions that the computation of the CDR's cost had to make. */
  assumptions: string[];
}

/**
 * Computes the expected cost of a valid CDR by these Tariffs, or its own when none are given, and compares; total_cost
 * is without VAT.
 */
export function checkCdr(cdr: CDR, tariffs: Tariff[] = cdr.tariffs ?? []): CostCheck {
  const end = parseDateTime(cdr.stop_date_time) ?? 0;
  const course = courseOf({ ...cdr, end, tariffs });
  const { cost, breakdown } = costOf(course);
  const credit = cdr.total_cost < 0;
  const stated = exact(cdr.total_cost);
  const difference = (credit ? stated.neg() : stated).sub(exact(cost));
  return {
    cdr: cdr.id,
    currency: cdr.currency,
    cost_expected: cost,
    cost_stated: cdr.total_cost,
    difference: fourDecimals(difference),
    credit,
    agrees: difference.abs().lte(halfACent),
    breakdown,
    findings: [...currencies(cdr, tariffs), ...totals(cdr, course), ...holes(tariffs)],
    assumptions: assumptions(cdr, tariffs),
  };
}

function currencies({ currency }: CDR, tariffs: Tariff[]): Finding[] {
  if (tariffs.length === 0) return [{ pointer: '/tariffs', message: 'names no tariff to compute with' }];
  return tariffs
    .filter((tariff) => tariff.currency !== currency)
    .map(({ id, currency: theirs }) => ({
      pointer: '/currency',
      message: `is "${currency}", that of tariff ${id} "${theirs}"`,
    }));
}

function totals(cdr: CDR, { stretches }: ReturnType<typeof courseOf>): Finding[] {
  const sum = (values: Fraction[]) => values.reduce((all, one) => all.add(one), new Fraction(0));
  const hours = (charging: boolean[]) =>
    sum(stretches.filter((one) => charging.includes(one.charging)).map(({ seconds }) => seconds)).div(3600);
  const energy = sum(cdr.charging_periods.map((period) => volumeOf(period, 'ENERGY') ?? new Fraction(0)));
  const rows: [field: keyof CDR, found: Fraction, slack: Fraction][] = [
    ['total_energy', energy, new Fraction(5, 10_000)],
    ['total_time', hours([true, false]), aSecond],
    ['total_parking_time', hours([false]), aSecond],
  ];
  return rows.flatMap(([field, found, slack]) => {
    const stated = cdr[field] as number | null | undefined;
    if (stated == null || found.sub(exact(stated)).abs().lte(slack)) return [];
    return [{ pointer: `/${field}`, message: `is ${stated}, its periods come to ${fourDecimals(found)}` }];
  });
}

function assumptions({ location }: CDR, tariffs: Tariff[]): string[] {
  const restrictions = tariffs.flatMap(({ elements }) => elements.flatMap((one) => one.restrictions ?? []));
  if (!restrictions.some(looksAtClock) || zoneOf(location) === location.time_zone) return [];
  return [
    `times of day and dates are UTC, since the time zone of the Location is ${location.time_zone ?? 'not given'}`,
  ];
}

const halfACent = new Fraction(5, 1000);

/** One second in hours: the difference of times in a CDR that is tolerated, with four decimals of both sides. */
const aSecond = new Fraction(1, 3600).add(new Fraction(1, 10_000));
