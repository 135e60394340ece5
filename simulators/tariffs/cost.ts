import Fraction from 'fraction.js';
import type { PriceComponent, TariffDimensionType } from '../../src/ocpi/types.generated.ts';
import type { Course } from './course.ts';
import { exact, fourDecimals } from './exact.ts';
import { type Offer, type Piece, piecesOf } from './pieces.ts';

/** What a session costs without VAT, in the tariff's currency, with four decimals, and why. */
export interface Bill {
  cost: number;
  breakdown: Line[];
}

/** What one price of a tariff comes to. */
export interface Line {
  tariff_id: string;
  /** Index of the element in the tariff. */
  element: number;
  type: TariffDimensionType;
  /** Per kWh, per hour, or once. */
  price: number;
  step_size: number;
  /** What was used under this price and what is billed, in whole steps: Wh, seconds, or times. */
  used: number;
  billed: number;
  unit: 'Wh' | 's' | 'times';
  /** Rounded for reading: the cost of the session is rounded once, at its end. */
  cost: number;
}

/**
 * What a session costs. Over the whole session each price gathers what was used while it was in force, which is then
 * billed in whole steps, once; a flat fee is billed once when it is ever in force. Exact until the last rounding.
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

/** Seconds into a session, whole, from which on other prices hold. */
export function turnsOf(course: Course): number[] {
  const pieces = piecesOf(course);
  return pieces
    .filter((piece, index) => index > 0 && !haveSamePrices(piece, pieces[index - 1] as Piece))
    .map(({ from }) => from.ceil().valueOf());
}

/** Which price it is: an element has at most one of a type that counts. */
function keyOf({ tariff, element, component }: Offer): string {
  return `${tariff.id} ${element} ${component.type}`;
}

/** A FLAT component counts how often it held; only whether it did matters. */
function usedIn({ seconds, charging, kwh }: Piece, type: TariffDimensionType): Fraction {
  if (type === 'ENERGY') return kwh.mul(1000);
  if (type === 'FLAT') return new Fraction(0);
  return charging === (type === 'TIME') ? seconds : new Fraction(0);
}

function priced({ type, price, step_size }: PriceComponent, used: Fraction) {
  if (type === 'FLAT') return { billed: new Fraction(1), cost: exact(price) };
  const step = Math.max(step_size, 1);
  // Sums of binary fractions end in noise, such as 3.3000000000000003 kWh: that begins no step.
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
