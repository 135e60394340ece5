import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the cost of a session. */
export const tariffRows: Mutant[] = [
  ...defectsIn(
    'simulators/tariffs/cost-of-session.ts',
    ['simulators/tariffs/cost-of-session.test.ts'],
    [
      ['cost-steps-rounded-down', '.ceil().mul(step)', '.floor().mul(step)'],
      ['cost-flat-fee-forgotten', "offer.component.type === 'FLAT' || used.gt(0)", 'used.gt(0)'],
      ['cost-parking-as-charging', "charging === (type === 'TIME') ? seconds", "type === 'TIME' ? seconds"],
      ['cost-energy-per-hour', "type === 'ENERGY' ? 1000 : 3600", '3600'],
      ['cost-turn-unseen', 'before !== undefined && keyOf(before) === keyOf(offer)', 'before !== undefined'],
    ],
  ),
  ...defectsIn(
    'simulators/tariffs/cost-of-session.ts',
    ['simulators/tariffs/check-cost-of-cdr.test.ts'],
    [['cost-noise-begins-a-step', 'used.round(6).div(step)', 'used.div(step)']],
  ),
  ...defectsIn(
    'simulators/tariffs/price-components-by-period.ts',
    ['simulators/tariffs/cost-of-session.test.ts'],
    [
      ['tariff-last-element-wins', 'if (!offers.has(component.type)) offers.set', 'offers.set'],
      ['tariff-uncut-by-duration', '...durations.map((value) => value.sub(seconds)),\n    ', ''],
      ['tariff-uncut-by-energy', '...(stretch.kwh.gt(0)\n', '...(stretch.kwh.lt(0)\n'],
    ],
  ),
  ...defectsIn(
    'simulators/tariffs/tariff-restrictions.ts',
    ['simulators/tariffs/cost-of-session.test.ts'],
    [
      ['tariff-end-date-inclusive', 'local.date < end_date', 'local.date <= end_date'],
      ['tariff-weekday-ignored', 'day_of_week.length === 0 || day_of_week.includes(local.day)', 'true'],
      ['tariff-maximum-inclusive', 'value.lt(exact(max))', 'value.lte(exact(max))'],
      ['tariff-minimum-exclusive', 'value.gte(exact(min))', 'value.gt(exact(min))'],
      [
        'tariff-night-never',
        ': minutes >= from || minutes < until;',
        ': minutes >= from && minutes < until;',
      ],
      ['tariff-power-ignored', 'isWithin(power, restrictions.min_power, restrictions.max_power) &&', ''],
    ],
  ),
  ...defectsIn(
    'simulators/tariffs/check-cost-of-cdr.ts',
    ['simulators/tariffs/check-cost-of-cdr.test.ts'],
    [
      ['cdr-cent-apart-agrees', 'new Fraction(5, 1000)', 'new Fraction(15, 1000)'],
      ['cdr-credit-differs', '(credit ? stated.neg() : stated)', 'stated'],
      ['cdr-parking-total-unchecked', "    ['total_parking_time', hours([false]), aSecond],\n", ''],
      ['cdr-currency-unchecked', 'tariff.currency !== currency', 'false'],
      [
        'cdr-zone-supposed-in-silence',
        '!restrictions.some(looksAtClock) ||',
        'restrictions.some(looksAtClock) ||',
      ],
    ],
  ),
  ...defectsIn(
    'simulators/tariffs/times-without-price.ts',
    ['simulators/tariffs/check-cost-of-cdr.test.ts'],
    [['tariff-hole-of-hours-told', '!covered(minute) && covered(minute + 1)', '!covered(minute)']],
  ),
];
