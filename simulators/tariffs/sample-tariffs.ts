import Fraction from 'fraction.js';
import type {
  PriceComponent,
  Tariff,
  TariffElement,
  TariffRestrictions,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import type { Course } from './course-of-charging-session.ts';

/** For the tests: price components as `ENERGY 0.39 /1`, per kWh, hour or flat, with the step in Wh or seconds. */
export type Prices = string;

/** A Tariff in EUR: each element has prices and optional restrictions. */
export function tariff(elements: [Prices, TariffRestrictions?][], id = 'T1'): Tariff {
  return { id, currency: 'EUR', last_updated: '2026-01-01T00:00:00Z', elements: elements.map(elementOf) };
}

/** A part of a session: seconds, and Wh or `null` for parking. */
export type Part = [seconds: number, wattHours: number | null];

/** The course of a session from an instant on, at a place in a zone. */
export function course(given: Tariff, start: string, parts: Part[], zone = 'Europe/Madrid'): Course {
  let next = Date.parse(start);
  return {
    zone,
    stretches: parts.map(([seconds, wattHours]) => {
      const begin = next;
      next += seconds * 1000;
      const kwh = new Fraction(wattHours ?? 0, 1000);
      const power = seconds === 0 ? new Fraction(0) : kwh.mul(3600).div(seconds);
      return {
        tariff: given,
        start: begin,
        seconds: new Fraction(seconds),
        charging: wattHours !== null,
        kwh,
        power,
      };
    }),
  };
}

function elementOf([prices, restrictions]: [Prices, TariffRestrictions?]): TariffElement {
  const price_components = prices.split(', ').map((text): PriceComponent => {
    const [type, price, step = '/1'] = text.split(' ');
    return { type: type as PriceComponent['type'], price: Number(price), step_size: Number(step.slice(1)) };
  });
  return { price_components, ...(restrictions ? { restrictions } : {}) };
}
