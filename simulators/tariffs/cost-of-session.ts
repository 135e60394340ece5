import Fraction from 'fraction.js';
import type { PriceComponent, TariffDimensionType } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { Course } from './course-of-charging-session.ts';
import { exact, fourDecimals } from './exact-decimals.ts';
import { type Offer, type Piece, piecesOf } from './price-components-by-period.ts';

/** The cost of a session without VAT, in the Tariff's currency, with four decimals, and its lines. */
export interface Bill {
  cost: number;
  breakdown: Line[];
}

/** The cost by one price component of a Tariff. */
export interface Line {
  tariff_id: string;
  /** Index of the element in the tariff. */
  element: number;
  type: TariffDimensionType;
  /** The price per kWh, per hour, or flat. */
  price: number;
  step_size: number;
  /** The amount used under this price and the amount billed, in whole steps: Wh, seconds, or times. */
  used: number;
  billed: number;
  unit: 'Wh' | 's' | 'times';
  /** The cost of this line, rounded for readers: the session's cost is rounded only once, at its end. */
  cost: number;
}

/**
 * Computes the cost of a session. Each price adds up what was used over the whole session while it was in force, and
 * bills it once, in whole steps; a flat fee is billed once if it is ever in force. The arithmetic is exact until the
 * last rounding.
 */
export function costOf(course: Course): Bill {
  const gathered = new Map<string, { offer: Offer; used: Fraction }>();
  for (const piece of piecesOf(course))
    for (const offer of piece.offers.values()) {
      const key = keyOf(offer);
      const used = gathered.get(key)?.used ?? new Fraction(0);
      gathered.set(key, { offer, used: used.add(usedIn(piece, offer.component.type)) });
    }
  const lines = [...gathered.values()]
    .filter(({ offer, used }) => offer.component.type === 'FLAT' || used.gt(0))
    .map(({ offer, used }) => ({ offer, used, ...priced(offer.component, used) }));
  const cost = lines.reduce((sum, line) => sum.add(line.cost), new Fraction(0));
  return { cost: fourDecimals(cost), breakdown: lines.map(lineOf) };
}

/** The moments of price changes, in whole seconds since the session's start. */
export function turnsOf(course: Course): number[] {
  const pieces = piecesOf(course);
  return pieces
    .filter((piece, index) => index > 0 && !haveSamePrices(piece, pieces[index - 1] as Piece))
    .map(({ from }) => from.ceil().valueOf());
}

/** The key of a price: an element has at most one effective component of each type. */
function keyOf({ tariff, element, component }: Offer): string {
  return `${tariff.id} ${element} ${component.type}`;
}

/** The amount used in a piece, in the unit of the type. For FLAT it is 0, since only whether the price was in force matters. */
function usedIn({ seconds, charging, kwh }: Piece, type: TariffDimensionType): Fraction {
  if (type === 'ENERGY') return kwh.mul(1000);
  if (type === 'FLAT') return new Fraction(0);
  return charging === (type === 'TIME') ? seconds : new Fraction(0);
}

function priced({ type, price, step_size }: PriceComponent, used: Fraction) {
  if (type === 'FLAT') return { billed: new Fraction(1), cost: exact(price) };
  const step = Math.max(step_size, 1);
  // Sums of binary fractions end in noise, such as 3.3000000000000003 kWh, which must not begin another step.
  const billed = used.round(6).div(step).ceil().mul(step);
  return { billed, cost: billed.mul(exact(price)).div(type === 'ENERGY' ? 1000 : 3600) };
}

function lineOf(line: { offer: Offer; used: Fraction; billed: Fraction; cost: Fraction }): Line {
  const { tariff, element, component } = line.offer;
  const { type, price, step_size } = component;
  return {
    tariff_id: tariff.id,
    element,
    type,
    price,
    step_size,
    used: type === 'FLAT' ? 1 : fourDecimals(line.used),
    billed: line.billed.valueOf(),
    unit: units[type],
    cost: fourDecimals(line.cost),
  };
}

function haveSamePrices(one: Piece, other: Piece): boolean {
  return (
    one.offers.size === other.offers.size &&
    [...one.offers].every(([type, offer]) => {
      const before = other.offers.get(type);
      return before !== undefined && keyOf(before) === keyOf(offer);
    })
  );
}

const units = { ENERGY: 'Wh', TIME: 's', PARKING_TIME: 's', FLAT: 'times' } as const;
