import type {
  DayOfWeek,
  Tariff,
  TariffDimensionType,
  TariffElement,
  TariffRestrictions,
} from '../../src/ocpi/types/2.1.1.generated.ts';
import type { Random } from '../chance/seeded-random.ts';

/** For the tests: a tariff of one to four elements with every kind of price and restriction, never below zero. */
export function randomTariff(random: Random, id: string): Tariff {
  const below = (most: number) => Math.floor(random() * most);
  const one = <T>(values: readonly T[]) => values[below(values.length)] as T;
  const range = (least: string, most: string, values: number[]) => {
    const [low, high] = [one(values), one(values)].sort((a, b) => a - b);
    return one([{ [least]: low }, { [most]: high }, { [least]: low, [most]: high }]);
  };
  const time = () => `${String(below(24)).padStart(2, '0')}:${one(['00', '15', '30', '45', '07', '59'])}`;
  const date = () => new Date(Date.UTC(2026, below(12), 1 + below(28))).toISOString().slice(0, 10);
  const limits: (() => TariffRestrictions)[] = [
    () => ({ start_time: time(), end_time: time() }),
    () => one([{ start_time: time() }, { end_time: time() }]),
    () => one([{ start_date: date() }, { end_date: date() }]),
    () => ({ day_of_week: days.filter(() => random() < 0.5) }),
    () => range('min_kwh', 'max_kwh', [0, 1, 2.5, 4, 7.35, 10, 15, 22, 40]),
    () => range('min_power', 'max_power', [0, 3, 3.68, 7, 7.36, 11, 11.04, 22, 50, 60, 84, 120]),
    () => range('min_duration', 'max_duration', [0, 300, 599, 900, 1234, 1800, 3600, 5400]),
  ];
  const element = (): TariffElement => ({
    price_components: [...new Set([one(types), one(types), one(types)])].map((type) => ({
      type,
      price: below(20_000) / one([1000, 10_000]),
      step_size: one([0, 1, 1, 10, 60, 300, 900, 1000]),
    })),
    ...(random() < 0.3
      ? {}
      : { restrictions: { ...one(limits)(), ...(random() < 0.4 ? one(limits)() : {}) } }),
  });
  const elements = Array.from({ length: 1 + below(4) }, element);
  return { id, currency: 'EUR', elements, last_updated: '2026-01-01T00:00:00Z' };
}

const types: TariffDimensionType[] = ['ENERGY', 'TIME', 'PARKING_TIME', 'FLAT'];
const days: DayOfWeek[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
