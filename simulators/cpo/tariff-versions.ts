import type { Tariff } from '../../src/ocpi/types/2.1.1.generated.ts';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';

/**
 * The version of a Tariff that held at a moment: prices rise by four percent on the first of January and of July, and the present ones are
 * those of now; both in milliseconds since 1970.
 */
export function tariffAt(tariff: Tariff, time: number, now: number): Tariff {
  const changes = changesBetween(time, now);
  const [next] = changes;
  if (next === undefined) return { ...tariff, last_updated: formatDateTime(lastChange(time)) };
  const factor = 0.96 ** changes.length;
  return {
    ...tariff,
    tariff_alt_text: [{ language: 'en', text: `prices until ${formatDateTime(next).slice(0, 10)}` }],
    elements: tariff.elements.map((element) => ({
      ...element,
      price_components: element.price_components.map((component) => ({
        ...component,
        price: Math.round(component.price * factor * 100) / 100,
      })),
    })),
    last_updated: formatDateTime(lastChange(time)),
  };
}

/** The moments of price changes after one moment and up to another, in their order. */
function changesBetween(time: number, now: number): number[] {
  const found: number[] = [];
  for (let change = nextChange(time); change <= now; change = nextChange(change)) found.push(change);
  return found;
}

function nextChange(time: number): number {
  const date = new Date(time);
  const year = date.getUTCFullYear();
  return date.getUTCMonth() < 6 ? Date.UTC(year, 6) : Date.UTC(year + 1, 0);
}

function lastChange(time: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() < 6 ? 0 : 6);
}
